/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class FreeListStateRuleTest {

    private static final String SERVES =
            "Node 0, zone   Normal  104076  60000  30000  10000   2000    500    100     50     10      0      0\n";

    /// Much memory, hardly any of it in larger blocks; still hundreds of order 3.
    private static final String SCARCE =
            "Node 0, zone   Normal  900000  60000   3000    400      0      0      0      0      0      0      0\n";

    private static final String NONE =
            "Node 0, zone   Normal  104076  60000  30000      0      0      0      0      0      0      0      0\n";

    @Test
    void aSnapshotThatServesOrderThreeIsHealthy() {
        Asked asked = Asked.of(SERVES);

        assertThat(asked.state()).isEqualTo("healthy likely");
        assertThat(asked.statement("free-list-state"))
                .isEqualTo("Node 0 Normal has 17,920 suitable blocks for order 3 (32 KiB).");
    }

    @Test
    void blocksThatAreScarceServeNevertheless() {
        assertThat(Asked.of(SCARCE).says("free-list-state")).isEqualTo("healthy likely");
    }

    @Test
    void aSnapshotThatServesNothingDecidesNothingByItself() {
        Asked asked = Asked.of(NONE);

        assertThat(asked.says("free-list-state")).isEqualTo("inconclusive possible KB-50");
        assertThat(asked.statement("free-list-state"))
                .contains("0 suitable blocks for order 3 (32 KiB)")
                .contains("an unusable free space index of 1000 of 1000")
                .endsWith("whether anything asks for that, the evidence does not say.");
        assertThat(asked.missing("free-list-state")).hasSize(1);
    }

    @Test
    void askedAboutAnOrderItIsFragmentation() {
        Asked asked = Asked.about(6, NONE);

        assertThat(asked.says("free-list-state")).isEqualTo("external-fragmentation likely KB-50");
        assertThat(asked.statement("free-list-state"))
                .contains("order 6 (256 KiB)")
                .endsWith("of 1000.");
        assertThat(Asked.about(2, NONE).says("free-list-state")).isEqualTo("healthy likely");
    }

    @Test
    void snapshotsThatDisagreeAreLessSure() {
        Asked asked =
                Asked.of("$ cat /proc/buddyinfo\n" + SERVES + "$ cat /proc/buddyinfo\n" + NONE);

        assertThat(asked.says("free-list-state")).isEqualTo("healthy possible");
        assertThat(asked.statement("free-list-state"))
                .endsWith("Another snapshot in the evidence would answer the other way.");
        assertThat(
                        Asked.of(
                                        "$ cat /proc/buddyinfo\n"
                                                + NONE
                                                + "$ cat /proc/buddyinfo\n"
                                                + SERVES
                                                + "$ cat /proc/buddyinfo\n"
                                                + SERVES)
                                .statement("free-list-state"))
                .endsWith("2 other snapshots in the evidence would answer the other way.");
    }

    @Test
    void besideAFailureTheStateIsNotTheAnswer() {
        Asked asked =
                Asked.of(
                        "[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n" + SERVES);

        assertThat(asked.judged().getFirst().answers())
                .filteredOn(a -> a.rule().equals("free-list-state"))
                .allMatch(a -> a.found().isEmpty());
    }
}
