/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import static dev.highorder.core.diagnose.Evidence.diagnosis;
import static dev.highorder.core.diagnose.Evidence.found;
import static dev.highorder.core.diagnose.Evidence.ruling;
import static dev.highorder.core.diagnose.Evidence.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Report;
import dev.highorder.core.diagnose.ReportZone;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import org.junit.jupiter.api.Test;

class FragmentationRuleTest {

    private static final String KERNEL = "0x40cc0(GFP_KERNEL|__GFP_COMP)";
    private static final FragmentationRule RULE = new FragmentationRule();

    private static ReportZone scattered() {
        return ReportZone.normal().minKb(40_000).blocks(0, 50_000, "UME").blocks(1, 20_000, "UM");
    }

    private static Report report(ReportZone zone) {
        return Report.refused(4, KERNEL)
                .stack("__alloc_pages", "kmalloc_order", "vhost_dev_open")
                .pages("inactive_file", 500_000)
                .zone(zone);
    }

    @Test
    void enough_free_pages_and_no_block_of_the_order_are_fragmentation() {
        Ruling.Found found = found(RULE, report(scattered()));

        assertThat(found.cause()).isEqualTo(Cause.EXTERNAL_FRAGMENTATION);
        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found.statement())
                .isEqualTo(
                        "Node 0 Normal has 351.5 MiB free, of which 351.5 MiB count against a mark of 39 MiB, and not one block of"
                                + " order 4 (64 KiB) or larger.");
        assertThat(found.ruledOut().getFirst().reason())
                .isEqualTo("Node 0 Normal had 351.5 MiB to give against a mark of 39 MiB");
        assertThat(found.missing()).isEmpty();
        assertThat(verdict(report(scattered()))).isEqualTo("external-fragmentation certain");
    }

    @Test
    void a_zone_hardly_above_its_mark_proves_nothing() {
        // 40,000 kB against a mark of 38,000: five hundred pages, less than is freed while a report
        // is printed
        ReportZone hardly = ReportZone.normal().minKb(38_000).blocks(0, 10_000, "UM");

        assertThat(found(RULE, report(hardly)).confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(
                        found(
                                        RULE,
                                        report(
                                                ReportZone.normal()
                                                        .minKb(35_880)
                                                        .blocks(0, 10_009, "UM")))
                                .confidence())
                .isEqualTo(Confidence.CERTAIN);
        assertThat(
                        found(
                                        RULE,
                                        report(
                                                ReportZone.normal()
                                                        .minKb(35_880)
                                                        .blocks(0, 10_008, "UM")))
                                .confidence())
                .isEqualTo(Confidence.LIKELY);
    }

    @Test
    void a_small_machine_is_clearly_above_with_twice_its_mark() {
        ReportZone small = ReportZone.normal().managedKb(8_000).minKb(320).blocks(0, 175, "UM");

        assertThat(found(RULE, report(small)).confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void one_page_is_never_fragmentation() {
        Ruling ruling =
                ruling(
                        RULE,
                        Report.refused(0, "0xa20(GFP_ATOMIC)")
                                .zone(ReportZone.normal().minKb(4_000).blocks(0, 100, "U")));

        assertThat(ruling).isInstanceOf(Ruling.Clear.class);
        assertThat(((Ruling.Clear) ruling).ruledOut().orElseThrow().reason())
                .isEqualTo("one single page was asked for: any free page serves it");
    }

    @Test
    void blocks_of_the_order_in_the_report_clear_it() {
        Ruling ruling = ruling(RULE, report(scattered().blocks(6, 12, "UM")));

        assertThat(((Ruling.Clear) ruling).statement())
                .isEqualTo(
                        "Node 0 Normal has 48 suitable blocks of order 4 (64 KiB) and passes the kernel's check in this state");
        assertThat(verdict(report(scattered().blocks(6, 12, "UM"))))
                .isEqualTo("inconclusive possible");
    }

    @Test
    void too_few_pages_are_a_shortage_whatever_their_order() {
        Ruling ruling =
                ruling(RULE, report(ReportZone.normal().minKb(40_000).blocks(0, 5_000, "UM")));

        assertThat(((Ruling.Clear) ruling).statement())
                .isEqualTo("No zone that the request may use has enough free pages to begin with.");
        assertThat(((Ruling.Clear) ruling).ruledOut()).isEmpty();
    }

    @Test
    void closed_lists_are_another_matter() {
        Ruling ruling =
                ruling(
                        RULE,
                        report(
                                ReportZone.normal()
                                        .minKb(4_000)
                                        .blocks(0, 5_000, "UM")
                                        .blocks(9, 40, "C")
                                        .cmaKb(81_920)));

        assertThat(((Ruling.Clear) ruling).statement())
                .isEqualTo("Large enough blocks are free, on lists that the request may not use.");
    }

    @Test
    void old_kernels_refuse_although_blocks_of_the_order_exist() {
        // 3.10: 60,000 pages free, above the mark of 40,000; those in blocks of order 1 and above
        // are fewer than half of it
        Report old =
                Report.refusedByNumber(3, "0x4020")
                        .release("3.10.0")
                        .stack("__alloc_pages_nodemask", "__netdev_alloc_frag")
                        .pages("inactive_file", 500_000)
                        .zone(
                                ReportZone.normal()
                                        .minKb(160_000)
                                        .blocks(0, 59_000, "UEMR")
                                        .blocks(3, 125, "R"));

        Ruling.Found found = found(RULE, old);

        assertThat(found.statement())
                .isEqualTo(
                        "Node 0 Normal has 234.3 MiB free and 125 suitable blocks of order 3 (32 KiB), but this kernel also wants"
                                + " more than 7,500 pages in blocks of order 1 and above, and 993 are there.");
        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void a_mask_that_cannot_be_read_makes_nothing_certain() {
        Report unknown =
                Report.refusedByNumber(4, "0xc0d0").zone(scattered()).pages("inactive_file", 9);

        assertThat(found(RULE, unknown).confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void a_snapshot_says_that_it_is_one_and_asks_for_the_report() {
        String text =
                Report.refused(4, KERNEL).withoutMemInfo()
                        + """

                        $ cat /proc/buddyinfo
                        Node 0, zone   Normal 150000 80000 900 0 0 0 0 0 0 0 0
                        """;

        Ruling.Found found = found(RULE, text);

        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.statement())
                .isEqualTo(
                        "In the snapshot, Node 0 Normal has 1.1 GiB free, and not one block of order 4 (64 KiB) or larger.");
        assertThat(found.missing().getFirst().what())
                .isEqualTo("the kernel's own report of that moment");
    }

    @Test
    void hardly_any_blocks_in_a_snapshot_count_as_none() {
        String text =
                Report.refused(4, KERNEL).withoutMemInfo()
                        + """

                        $ cat /proc/buddyinfo
                        Node 0, zone   Normal 150000 80000 900 0 3 0 0 0 0 0 0
                        """;

        assertThat(found(RULE, text).statement())
                .isEqualTo(
                        "In the snapshot, Node 0 Normal has 1.1 GiB free, and 3 blocks of order 4 (64 KiB): hardly any of the free"
                                + " memory stands in blocks large enough.");
    }

    @Test
    void a_report_without_zones_is_not_called_short() {
        Ruling ruling = ruling(RULE, Report.refused(4, KERNEL).pages("free", 100_000));

        assertThat(((Ruling.NotApplicable) ruling).reason())
                .isEqualTo("No zone that the request may use is in the evidence.");
    }

    @Test
    void zones_without_their_blocks_leave_it_open() {
        String cut = report(scattered()).toString().replaceAll("(?m)^.*Node 0 Normal: .*\n", "");

        Ruling ruling = ruling(RULE, cut);

        assertThat(((Ruling.NotApplicable) ruling).reason())
                .isEqualTo("The zones' watermarks or free lists are not all known.");
        assertThat(((Ruling.NotApplicable) ruling).missing().getFirst().what())
                .isEqualTo("further reports of the same failure");
    }

    @Test
    void free_memory_in_a_zone_that_is_shut_out_makes_no_fragmentation_of_a_shortage() {
        ReportZone low = ReportZone.of(0, "DMA32").minKb(40_000).blocks(0, 5_000, "UM");
        for (long free : new long[] {0, 1_000, 100_000, 1_000_000}) {
            Report report =
                    Report.refused(3, "0x40cc4(GFP_KERNEL|GFP_DMA32|__GFP_COMP)")
                            .pages("active_anon", 1_600_000)
                            .pages("inactive_file", 200_000)
                            .zone(low)
                            .zone(ReportZone.normal().minKb(60_000).blocks(0, free, "UM"));

            assertThat(diagnosis(report).top().verdict().cause())
                    .isEqualTo(free >= 100_000 ? Cause.ZONE_EXHAUSTED : Cause.MEMORY_EXHAUSTED);
        }
    }
}
