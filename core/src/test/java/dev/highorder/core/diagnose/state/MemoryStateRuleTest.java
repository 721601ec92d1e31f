/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class MemoryStateRuleTest {

    private static final long GIB = 1L << 20;

    private static String meminfo(long totalKb, long availableKb, String more) {
        return "MemTotal:       "
                + totalKb
                + " kB\nMemFree:        100000 kB\nMemAvailable:   "
                + availableKb
                + " kB\n"
                + more
                + "\n";
    }

    @Test
    void plentyIsHealthyHoweverLittleIsFree() {
        Asked asked = Asked.of(meminfo(64 * GIB, 40 * GIB, ""));

        assertThat(asked.state()).isEqualTo("healthy likely");
        assertThat(asked.statement("memory-state"))
                .isEqualTo(
                        "40 GiB of 64 GiB are available (62 %), and no failure is in the evidence.");
    }

    @Test
    void bothTheShareAndTheAmountMustBeLow() {
        assertThat(Asked.of(meminfo(16 * GIB, GIB / 4, "")).says("memory-state"))
                .isEqualTo("memory-exhausted likely KB-51");
        assertThat(Asked.of(meminfo(10 * GIB, GIB / 5, "")).says("memory-state"))
                .isEqualTo("memory-exhausted likely KB-51");
        assertThat(Asked.of(meminfo(10 * GIB, GIB / 5 + 9, "")).says("memory-state"))
                .isEqualTo("inconclusive possible");
        assertThat(Asked.of(meminfo(256 * GIB, GIB, "")).says("memory-state"))
                .isEqualTo("inconclusive possible");
        assertThat(Asked.of(meminfo(256 * GIB, GIB - 1, "")).says("memory-state"))
                .isEqualTo("memory-exhausted likely KB-51");
        assertThat(Asked.of(meminfo(256 * GIB, 4 * GIB, "")).says("memory-state"))
                .isEqualTo("healthy likely");
        assertThat(Asked.of(meminfo(256 * GIB, 4 * GIB - 1, "")).says("memory-state"))
                .isEqualTo("inconclusive possible");
        assertThat(Asked.of(meminfo(20 * GIB, 2 * GIB, "")).says("memory-state"))
                .isEqualTo("healthy likely");
        assertThat(Asked.of(meminfo(20 * GIB, 2 * GIB - 99_999, "")).says("memory-state"))
                .isEqualTo("inconclusive possible");
    }

    @Test
    void whoHoldsItIsNamed() {
        long total = 10 * GIB;
        assertThat(
                        Asked.of(meminfo(total, 1000, "AnonPages:      " + 4 * GIB + " kB\n"))
                                .statement("memory-state"))
                .isEqualTo(
                        "1000 KiB of 10 GiB are available (0 %); 4 GiB are memory of processes."
                                .replace("1000", "1,000"));
        assertThat(
                        Asked.of(
                                        meminfo(
                                                total,
                                                1000,
                                                "AnonPages:      " + (4 * GIB - 99_999) + " kB\n"))
                                .statement("memory-state"))
                .doesNotContain("processes");
        assertThat(
                        Asked.of(
                                        meminfo(
                                                total,
                                                1000,
                                                "AnonPages:      "
                                                        + 4 * GIB
                                                        + " kB\nShmem:          "
                                                        + 4 * GIB
                                                        + " kB\n"))
                                .statement("memory-state"))
                .contains("4 GiB are shared memory and files of tmpfs");
        Asked huge =
                Asked.of(
                        meminfo(
                                total,
                                1000,
                                "Shmem:          100 kB\nHugePages_Total:    2048\nHugePages_Free:     2000\nHugepagesize:       2048 kB\n"));
        assertThat(huge.says("memory-state")).isEqualTo("memory-exhausted likely KB-45");
        assertThat(huge.statement("memory-state"))
                .contains("4 GiB are set aside as huge pages, 3.9 GiB of them unused");
    }

    @Test
    void withoutTheKernelsFigureItIsAnEstimateFromAbove() {
        Asked asked =
                Asked.of(
                        "MemTotal:       "
                                + 64 * GIB
                                + " kB\nMemFree:        1048576 kB\nBuffers:        1048576 kB\nCached:         "
                                + 20 * GIB
                                + " kB\nShmem:          1048576 kB\nSReclaimable:   1048576 kB\n");

        assertThat(asked.state()).isEqualTo("healthy possible");
        assertThat(asked.statement("memory-state"))
                .startsWith("at most 22 GiB of 64 GiB are available");
    }

    @Test
    void anOldFreeIsAnEstimateToo() {
        Asked asked =
                Asked.of(
                        """
                        $ free -m
                                     total       used       free     shared    buffers     cached
                        Mem:         64000      63000       1000        500       1000      30500
                        -/+ buffers/cache:      31500      32500
                        Swap:            0          0          0
                        """);

        assertThat(asked.state()).isEqualTo("healthy possible");
        assertThat(asked.statement("memory-state"))
                .startsWith("at most 31.2 GiB of 62.5 GiB are available");
    }

    @Test
    void aNewFreeIsRead() {
        Asked asked =
                Asked.of(
                        """
                        $ free -m
                                      total        used        free      shared  buff/cache   available
                        Mem:          64150       63338         421           2         390         100
                        Swap:          2047           6        2041
                        """);

        assertThat(asked.state()).isEqualTo("memory-exhausted likely");
    }

    @Test
    void readingsThatDisagreeAreLessSure() {
        Asked asked = Asked.of(meminfo(10 * GIB, 1000, "") + meminfo(10 * GIB, 8 * GIB, ""));

        assertThat(asked.says("memory-state")).isEqualTo("healthy possible");
        assertThat(asked.statement("memory-state"))
                .contains("in the last of 2 readings, which go from 1,000 KiB to 8 GiB");
        assertThat(
                        Asked.of(meminfo(10 * GIB, 8 * GIB, "") + meminfo(10 * GIB, 1000, ""))
                                .says("memory-state"))
                .isEqualTo("memory-exhausted possible KB-51");
        assertThat(
                        Asked.of(meminfo(10 * GIB, 8 * GIB, "") + meminfo(10 * GIB, 7 * GIB, ""))
                                .says("memory-state"))
                .isEqualTo("healthy likely");
    }

    @Test
    void besideAFailureTheStateIsNotTheAnswer() {
        Asked asked =
                Asked.of(
                        "[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n"
                                + meminfo(10 * GIB, 1000, ""));

        assertThat(asked.verdict()).isEqualTo("kernel-limit certain");
        assertThat(asked.judged().getFirst().answers())
                .filteredOn(a -> a.rule().equals("memory-state"))
                .allMatch(a -> a.found().isEmpty());
    }
}
