/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReclaimableTest {

    private static final String USER = "0x100cca(GFP_HIGHUSER_MOVABLE)";

    private static Reclaimable of(Object report) {
        return Reclaimable.of(Evidence.request(report));
    }

    private static Report report(ReportZone... zones) {
        Report report =
                Report.refused(0, USER)
                        .pages("active_file", 3_000)
                        .pages("inactive_file", 2_000)
                        .pages("slab_reclaimable", 700)
                        .pages("active_anon", 50_000)
                        .pages("inactive_anon", 10_000);
        for (ReportZone zone : zones) {
            report.zone(zone);
        }
        return report;
    }

    private static ReportZone zone(String name, long managedKb, long fileKb) {
        return ReportZone.of(0, name)
                .managedKb(managedKb)
                .minKb(400)
                .blocks(0, 9, "U")
                .fileKb(fileKb);
    }

    @Test
    void page_cache_and_size_are_those_of_the_zones_that_the_request_may_use() {
        Reclaimable all = of(report(zone("DMA32", 1_000_000, 400), zone("Normal", 3_000_000, 800)));
        Reclaimable low =
                of(
                        Report.refused(0, "0xcc4(GFP_KERNEL|GFP_DMA32)")
                                .pages("slab_reclaimable", 700)
                                .zone(zone("DMA32", 1_000_000, 400))
                                .zone(zone("Normal", 3_000_000, 800)));

        assertThat(all.file()).isEqualTo(300);
        assertThat(all.pages()).isEqualTo(1_000);
        assertThat(all.total()).hasValue(1_000_000);
        assertThat(low.file()).isEqualTo(100);
        assertThat(low.total()).hasValue(250_000);
    }

    @Test
    void without_lists_by_zone_the_machine_counts() {
        String text =
                report(zone("Normal", 3_000_000, 800))
                        .ram(2_000_000)
                        .toString()
                        .replaceAll(" managed:\\d+kB", "");

        assertThat(of(text).file()).isEqualTo(5_000);
        assertThat(of(text).total()).hasValue(2_000_000);
    }

    @Test
    void without_any_size_sixteen_MiB_are_little() {
        String text =
                report(zone("Normal", 3_000_000, 800))
                        .toString()
                        .replaceAll(" managed:\\d+kB", "")
                        .replaceAll("(?m)^.* pages RAM\n", "");

        assertThat(of(text).total()).isEmpty();
        assertThat(of(text).least()).isEqualTo(4_096);
        assertThat(of(text).couldSwap()).isFalse();
    }

    @Test
    void little_is_three_per_cent_of_a_small_machine_and_128_MiB_of_a_large_one() {
        assertThat(of(report(zone("Normal", 512_000, 0))).least()).isEqualTo(3_840);
        assertThat(of(report(zone("Normal", 64_000_000, 0))).least()).isEqualTo(32_768);
        assertThat(of(report(zone("Normal", 512_000, 0).minKb(400_000))).least())
                .isEqualTo(300_000);
        assertThat(of(report(zone("Normal", 512_000, 12_556))).little()).isTrue();
        assertThat(of(report(zone("Normal", 512_000, 12_560))).little()).isFalse();
    }

    @Test
    void swap_has_room_for_as_much_as_there_is_anonymous_memory() {
        Report report = report(zone("Normal", 2_000_000, 0));

        assertThat(of(report.swapFree(100_000)).swappable()).isEqualTo(25_000);
        assertThat(of(report.swapFree(900_000)).swappable()).isEqualTo(60_000);
        assertThat(of(report.swapFree(200_000)).couldSwap()).isFalse();
        assertThat(of(report.swapFree(200_004)).couldSwap()).isTrue();
    }

    @Test
    void a_snapshot_knows_nothing_of_it() {
        String text =
                Report.refused(0, USER).withoutMemInfo()
                        + "\n$ cat /proc/buddyinfo\nNode 0, zone   Normal 1 0 0 0 0 0 0 0 0 0 0\n";

        assertThat(Reclaimable.known(Evidence.request(text).picture())).isFalse();
        assertThat(Reclaimable.known(Evidence.request(report(zone("Normal", 1_000, 0))).picture()))
                .isTrue();
    }
}
