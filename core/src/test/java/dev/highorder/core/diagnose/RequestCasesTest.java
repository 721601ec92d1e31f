/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import static dev.highorder.core.diagnose.Evidence.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.diagnose.RequestCase.Unprinted.Where;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import org.junit.jupiter.api.Test;

class RequestCasesTest {

    private static final String KERNEL = "0xcc0(GFP_KERNEL)";
    private static final String USER = "0x100cca(GFP_HIGHUSER_MOVABLE)";

    private static ReportZone free(int node, String name, long pages) {
        return ReportZone.of(node, name).minKb(8_000).blocks(0, pages, "UM");
    }

    @Test
    void zones_are_parted_into_those_the_mask_allows_and_those_above() {
        RequestCase dma32 =
                request(
                        Report.refused(0, "0xcc4(GFP_KERNEL|GFP_DMA32)")
                                .zone(free(0, "DMA32", 1_000))
                                .zone(free(0, "Normal", 5_000)));

        assertThat(dma32.zones()).extracting(zone -> zone.zone().zone()).containsExactly("DMA32");
        assertThat(dma32.barred()).extracting(pool -> pool.zone().zone()).containsExactly("Normal");
        assertThat(dma32.barredFree()).isEqualTo(5_000);
        assertThat(dma32.unprinted().pages()).isZero();
        assertThat(dma32.decided()).isTrue();
    }

    @Test
    void nodes_are_shut_out_by_a_nodemask_and_for_users_by_a_cpuset() {
        RequestCase policy =
                request(
                        Report.refused(0, KERNEL, "0", "0-1")
                                .zone(free(0, "Normal", 1_000))
                                .zone(free(1, "Normal", 5_000)));
        RequestCase user =
                request(
                        Report.refused(0, USER, "(null)", "1")
                                .zone(free(0, "Normal", 1_000))
                                .zone(free(1, "Normal", 5_000)));
        RequestCase kernel =
                request(
                        Report.refused(0, KERNEL, "(null)", "1")
                                .zone(free(0, "Normal", 1_000))
                                .zone(free(1, "Normal", 5_000)));

        assertThat(policy.shutOut()).extracting(zone -> zone.zone().node()).containsExactly(1);
        assertThat(policy.onOtherNodes()).isEqualTo(5_000);
        assertThat(user.shutOut()).extracting(zone -> zone.zone().node()).containsExactly(0);
        assertThat(kernel.shutOut()).isEmpty();
        assertThat(kernel.zones()).hasSize(2);
    }

    @Test
    void a_zone_above_on_a_node_that_is_shut_out_is_neither() {
        RequestCase request =
                request(
                        Report.refused(0, "0xcc4(GFP_KERNEL|GFP_DMA32)", "0", "0-1")
                                .zone(free(0, "DMA32", 1_000))
                                .zone(free(1, "Normal", 5_000)));

        assertThat(request.barred()).isEmpty();
        assertThat(request.shutOut()).isEmpty();
    }

    @Test
    void what_the_counters_have_beyond_the_printed_zones_is_placed() {
        Report user = Report.refused(0, USER).pages("free", 90_000).zone(free(0, "Normal", 1_000));
        Report kernel =
                Report.refused(0, KERNEL).pages("free", 90_000).zone(free(0, "Normal", 1_000));
        Report low =
                Report.refused(0, "0xcc4(GFP_KERNEL|GFP_DMA32)")
                        .pages("free", 90_000)
                        .zone(free(0, "DMA32", 1_000));

        assertThat(request(user).unprinted())
                .isEqualTo(new RequestCase.Unprinted(89_000, Where.NODES_SHUT_OUT));
        assertThat(request(user).onOtherNodes()).isEqualTo(89_000);
        assertThat(request(kernel).unprinted().where()).isEqualTo(Where.NODES_OPEN);
        assertThat(request(kernel).onOtherNodes()).isZero();
        assertThat(request(low).unprinted().where()).isEqualTo(Where.ZONES_ABOVE);
        assertThat(request(low.release("5.15.135").stack("__alloc_pages")).unprinted().where())
                .isEqualTo(Where.NODES_OPEN);
        assertThat(request(low.zone(free(0, "Normal", 7))).unprinted().where())
                .isEqualTo(Where.NODES_OPEN);
    }

    @Test
    void nodes_left_out_that_a_kernel_request_may_use_leave_the_case_open() {
        // the marks: twice the high watermark of 12,000 kB, 6,000 pages
        Report kernel = Report.refused(0, KERNEL).zone(free(0, "Normal", 1_000));

        assertThat(request(kernel.pages("free", 7_000)).decided()).isTrue();
        assertThat(request(kernel.pages("free", 7_001)).decided()).isFalse();
        assertThat(request(kernel).marks()).isEqualTo(6_000);
    }

    @Test
    void the_request_itself_is_the_least_that_counts_as_left_out() {
        RequestCase large =
                request(
                        Report.refused(10, "0x40cc0(GFP_KERNEL|__GFP_COMP)")
                                .zone(ReportZone.normal().blocks(0, 9, "U")));

        assertThat(large.marks()).isEqualTo(2_048);
    }

    @Test
    void a_cut_report_and_a_mask_without_names_leave_the_case_open() {
        String cut =
                Report.refused(0, KERNEL)
                        .zone(free(0, "Normal", 1_000))
                        .toString()
                        .replaceAll("(?s)\\[[^\\n]*total pagecache pages.*", "");

        assertThat(request(cut).decided()).isFalse();
        assertThat(
                        request(Report.refusedByNumber(0, "0xd0").zone(free(0, "Normal", 1_000)))
                                .decided())
                .isFalse();
    }

    @Test
    void THISNODE_moves_only_nodes_that_serve_and_only_in_the_failures_own_report() {
        Report pinned =
                Report.refused(0, "0x200cc0(GFP_KERNEL|__GFP_THISNODE)")
                        .zone(free(0, "DMA32", 100))
                        .zone(free(0, "Normal", 9_000))
                        .zone(free(1, "Normal", 100));

        assertThat(request(pinned).shutOut())
                .extracting(zone -> zone.zone().toString())
                .containsExactly("Node 0 DMA32", "Node 0 Normal");
        assertThat(request(pinned).zones())
                .extracting(zone -> zone.zone().toString())
                .containsExactly("Node 1 Normal");
        RequestCase snapshot =
                request(
                        Report.refused(0, "0x200cc0(GFP_KERNEL|__GFP_THISNODE)").withoutMemInfo()
                                + """

                                $ cat /proc/buddyinfo
                                Node 0, zone   Normal 1500000 8 0 0 0 0 0 0 0 0 0
                                Node 1, zone   Normal 0 0 0 0 0 0 0 0 0 0 0
                                """);
        assertThat(snapshot.zones()).hasSize(2);
    }

    @Test
    void who_reclaims_already_or_may_not_sleep_cannot_reclaim() {
        Report own =
                Report.refused(0, KERNEL)
                        .stack("__alloc_pages", "xfs_alloc")
                        .zone(free(0, "Normal", 100));

        assertThat(request(own).canReclaim()).isTrue();
        assertThat(request(own.comm("kswapd0")).canReclaim()).isFalse();
        assertThat(
                        request(Report.refused(0, "0xa20(GFP_ATOMIC)").zone(free(0, "Normal", 9)))
                                .canReclaim())
                .isFalse();
        for (String function :
                new String[] {
                    "balance_pgdat",
                    "try_to_free_pages",
                    "try_to_free_mem_cgroup_pages",
                    "shrink_node",
                    "shrink_zone",
                    "compact_zone"
                }) {
            assertThat(
                            request(
                                            Report.refused(0, KERNEL)
                                                    .stack("__alloc_pages", "xfs_alloc", function)
                                                    .zone(free(0, "Normal", 100)))
                                    .canReclaim())
                    .isFalse();
        }
    }

    private static String snapshot(String memory, String blocks) {
        return Report.refused(0, KERNEL).withoutMemInfo()
                + "\n"
                + memory
                + "\n$ cat /proc/buddyinfo\nNode 0, zone   Normal "
                + blocks
                + "\n";
    }

    @Test
    void a_snapshot_without_watermarks_is_judged_with_none_and_with_the_largest() {
        assertThat(
                        request(snapshot("", "65536 1 0 0 0 0 0 0 0 0 0"))
                                .zones()
                                .getFirst()
                                .admission())
                .isInstanceOf(Admission.Served.class);
        assertThat(
                        request(snapshot("", "65530 0 0 0 0 0 0 0 0 0 0"))
                                .zones()
                                .getFirst()
                                .admission())
                .isInstanceOf(Admission.Undecided.class);
    }

    @Test
    void on_a_small_machine_the_largest_watermark_is_smaller() {
        // 1 GiB: a sixteenth is 64 MiB, 16,384 pages
        String small =
                """
                $ free -k
                              total        used        free      shared  buff/cache   available
                Mem:        1048576      100000      900000        1000       48576      150000
                Swap:             0           0           0
                """;

        assertThat(
                        request(snapshot(small, "16386 0 0 0 0 0 0 0 0 0 0"))
                                .zones()
                                .getFirst()
                                .admission())
                .isInstanceOf(Admission.Served.class);
        assertThat(
                        request(snapshot(small, "16384 0 0 0 0 0 0 0 0 0 0"))
                                .zones()
                                .getFirst()
                                .admission())
                .isInstanceOf(Admission.Undecided.class);
    }

    @Test
    void an_unknown_kernel_is_dated_by_its_lists() {
        ReportZone reserve =
                ReportZone.normal().minKb(16_000).blocks(0, 4_500, "UM").blocks(3, 1, "R");
        ReportZone letters =
                ReportZone.normal().minKb(16_000).blocks(0, 4_500, "UM").blocks(3, 1, "U");
        ReportZone bare = ReportZone.normal().minKb(16_000).blocks(0, 4_500, "").blocks(3, 1, "");

        assertThat(only(Report.refusedByNumber(3, "0x40d0").zone(reserve)).admission())
                .isInstanceOf(Admission.LoopRefuses.class);
        assertThat(only(Report.refusedByNumber(3, "0x40d0").zone(letters)).admission())
                .isInstanceOf(Admission.Served.class);
        String el6 = Report.refusedByNumber(3, "0x40d0").zone(bare).toString().replace(" ()", "");
        assertThat(only(el6).admission()).isInstanceOf(Admission.LoopRefuses.class);
    }

    private static ZoneCase only(Object text) {
        return request(text).zones().getFirst();
    }

    @Test
    void six_zones_are_cited_and_sizes_are_those_of_the_pages() {
        Report many = Report.refused(4, "0x40cc0(GFP_KERNEL|__GFP_COMP)");
        for (int node = 0; node < 8; node++) {
            many.zone(free(node, "Normal", 100));
        }

        assertThat(request(many).cites()).hasSize(6);
        assertThat(request(many).asked()).isEqualTo("order 4 (64 KiB)");
        assertThat(request(many).bytes(3)).isEqualTo("12 KiB");
    }

    @Test
    void the_zone_with_most_free_pages_speaks_for_its_kind() {
        RequestCase two =
                request(
                        Report.refused(0, KERNEL)
                                .zone(free(0, "DMA32", 50_000))
                                .zone(free(0, "Normal", 90_000))
                                .zone(free(1, "Normal", 100)));

        assertThat(two.serving().orElseThrow().zone().toString()).isEqualTo("Node 0 Normal");
        assertThat(two.first(Admission.ShortOfPages.class).orElseThrow().zone().toString())
                .isEqualTo("Node 1 Normal");
        assertThat(two.all(Admission.Served.class)).isFalse();
        assertThat(two.any(Admission.NoBlock.class)).isFalse();
        assertThat(two.most(zone -> false)).isEmpty();
    }
}
