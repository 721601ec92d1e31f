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

class ShortageRuleTest {

    private static final ShortageRule RULE = new ShortageRule();
    private static final String USER = "0x100cca(GFP_HIGHUSER_MOVABLE)";
    private static final String ATOMIC = "0xa20(GFP_ATOMIC)";

    private static ReportZone out() {
        return ReportZone.normal().minKb(40_000).blocks(0, 3_000, "UM");
    }

    private static Report anonymous(Report report) {
        return report.pages("active_anon", 900_000).pages("shmem", 20_000).zone(out());
    }

    @Test
    void an_oom_kill_with_nothing_left_to_reclaim_is_exhaustion() {
        Report oom = anonymous(Report.oom(0, USER, "CONSTRAINT_NONE", "0"));

        Ruling.Found found = found(RULE, oom);

        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found.statement())
                .isEqualTo(
                        "Every zone that the request may use is below its watermark (Node 0 Normal: 11.7 MiB against 39 MiB), and"
                                + " what reclaim could still give is 0 bytes. The largest holders: anonymous memory 3.3 GiB, pages in"
                                + " no counter 378.9 MiB, shared memory and tmpfs 78.1 MiB.");
        assertThat(verdict(oom)).isEqualTo("memory-exhausted certain");
    }

    @Test
    void anonymous_memory_that_swap_has_room_for_makes_it_less_sure() {
        Report oom = anonymous(Report.oom(0, USER, "CONSTRAINT_NONE", "0")).swapFree(2_000_000);

        assertThat(found(RULE, oom).confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void an_atomic_request_that_met_an_empty_reserve_is_a_burst() {
        Report burst =
                Report.refused(0, ATOMIC)
                        .stack(
                                "__alloc_pages",
                                "page_frag_alloc",
                                "__napi_alloc_skb",
                                "virtnet_poll")
                        .pages("inactive_file", 400_000)
                        .pages("slab_reclaimable", 10_000)
                        .zone(
                                ReportZone.normal()
                                        .minKb(40_000)
                                        .blocks(0, 1_000, "UM")
                                        .fileKb(1_600_000));

        Ruling.Found found = found(RULE, burst);

        assertThat(found.cause()).isEqualTo(Cause.RESERVE_BURST);
        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found.kb()).contains("KB-06");
        assertThat(found.statement())
                .isEqualTo(
                        "Every zone that the request may use is below its watermark (Node 0 Normal: 3.9 MiB against 14.6 MiB). 1.5"
                                + " GiB of page cache and slab looked reclaimable, but the request may not sleep, so it neither"
                                + " reclaims nor waits.");
        assertThat(found.ruledOut())
                .extracting(each -> each.cause().orElseThrow())
                .containsExactly(Cause.MEMORY_EXHAUSTED, Cause.EXTERNAL_FRAGMENTATION);
        assertThat(found.ruledOut().getLast().reason())
                .isEqualTo("one single page was asked for: any free page serves it");
    }

    @Test
    void an_atomic_request_of_a_high_order_is_refused_for_want_of_pages_too() {
        Report burst =
                Report.refused(3, "0x40a20(GFP_ATOMIC|__GFP_COMP)")
                        .pages("inactive_file", 400_000)
                        .zone(
                                ReportZone.normal()
                                        .minKb(40_000)
                                        .blocks(0, 1_000, "UM")
                                        .blocks(4, 2, "H")
                                        .fileKb(1_600_000));

        Ruling.Found found = found(RULE, burst);

        assertThat(found.cause()).isEqualTo(Cause.RESERVE_BURST);
        assertThat(found.ruledOut().getLast().reason())
                .isEqualTo(
                        "the order-0 check fails already: there were too few pages, whatever their order");
    }

    @Test
    void a_task_that_is_reclaiming_cannot_wait_for_itself() {
        Report inReclaim =
                Report.refused(0, "0xc0c40(GFP_NOFS|__GFP_COMP|__GFP_NOMEMALLOC)")
                        .comm("kworker/3:1")
                        .stack(
                                "__alloc_pages",
                                "allocate_slab",
                                "xfs_trans_alloc",
                                "shrink_node",
                                "try_to_free_pages")
                        .pages("inactive_file", 400_000)
                        .zone(out().fileKb(1_600_000));

        Ruling.Found found = found(RULE, inReclaim);

        assertThat(found.cause()).isEqualTo(Cause.RESERVE_BURST);
        assertThat(found.statement())
                .endsWith("but the task was reclaiming already, and does not wait for itself.");
    }

    @Test
    void a_large_machine_with_gigabytes_of_page_cache_is_not_exhausted() {
        // 2 GiB of page cache are less than 3 % of 256 GiB
        Report burst =
                Report.refused(0, ATOMIC)
                        .pages("active_anon", 66_000_000)
                        .pages("inactive_file", 524_288)
                        .zone(out().managedKb(268_435_456).fileKb(2_097_152));

        assertThat(verdict(burst)).isEqualTo("reserve-burst certain");
    }

    @Test
    void page_cache_below_twice_the_high_watermark_is_nothing() {
        // the high watermark is 60,000 kB
        for (long fileKb : new long[] {119_996, 120_000}) {
            Report request =
                    Report.refused(0, ATOMIC)
                            .pages("inactive_file", fileKb / 4)
                            .zone(
                                    ReportZone.normal()
                                            .minKb(40_000)
                                            .blocks(0, 1_000, "UM")
                                            .managedKb(2_000_000)
                                            .fileKb(fileKb));

            assertThat(found(RULE, request).cause())
                    .isEqualTo(fileKb < 120_000 ? Cause.MEMORY_EXHAUSTED : Cause.RESERVE_BURST);
        }
    }

    @Test
    void a_costly_order_that_sleeps_with_page_cache_left_is_not_decided() {
        Report costly =
                Report.refused(5, "0x40cc0(GFP_KERNEL|__GFP_COMP)")
                        .pages("inactive_file", 400_000)
                        .zone(out().fileKb(1_600_000));

        Ruling.Found found = found(RULE, costly);

        assertThat(found.cause()).isEqualTo(Cause.INCONCLUSIVE);
        assertThat(found.statement())
                .endsWith(
                        "and up to 1.5 GiB looked reclaimable; how much of it was dirty, mapped or pinned is not shown. Above order"
                                + " 3 a request is given one round of reclaim and compaction, not more.");
        assertThat(found.missing().getFirst().what())
                .isEqualTo("further reports of the same failure");
    }

    @Test
    void a_request_that_says_NORETRY_gets_one_round() {
        Report once =
                Report.refused(0, "0x10cc0(GFP_KERNEL|__GFP_NORETRY)")
                        .pages("inactive_file", 400_000)
                        .zone(out().fileKb(1_600_000));

        assertThat(found(RULE, once).statement())
                .endsWith("The request says NORETRY: it is given one round of reclaim.");
    }

    @Test
    void an_oom_kill_with_page_cache_left_is_only_possible() {
        Report oom =
                Report.oom(0, USER, "CONSTRAINT_NONE", "0")
                        .pages("inactive_file", 400_000)
                        .zone(out().fileKb(1_600_000));

        Ruling.Found found = found(RULE, oom);

        assertThat(found.cause()).isEqualTo(Cause.MEMORY_EXHAUSTED);
        assertThat(found.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(found.title()).isEqualTo("The kernel gave up reclaiming");
    }

    @Test
    void an_oom_kill_for_order_2_that_finds_a_few_scattered_pages_above_the_mark_is_exhaustion() {
        Report oom =
                Report.oom(2, "0x40dc0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO)", "CONSTRAINT_NONE", "0")
                        .pages("active_anon", 900_000)
                        .zone(ReportZone.normal().minKb(40_000).blocks(0, 10_200, "UM"))
                        .zone(ReportZone.of(0, "DMA32").minKb(20_000).blocks(0, 4_000, "UM"));

        Ruling.Found found = found(RULE, oom);

        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.statement())
                .startsWith(
                        "No zone that the request may use is more than a little above its watermark (Node 0 Normal: ");
        assertThat(found.ruledOut().getFirst().reason())
                .isEqualTo(
                        "hardly more pages are free than the watermark keeps, whatever their order");
        assertThat(verdict(oom)).isEqualTo("memory-exhausted likely");
    }

    @Test
    void an_oom_kill_for_order_2_that_finds_many_scattered_pages_met_fragmentation() {
        Report oom =
                Report.oom(2, "0x40dc0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO)", "CONSTRAINT_NONE", "0")
                        .pages("active_anon", 900_000)
                        .zone(ReportZone.normal().minKb(40_000).blocks(0, 60_000, "UM"));

        assertThat(verdict(oom)).isEqualTo("external-fragmentation certain");
    }

    @Test
    void a_request_that_a_zone_serves_is_another_matter() {
        assertThat(
                        ruling(
                                RULE,
                                Report.refused(0, ATOMIC)
                                        .zone(out())
                                        .zone(
                                                ReportZone.of(0, "DMA32")
                                                        .minKb(4_000)
                                                        .blocks(0, 90_000, "UM"))))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }

    @Test
    void without_counters_it_cannot_tell() {
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

        assertThat(((Ruling.NotApplicable) ruling(RULE, text)).reason())
                .isEqualTo("What could be reclaimed is not in the evidence.");
    }
}
