/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemedyRunsTest {

    private static final String SNAPSHOT =
            "[root@n1 ~]# cat /proc/buddyinfo\nNode 0, zone   Normal  1  2  3  4   5    6    7     8     9      0      0\n";

    private static final String DROP = "[root@n1 ~]# echo 3 > /proc/sys/vm/drop_caches\n";

    private static RemedyRuns runs(String text) {
        return RemedyRuns.of(Asked.node(text, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            textBlock =
                    """
                    echo 3 > /proc/sys/vm/drop_caches % true
                    echo 1 >/proc/sys/vm/compact_memory % true
                    echo 1 > /sys/devices/system/node/node0/compact % true
                    echo 1 | sudo tee /proc/sys/vm/compact_memory % true
                    sysctl -w vm.drop_caches=3 % true
                    sysctl vm.compact_memory = 1 % true
                    sync; echo 2 > /proc/sys/vm/drop_caches % true
                    cat /proc/sys/vm/drop_caches % false
                    cat /proc/sys/vm/drop_caches 2>/dev/null % false
                    cat x > y; cat /proc/sys/vm/drop_caches % false
                    ls -l /proc/sys/vm/compact_memory 2> /dev/null % false
                    sysctl vm.drop_caches % false
                    grep compact /proc/vmstat > /tmp/x % false
                    """)
    void onlyAWriteChangesTheFreeLists(String command, boolean changes) {
        assertThat(RemedyRuns.changesFreeLists(command)).isEqualTo(changes);
    }

    @Test
    void whatWasReadBehindItIsTheStateAfterIt() {
        assertThat(runs(DROP + SNAPSHOT).statement())
                .endsWith("before free lists were read: those are the state after it.");
        assertThat(runs(SNAPSHOT + DROP).statement())
                .endsWith(", after the free lists were read: they are the state before it.");
        assertThat(runs(DROP).statement())
                .isEqualTo(
                        "Caches were dropped or memory was compacted by a command of the transcript.");
    }

    @Test
    void theKernelsOwnLineTells() {
        assertThat(runs("[ 1234.567890] bash (4711): drop_caches: 3\n").statement())
                .isEqualTo(
                        "The kernel logged drop_caches once, by bash, first at 1234.567890: what was read of the free lists later is"
                                + " the state after it.");
        assertThat(
                        runs("[ 1234.567890] bash (4711): drop_caches: 3\n[ 1235.567890] bash (4711): drop_caches: 3\n")
                                .statement())
                .contains("drop_caches 2 times");
    }

    @Test
    void countersSinceBootTellThatNotWhen() {
        assertThat(
                        runs("[root@n1 ~]# cat /proc/vmstat\nnr_free_pages 100\npgfree 100\ndrop_pagecache 2\ndrop_slab 3\n")
                                .statement())
                .isEqualTo(
                        "Since boot page cache was dropped 2 and slab 3 times (vmstat); nothing tells when.");
        assertThat(
                        runs("[root@n1 ~]# cat /proc/vmstat\nnr_free_pages 100\npgfree 100\ndrop_pagecache 0\ndrop_slab 0\n")
                                .cites())
                .isEmpty();
    }

    @Test
    void whereNothingRanNothingIsSaid() {
        assertThat(runs(SNAPSHOT).cites()).isEmpty();
    }
}
