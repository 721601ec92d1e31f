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
import dev.highorder.core.diagnosis.Finding.Severity;
import org.junit.jupiter.api.Test;

/// The rules about a report that does not show what refused the request: MissedBurstRule, WouldServeRule, UndecidedRule.
class MomentRulesTest {

    private static final String ATOMIC = "0xa20(GFP_ATOMIC)";

    /// The mark of an atomic request is 3/8 of the min watermark of 40,000 kB: 15,000 kB.
    private static Report atomic(long freeKb) {
        return Report.refused(0, ATOMIC)
                .pages("inactive_file", 400_000)
                .zone(
                        ReportZone.normal()
                                .minKb(40_000)
                                .blocks(0, freeKb / 4, "UM")
                                .fileKb(1_600_000));
    }

    @Test
    void a_single_page_that_a_zone_just_above_its_mark_would_serve_met_an_empty_reserve() {
        Ruling.Found found = found(new MissedBurstRule(), atomic(20_000));

        assertThat(found.cause()).isEqualTo(Cause.RESERVE_BURST);
        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.kb()).contains("KB-06");
        assertThat(found.statement())
                .isEqualTo(
                        "One page was refused to a request that cannot wait. The report, printed after it, shows Node 0 Normal only"
                                + " 4.8 MiB above its mark. Nothing but the watermark refuses a single page, so the zone was below"
                                + " it a moment before.");
        assertThat(verdict(atomic(20_000))).isEqualTo("reserve-burst likely");
    }

    @Test
    void farther_above_than_the_mark_itself_the_watermark_explains_nothing() {
        assertThat(ruling(new MissedBurstRule(), atomic(55_000))).isInstanceOf(Ruling.Found.class);
        assertThat(ruling(new MissedBurstRule(), atomic(55_004)))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        assertThat(verdict(atomic(55_004))).isEqualTo("inconclusive possible");
    }

    @Test
    void the_zone_that_is_most_above_its_mark_decides() {
        Report two =
                atomic(20_000).zone(ReportZone.of(0, "DMA32").minKb(400).blocks(0, 4_900, "UM"));

        assertThat(ruling(new MissedBurstRule(), two)).isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }

    @Test
    void without_page_cache_it_is_only_possible() {
        Report bare =
                Report.refused(0, ATOMIC)
                        .zone(ReportZone.normal().minKb(40_000).blocks(0, 5_000, "UM"));

        assertThat(found(new MissedBurstRule(), bare).confidence()).isEqualTo(Confidence.POSSIBLE);
    }

    @Test
    void several_pages_a_request_that_sleeps_and_one_bound_to_a_node_are_other_matters() {
        ReportZone above = ReportZone.normal().minKb(40_000).blocks(2, 12_000, "UM");
        for (String mode :
                new String[] {"0xcc0(GFP_KERNEL)", "0x200a20(GFP_ATOMIC|__GFP_THISNODE)"}) {
            assertThat(ruling(new MissedBurstRule(), Report.refused(0, mode).zone(above)))
                    .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        }
        assertThat(
                        ruling(
                                new MissedBurstRule(),
                                Report.refused(1, "0x40a20(GFP_ATOMIC|__GFP_COMP)").zone(above)))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        assertThat(ruling(new MissedBurstRule(), Report.refusedByNumber(0, "0x20").zone(above)))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }

    @Test
    void a_report_that_would_have_served_says_so_and_no_more() {
        Report served =
                Report.refused(3, "0x40cc0(GFP_KERNEL|__GFP_COMP)")
                        .zone(ReportZone.normal().minKb(4_000).blocks(5, 1_000, "UM"));

        Ruling.Found found = found(new WouldServeRule(), served);

        assertThat(found.cause()).isEqualTo(Cause.INCONCLUSIVE);
        assertThat(found.statement())
                .isEqualTo(
                        "Node 0 Normal has 4,000 suitable blocks of order 3 (32 KiB) and passes the watermark check. The kernel"
                                + " prints its report after the attempt, when memory may have been freed again: the state that"
                                + " refused the request is not in it.");
        assertThat(found.missing().getFirst().what())
                .isEqualTo("further reports of the same failure");
    }

    @Test
    void a_snapshot_that_would_have_served_was_taken_at_another_moment() {
        String text =
                Report.refused(3, "0x40cc0(GFP_KERNEL|__GFP_COMP)").withoutMemInfo()
                        + """

                        $ cat /proc/buddyinfo
                        Node 0, zone   Normal 15000 8000 900 800 700 600 500 90 80 70 60
                        """;

        Ruling.Found found = found(new WouldServeRule(), text);

        assertThat(found.title()).isEqualTo("The snapshot does not show the failure");
        assertThat(found.statement())
                .endsWith(
                        "so it was taken at another moment: it says nothing of why the request failed.");
        assertThat(found.missing().getFirst().what())
                .isEqualTo("the kernel's own report of that moment");
    }

    @Test
    void a_zone_that_refuses_is_not_called_serving() {
        assertThat(ruling(new WouldServeRule(), atomic(4_000)))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }

    @Test
    void without_free_lists_the_request_is_named_and_what_is_not_known() {
        Report bare = Report.refused(3, "0x40a20(GFP_ATOMIC|__GFP_COMP)").withoutMemInfo();

        Ruling.Found found = found(new UndecidedRule(), bare);

        assertThat(found.severity()).isEqualTo(Severity.INFO);
        assertThat(found.statement())
                .isEqualTo(
                        "Order 3 (32 KiB), for a request that may not sleep, was refused, and no free lists of that moment are in"
                                + " the evidence: whether memory was short, or only in too small pieces, is not known.");
        assertThat(verdict(bare)).isEqualTo("inconclusive possible");
    }

    @Test
    void a_single_page_is_never_in_too_small_pieces() {
        assertThat(
                        found(
                                        new UndecidedRule(),
                                        Report.refused(0, "0xcc0(GFP_KERNEL)").withoutMemInfo())
                                .statement())
                .isEqualTo(
                        "Order 0 (4 KiB) was refused, and no free lists of that moment are in the evidence: whether memory was out,"
                                + " or only the reserve empty for a moment, is not known.");
    }

    @Test
    void what_the_zones_leave_open_is_listed() {
        String cut =
                Report.refused(4, "0x40cc0(GFP_KERNEL|__GFP_COMP)")
                        .zone(ReportZone.normal().minKb(4_000).blocks(0, 90_000, "UM"))
                        .toString()
                        .replaceAll("(?m)^.*Node 0 Normal: .*\n", "");

        assertThat(found(new UndecidedRule(), cut).statement())
                .isEqualTo(
                        "order 4 (64 KiB) was refused, and what is shown of the zones allows more than one reason. Not known: the"
                                + " free blocks by order.");
    }

    @Test
    void short_zones_without_counters_leave_the_reason_open() {
        String text =
                Report.refused(0, ATOMIC).withoutMemInfo()
                        + """

                        $ cat /proc/zoneinfo
                        Node 0, zone   Normal
                          pages free     100
                                min      10000
                                low      12500
                                high     15000
                                spanned  1000000
                                present  1000000
                                managed  1000000
                                protection: (0, 0, 0, 0)
                        """;

        assertThat(found(new UndecidedRule(), text).statement())
                .startsWith("Every zone that the request may use is below its watermark; how much");
    }

    @Test
    void a_request_that_other_rules_decide_is_not_called_undecided() {
        assertThat(ruling(new UndecidedRule(), atomic(4_000)))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        assertThat(ruling(new UndecidedRule(), atomic(20_000)))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        assertThat(
                        ruling(
                                new UndecidedRule(),
                                Report.oom(0, "0xcc0(GFP_KERNEL)", "CONSTRAINT_NONE", "0")
                                        .withoutMemInfo()))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }
}
