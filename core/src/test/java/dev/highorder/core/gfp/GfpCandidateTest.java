/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.gfp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GfpCandidateTest {

    @Test
    void theIncidentsMaskMakesSenseOnlyUpToRhel7() {
        StringBuilder table = new StringBuilder();
        for (GfpCandidate candidate : GfpCandidate.of(0xc0d0)) {
            table.append(candidate.layout())
                    .append(' ')
                    .append(
                            candidate
                                    .ruledOutBy()
                                    .orElseGet(() -> String.join("|", candidate.gfp())))
                    .append('\n');
        }
        assertThat(table.toString())
                .isEqualTo(
                        """
                        L1 GFP_KERNEL|__GFP_COMP|__GFP_ZERO
                        L2 GFP_KERNEL|__GFP_COMP|__GFP_ZERO
                        L2R GFP_KERNEL|__GFP_COMP|__GFP_ZERO
                        L3 it would mean __GFP_IO (bit 0x40) without a reclaim bit
                        L4 it would mean __GFP_IO (bit 0x40) without a reclaim bit
                        L5 it would mean __GFP_IO (bit 0x40) without a reclaim bit
                        L6 it would mean __GFP_IO (bit 0x40) without a reclaim bit
                        L7 it would mean __GFP_IO (bit 0x40) without a reclaim bit
                        L8 it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM
                        L9 it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM
                        L10 it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM
                        L11 it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM
                        L12 it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "d0, 'L1 L2 L2R'",
        "10c0d0, 'L2 L2R'",
        "20, 'L1 L2 L2R'",
        "250, 'L1 L2 L2R'",
        "24000c0, 'L3 L4'",
        "14000c0, 'L5 L6'",
        "6000c0, L7",
        "2084120, 'L3 L4'",
        "40dc0, 'L8 L9 L10 L11 L12'",
        "a20, 'L8 L9 L10'",
        "1100cca, 'L9 L10 L11 L12'",
        "342ca, 'L4 L5 L6 L7'",
        "4352ca, 'L1 L2 L2R L3 L4 L5 L6 L7'",
        "4342ca, 'L3 L4 L5 L6 L7'",
        "1c24ca, 'L8 L9 L10 L11 L12'",
        "1c20ca, 'L8 L10 L11 L12'",
    })
    void aMaskDatesItsKernel(String hex, String layouts) {
        StringBuilder plausible = new StringBuilder();
        for (GfpCandidate candidate : GfpCandidate.of(Long.parseLong(hex, 16))) {
            if (candidate.plausible()) {
                plausible.append(plausible.isEmpty() ? "" : " ").append(candidate.layout());
            }
        }
        assertThat(plausible.toString()).isEqualTo(layouts);
    }

    @ParameterizedTest
    @CsvSource({
        "L8, cc5, it would mean GFP_DMA (bit 0x1) together with DMA32",
        "L8, cc3, it would mean __GFP_HIGHMEM (bit 0x2) together with DMA",
        "L8, cc6, it would mean __GFP_HIGHMEM (bit 0x2) together with DMA32",
        "L8, cd8, it would mean __GFP_MOVABLE (bit 0x8) together with RECLAIMABLE",
        "L8, 18cc0, it would mean __GFP_NOFAIL (bit 0x8000) together with NORETRY",
        "L8, ccc0, it would mean __GFP_NOFAIL (bit 0x8000) together with RETRY_MAYFAIL",
        "L8, c80, it would mean __GFP_FS (bit 0x80) without IO",
        "L8, 80, it would mean __GFP_FS (bit 0x80) without a reclaim bit",
        "L8, 4c0, it would mean __GFP_DIRECT_RECLAIM (bit 0x400) without KSWAPD_RECLAIM",
        "L8, a00, it would mean __GFP_ATOMIC (bit 0x200) without HIGH",
        "L8, e20, it would mean __GFP_ATOMIC (bit 0x200) together with DIRECT_RECLAIM",
        "L8, 20, it would mean __GFP_HIGH (bit 0x20) without KSWAPD_RECLAIM",
        "L2, 800, it would mean __GFP_NOFAIL (bit 0x800) without WAIT",
        "L2, 40, it would mean __GFP_IO (bit 0x40) without WAIT",
        "L2, 80, it would mean __GFP_FS (bit 0x80) without WAIT",
        "L2, 90, it would mean __GFP_FS (bit 0x80) without IO",
        "L2, 1280, it would mean __GFP_FS (bit 0x80) without IO",
        "L1, 2000, bit 0x2000 has no name there",
        "L2, 6000000, bit 0x2000000 has no name there",
    })
    void namesTheBitThatRulesALayoutOut(GfpLayout layout, String hex, String objection) {
        assertThat(GfpSense.objection(Long.parseLong(hex, 16), layout)).contains(objection);
    }

    @ParameterizedTest
    @CsvSource({
        "L2, 12c0, a first try without WAIT",
        "L8, 120c0, a first try without reclaim",
        "L8, 2020, the reserve only and quietly",
        "L8, 8c0, kswapd only",
        "L8, 404c0, THP",
        "L8, 1, a zone only",
        "L8, 0, nothing at all",
        "L8, 8cc0, forever",
    })
    void doesNotObjectTo(GfpLayout layout, String hex, String why) {
        long mask = Long.parseLong(hex, 16);
        assertThat(GfpSense.objection(mask, layout)).as(why).isEmpty();
    }
}
