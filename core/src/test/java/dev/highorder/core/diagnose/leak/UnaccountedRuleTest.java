/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class UnaccountedRuleTest {

    private static String meminfo(long anonKb) {
        return """
        MemTotal:       10000000 kB
        MemFree:          500000 kB
        MemAvailable:    5500000 kB
        Buffers:          100000 kB
        Cached:           900000 kB
        SwapCached:            0 kB
        AnonPages:       %a kB
        Slab:             500000 kB
        SReclaimable:     200000 kB
        SUnreclaim:       300000 kB
        KernelStack:       10000 kB
        PageTables:        40000 kB
        VmallocUsed:     %v kB
        Percpu:            50000 kB
        """
                .replace("%a", Long.toString(anonKb));
    }

    private static String usual(long anonKb) {
        return meminfo(anonKb).replace("%v", "100000");
    }

    @Test
    void aStateWithoutCountersForItsMemoryIsPossiblyALeak() {
        Asked asked = Asked.of(usual(3_800_000));

        assertThat(asked.says("unaccounted")).isEqualTo("kernel-memory-leak possible KB-79");
        assertThat(asked.statement("unaccounted"))
                .startsWith("3.8 GiB of 9.5 GiB (40 %) stand in no counter:")
                .contains("a balloon, ZFS");
    }

    @Test
    void aSmallerRestIsOrdinary() {
        Asked asked = Asked.of(usual(3_900_001));

        assertThat(asked.found("unaccounted")).isEmpty();
        assertThat(asked.clear("unaccounted")).isPresent();
    }

    @Test
    void hugePagesAreAccountedFor() {
        assertThat(
                        Asked.of(
                                        usual(1_000_000)
                                                + "HugePages_Total:    1500\nHugePages_Free:     1500\nHugepagesize:       2048 kB\n")
                                .found("unaccounted"))
                .isEmpty();
        assertThat(
                        Asked.of(
                                        usual(1_000_000)
                                                + "HugePages_Total:       1\nHugepagesize:       2048 kB\nHugetlb:         4000000 kB\n")
                                .found("unaccounted"))
                .isEmpty();
        assertThat(Asked.of(usual(1_000_000)).found("unaccounted")).isPresent();
    }

    @Test
    void addressesThatOldKernelsCountAreNoMemory() {
        assertThat(Asked.of(meminfo(1_000_000).replace("%v", "34359738367")).found("unaccounted"))
                .isPresent();
        assertThat(Asked.of(meminfo(1_000_000).replace("%v", "5000000")).found("unaccounted"))
                .isEmpty();
    }

    @Test
    void aFileThatWasCutAllowsNoSum() {
        Asked asked =
                Asked.of(
                        "MemTotal:       10000000 kB\nMemFree:          500000 kB\nMemAvailable:    5500000 kB\n");

        assertThat(asked.found("unaccounted")).isEmpty();
        assertThat(asked.clear("unaccounted")).isEmpty();
    }
}
