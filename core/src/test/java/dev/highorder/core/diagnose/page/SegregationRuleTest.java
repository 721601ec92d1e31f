/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

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

class SegregationRuleTest {

    private static final SegregationRule RULE = new SegregationRule();
    private static final String KERNEL = "0x40cc0(GFP_KERNEL|__GFP_COMP)";

    private static Report refused(int order, ReportZone... zones) {
        Report report = Report.refused(order, KERNEL).pages("inactive_file", 300_000);
        for (ReportZone zone : zones) {
            report.zone(zone);
        }
        return report;
    }

    private static ReportZone onCma() {
        return ReportZone.normal()
                .minKb(8_000)
                .blocks(0, 9_000, "UM")
                .blocks(10, 58, "C")
                .cmaKb(237_568);
    }

    @Test
    void blocks_that_are_all_CMA_are_segregation() {
        Ruling.Found found = found(RULE, refused(6, onCma()));

        assertThat(found.cause()).isEqualTo(Cause.MIGRATETYPE_SEGREGATION);
        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found.kb()).contains("KB-20");
        assertThat(found.statement())
                .isEqualTo(
                        "Node 0 Normal has enough free pages and blocks of order 6 (256 KiB), all of them on the CMA lists, which"
                                + " this request may not use.");
        assertThat(verdict(refused(6, onCma()))).isEqualTo("migratetype-segregation certain");
    }

    @Test
    void a_movable_request_may_use_CMA() {
        Report movable =
                Report.refused(6, "0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP)")
                        .pages("inactive_file", 300_000)
                        .zone(onCma());

        assertThat(ruling(RULE, movable)).isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }

    @Test
    void blocks_that_are_all_HIGHATOMIC_or_isolated_are_named() {
        Ruling.Found found =
                found(
                        RULE,
                        refused(
                                3,
                                ReportZone.normal()
                                        .minKb(8_000)
                                        .blocks(0, 9_000, "UM")
                                        .blocks(4, 20, "HI")
                                        .highatomicKb(1_280)));

        assertThat(found.statement()).contains("all of them on the HIGHATOMIC and ISOLATE lists");
        assertThat(found.kb()).contains("KB-24");
    }

    @Test
    void the_order_0_check_fails_for_the_CMA_pages_alone() {
        Ruling.Found found =
                found(
                        RULE,
                        refused(
                                0,
                                ReportZone.normal()
                                        .minKb(8_000)
                                        .blocks(0, 1_000, "UM")
                                        .blocks(10, 58, "C")
                                        .cmaKb(237_568)));

        assertThat(found.statement())
                .isEqualTo(
                        "Node 0 Normal has 235.9 MiB free, of which 232 MiB are CMA and 0 bytes the HIGHATOMIC reserve: 3.9 MiB"
                                + " count for this request, against a mark of 7.8 MiB.");
        assertThat(found.kb()).contains("KB-20");
    }

    @Test
    void a_HIGHATOMIC_reserve_that_swallows_the_free_pages() {
        Ruling.Found found =
                found(
                        RULE,
                        refused(
                                0,
                                ReportZone.normal()
                                        .minKb(8_000)
                                        .blocks(0, 10_000, "UMH")
                                        .highatomicKb(36_000)));

        assertThat(found.kb()).contains("KB-24");
        assertThat(found.cites()).hasSize(1);
    }

    @Test
    void pages_that_would_not_be_enough_with_CMA_either_are_a_shortage() {
        Ruling ruling =
                ruling(
                        RULE,
                        refused(
                                0,
                                ReportZone.normal()
                                        .minKb(8_000)
                                        .blocks(0, 100, "UM")
                                        .blocks(0, 200, "UMC")
                                        .cmaKb(400)));

        assertThat(((Ruling.Clear) ruling).statement())
                .isEqualTo("Pages on CMA, HIGHATOMIC or ISOLATE lists do not decide it.");
    }

    @Test
    void where_more_memory_is_scattered_elsewhere_it_is_fragmentation() {
        ReportZone scattered = ReportZone.of(0, "DMA32").minKb(8_000).blocks(0, 90_000, "UM");

        assertThat(ruling(RULE, refused(6, onCma(), scattered)))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        assertThat(verdict(refused(6, onCma(), scattered)))
                .isEqualTo("external-fragmentation certain");
    }

    @Test
    void where_more_memory_stands_in_closed_blocks_it_is_segregation() {
        ReportZone scattered = ReportZone.of(0, "DMA32").minKb(8_000).blocks(0, 20_000, "UM");

        assertThat(verdict(refused(6, onCma(), scattered)))
                .isEqualTo("migratetype-segregation certain");
    }

    @Test
    void closed_blocks_and_scattered_pages_of_one_size_are_fragmentation() {
        ReportZone scattered = ReportZone.of(0, "DMA32").minKb(8_000).blocks(0, 59_392, "UM");

        assertThat(verdict(refused(6, onCma(), scattered)))
                .isEqualTo("external-fragmentation certain");
    }

    @Test
    void a_zone_that_serves_is_another_matter() {
        assertThat(
                        ruling(
                                RULE,
                                refused(
                                        6,
                                        onCma(),
                                        ReportZone.of(0, "DMA32").minKb(800).blocks(10, 90, "UM"))))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }

    @Test
    void a_report_without_zones_says_nothing_of_lists() {
        assertThat(ruling(RULE, Report.refused(6, KERNEL)))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }
}
