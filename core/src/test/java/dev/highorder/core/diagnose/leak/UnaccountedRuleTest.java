/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import static dev.highorder.core.diagnose.Evidence.ruling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnose.Report;
import dev.highorder.core.diagnose.ReportZone;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Confidence;
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
        assertThat(asked.clear("unaccounted").orElseThrow().statement())
                .isEqualTo(
                        "Only 3.7 GiB of 9.5 GiB (38 %) stand in no counter, as kernel text and the buffers of drivers do.");
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

    /// A machine of 1,000,000 pages whose Normal zone is below its watermark.
    private static Report out(long anon) {
        return Report.refused(0, "0xcc0(GFP_KERNEL)")
                .pages("active_anon", anon)
                .zone(
                        ReportZone.normal()
                                .managedKb(4_000_000)
                                .minKb(80_000)
                                .blocks(0, 10_000, "U"));
    }

    @Test
    void aRequestThatFoundNothingMetWhatNoCounterHolds() {
        Ruling.Found found = (Ruling.Found) ruling(new UnaccountedRule(), out(590_000));

        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.statement())
                .isEqualTo(
                        "1.5 GiB of 3.8 GiB (40 %) stand in no counter: neither free, nor page cache, anonymous, slab, page tables or"
                                + " huge pages; a driver or another part of the kernel took it straight from the page allocator.");
        assertThat(ruling(new UnaccountedRule(), out(590_001))).isInstanceOf(Ruling.Clear.class);
    }

    @Test
    void whereMemoryWasFreeItIsNoReasonForAFailure() {
        Report free =
                Report.refused(6, "0xcc0(GFP_KERNEL)")
                        .zone(
                                ReportZone.normal()
                                        .managedKb(4_000_000)
                                        .minKb(8_000)
                                        .blocks(0, 90_000, "U"));

        assertThat(ruling(new UnaccountedRule(), free))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }

    @Test
    void aNumaNodesOwnFileIsNotTheMachines() {
        assertThat(
                        Asked.of(
                                        usual(1_000_000)
                                                .replaceAll("(?m)^", "Node 0 ")
                                                .replaceAll("Node 0 $", ""))
                                .found("unaccounted"))
                .isEmpty();
    }
}
