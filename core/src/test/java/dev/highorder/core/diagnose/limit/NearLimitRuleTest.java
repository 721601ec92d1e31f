/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class NearLimitRuleTest {

    private static String connections(long count, long max) {
        return "net.netfilter.nf_conntrack_count = "
                + count
                + "\nnet.netfilter.nf_conntrack_max = "
                + max
                + "\n";
    }

    @Test
    void connectionsAtTheirLimitAreSaidBeforeAPacketIsDropped() {
        Asked asked = Asked.of(connections(98_000, 100_000));

        assertThat(asked.says("near-limit")).isEqualTo("conntrack-table-full likely KB-57");
        assertThat(asked.statement("near-limit"))
                .isEqualTo(
                        "tracked connections: 98,000 of 100,000 (98 %); what comes next is refused, though no memory is"
                                + " short.");
        assertThat(asked.lines("near-limit")).containsExactly(1, 2);
    }

    @Test
    void connectionsBelowItAreClear() {
        Asked asked = Asked.of(connections(97_999, 100_000));

        assertThat(asked.found("near-limit")).isEmpty();
        assertThat(asked.clear("near-limit").orElseThrow().statement())
                .isEqualTo("Fullest is tracked connections: 97,999 of 100,000 (97 %).");
    }

    @Test
    void aTableOfNoSizeSaysNothing() {
        Asked asked = Asked.of(connections(5, 0));

        assertThat(asked.found("near-limit")).isEmpty();
        assertThat(asked.clear("near-limit")).isEmpty();
    }

    @Test
    void filesOfTheNodeAreCountedByTheirFirstAndThirdFigure() {
        assertThat(Asked.of("fs.file-nr = 1048570\t0\t1048576\n").says("near-limit"))
                .isEqualTo("kernel-limit likely KB-81");
        assertThat(Asked.of("fs.file-nr = 4096\t0\t1048576\n").found("near-limit")).isEmpty();
        assertThat(Asked.of("fs.file-nr = 4096\t0\t0\n").clear("near-limit")).isEmpty();
    }

    @Test
    void tasksOfACgroupAreHeldAgainstItsOwnLimit() {
        String text =
                """
                $ cat /sys/fs/cgroup/pids/kubepods/pod1/pids.current
                %s
                $ cat /sys/fs/cgroup/pids/kubepods/pod1/pids.max
                1000
                """;

        assertThat(Asked.of(text.replace("%s", "1000")).says("near-limit"))
                .isEqualTo("pids-or-ulimit likely KB-56");
        assertThat(Asked.of(text.replace("%s", "1000")).statement("near-limit"))
                .startsWith("tasks of the cgroup /kubepods/pod1: 1,000 of 1,000 (100 %)");
        assertThat(Asked.of(text.replace("%s", "12")).found("near-limit")).isEmpty();
    }

    @Test
    void aFailureIsNotExplainedByACounterBesideIt() {
        Asked asked =
                Asked.of(
                        "[ 1234.567890] neighbour: arp_cache: neighbor table overflow!\n"
                                + connections(100_000, 100_000));

        assertThat(asked.verdict()).isEqualTo("kernel-limit certain");
        assertThat(asked.word()).isEqualTo("kernel-table");
    }
}
