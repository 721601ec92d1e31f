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

class ZoneRuleTest {

    private static final ZoneRule RULE = new ZoneRule();
    private static final String DMA32 = "0xcc4(GFP_KERNEL|GFP_DMA32)";

    private static ReportZone low() {
        return ReportZone.of(0, "DMA32").minKb(8_000).blocks(0, 1_000, "UM");
    }

    private static Report refused(long freeAbove) {
        return Report.refused(0, DMA32)
                .pages("active_anon", 1_700_000)
                .zone(low())
                .zone(ReportZone.normal().minKb(40_000).blocks(0, freeAbove, "UM"));
    }

    @Test
    void the_zones_of_the_mask_are_out_and_another_has_memory() {
        Ruling.Found found = found(RULE, refused(200_000));

        assertThat(found.cause()).isEqualTo(Cause.ZONE_EXHAUSTED);
        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found.statement())
                .isEqualTo(
                        "DMA32 is below the watermark, while 781.2 MiB are free in Normal, which this mask may not use.");
        assertThat(found.ruledOut().getFirst().reason())
                .isEqualTo("781.2 MiB are free, only not for this mask");
        assertThat(verdict(refused(200_000))).isEqualTo("zone-exhausted certain");
    }

    @Test
    void several_zones_are_named_together() {
        Report two =
                Report.refused(0, DMA32)
                        .zone(ReportZone.of(0, "DMA").minKb(80).blocks(0, 10, "U"))
                        .zone(low())
                        .zone(ReportZone.normal().minKb(40_000).blocks(0, 200_000, "UM"));

        assertThat(found(RULE, two).statement())
                .startsWith("DMA and DMA32 are below the watermark");
    }

    @Test
    void a_zone_above_that_is_out_itself_has_nothing_to_give() {
        // its high watermark is 60,000 kB = 15,000 pages
        assertThat(((Ruling.Clear) ruling(RULE, refused(15_000))).statement())
                .isEqualTo("Zones that the mask shuts out have nothing to give either.");
        assertThat(ruling(RULE, refused(15_001))).isInstanceOf(Ruling.Found.class);
    }

    @Test
    void the_request_itself_must_fit_above() {
        Report huge =
                Report.refused(10, DMA32)
                        .zone(low())
                        .zone(ReportZone.normal().blocks(0, 1_024, "UM"));

        assertThat(ruling(RULE, huge)).isInstanceOf(Ruling.Clear.class);
    }

    @Test
    void kernels_from_6_1_leave_zones_above_out_of_the_report() {
        Report hidden =
                Report.refused(0, DMA32)
                        .release("6.6.80")
                        .stack("__alloc_pages", "iommu_alloc")
                        .pages("free", 201_000)
                        .zone(low());

        assertThat(found(RULE, hidden).statement())
                .isEqualTo(
                        "DMA32 is below the watermark, while 781.2 MiB are free in zones it may not use, which this mask may not"
                                + " use.");
        assertThat(ruling(RULE, hidden.pages("free", 1_000 + 6_000)))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        assertThat(ruling(RULE, hidden.pages("free", 1_000 + 6_001)))
                .isInstanceOf(Ruling.Found.class);
    }

    @Test
    void high_memory_that_the_footer_counts_is_a_zone_above() {
        Report lowmem =
                Report.refused(0, "0xcc0(GFP_KERNEL)")
                        .release("6.6.80")
                        .stack("__alloc_pages", "kmem_cache_alloc")
                        .pages("free", 300_000)
                        .highmem(800_000)
                        .zone(ReportZone.normal().minKb(8_000).blocks(0, 1_000, "UM"));

        assertThat(verdict(lowmem)).isEqualTo("zone-exhausted certain");
        assertThat(ruling(RULE, lowmem.highmem(0))).isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }

    @Test
    void a_mask_whose_zones_have_no_page_at_all() {
        Report none =
                Report.refused(0, "0xcc1(GFP_KERNEL|GFP_DMA)")
                        .zone(ReportZone.normal().minKb(40_000).blocks(0, 200_000, "UM"));

        Ruling.Found found = found(RULE, none);

        assertThat(found.statement())
                .isEqualTo(
                        "No zone that the mask allows has any page, while 781.2 MiB are free in Normal, which this mask may not use.");
        assertThat(found.cites()).hasSize(1);
    }

    @Test
    void pages_on_CMA_lists_are_no_empty_zone() {
        Report cma =
                Report.refused(0, "0xcc0(GFP_KERNEL)")
                        .pages("inactive_file", 100_000)
                        .zone(
                                ReportZone.normal()
                                        .minKb(8_000)
                                        .blocks(0, 100, "U")
                                        .blocks(10, 40, "C")
                                        .cmaKb(163_840))
                        .zone(ReportZone.of(0, "HighMem").minKb(500).blocks(0, 200_000, "M"));

        assertThat(ruling(RULE, cma)).isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        assertThat(verdict(cma)).isEqualTo("migratetype-segregation certain");
    }

    @Test
    void a_mask_that_is_not_known_shuts_nothing_out() {
        assertThat(
                        ruling(
                                RULE,
                                Report.refusedByNumber(0, "0xd4")
                                        .zone(low())
                                        .zone(ReportZone.of(0, "HighMem").blocks(0, 200_000, "M"))))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }
}
