/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import static dev.highorder.core.buddy.AllocatorGeneration.HALVING_LOOP;
import static dev.highorder.core.buddy.AllocatorGeneration.USABLE_BLOCK;
import static dev.highorder.core.buddy.AllocatorGeneration.USABLE_BLOCK_FREE_HIGHATOMIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassZoneTest {

    private static String withheld(
            String seen, int shown, String zone, String array, int rank, AllocatorGeneration by) {
        List<Long> reserve = new ArrayList<>();
        for (String entry : array.split(" ", -1)) {
            reserve.add(Long.parseLong(entry));
        }
        return new ClassZone(new TreeSet<>(Arrays.asList(seen.split(" ", -1))), shown)
                .withheld(reserve, new ZoneId(0, zone), rank, by)
                .map(bounds ->
                        bounds.exact() ? "" + bounds.low() : bounds.low() + "–" + bounds.high())
                .orElse("nothing known");
    }

    @ParameterizedTest(name = "{0} of {1}, rank {4}")
    @CsvSource({
        // x86_64 without and with ZONE_DEVICE, arm64
        "DMA, DMA DMA32 Normal, 5, 0 2815 15868 15868, 2, 15868",
        "DMA, DMA DMA32 Normal, 5, 0 2815 15868 15868, 1, 2815",
        "DMA, DMA DMA32 Normal, 5, 0 2815 15868 15868, 0, 0",
        "DMA, DMA DMA32 Normal, 5, 0 2815 15868 15868, 3, 15868",
        "DMA, DMA DMA32 Normal, 5, 0 2815 15868 15868, 4, 15868",
        "DMA32, DMA DMA32 Normal, 5, 0 0 13053 13053, 2, 13053",
        "Normal, DMA DMA32 Normal, 5, 0 0 0 0, 2, 0",
        "DMA, DMA DMA32, 1, 0 1823 14802 14802 14802, 1, 1823",
        "DMA, DMA DMA32, 5, 0 2807 2807 2807 2807, 2, 2807",
        // i386: DMA, Normal, HighMem, Movable
        "DMA, DMA Normal HighMem, 5, 0 825 1947 825, 2, 825",
        "DMA, DMA Normal HighMem, 5, 0 825 1947 825, 3, 1947",
        "Normal, DMA Normal HighMem, 5, 0 0 8980 0, 3, 8980",
        // ppc32: all of lowmem in DMA, so Normal is empty
        "DMA, DMA, 2, 0 0 1280 1280, 2, 0",
        "DMA, DMA, 2, 0 0 1184 0, 2, 0",
        // small boards without DMA zones; riscv64
        "Normal, Normal, 2, 0 0 0, 2, 0",
        "DMA32, DMA32 Normal, 5, 0 6003 6003, 2, 6003",
        "Normal, Normal, 5, 0 0, 2, 0",
    })
    void findsTheEntryThatCounts(
            String zone, String seen, int shown, String array, int rank, String expected) {
        for (AllocatorGeneration generation : List.of(HALVING_LOOP, USABLE_BLOCK)) {
            assertThat(withheld(seen, shown, zone, array, rank, generation)).isEqualTo(expected);
        }
    }

    @Test
    void aMovableRequestOnI386DependsOnTheKernel() {
        String zones = "DMA Normal HighMem";
        String array = "0 825 1947 825";
        assertThat(withheld(zones, 5, "DMA", array, 4, HALVING_LOOP)).isEqualTo("1947");
        assertThat(withheld(zones, 5, "DMA", array, 4, USABLE_BLOCK)).isEqualTo("825–1947");
        assertThat(withheld(zones, 5, "DMA", array, 4, USABLE_BLOCK_FREE_HIGHATOMIC))
                .isEqualTo("825");
    }

    @Test
    void onlyWhatWouldHaveBeenShownIsMissed() {
        // The kernel prints the zones up to the request's: a DMA32 request does not show Normal.
        assertThat(withheld("DMA", 0, "DMA", "0 100 200 200", 2, USABLE_BLOCK_FREE_HIGHATOMIC))
                .isEqualTo("100–200");
        assertThat(
                        withheld(
                                "DMA DMA32",
                                1,
                                "DMA",
                                "0 100 200 200",
                                2,
                                USABLE_BLOCK_FREE_HIGHATOMIC))
                .isEqualTo("200");
    }

    @Test
    void anArrayThatContradictsTheZonesStillGivesBounds() {
        assertThat(withheld("DMA", 5, "DMA", "0 100 200 300", 2, USABLE_BLOCK_FREE_HIGHATOMIC))
                .isEqualTo("100–200");
        assertThat(withheld("DMA", 5, "DMA", "0 7 9 4 5 6 8 3", 2, USABLE_BLOCK)).isEqualTo("0–9");
        assertThat(withheld("Strange", 5, "Strange", "1 2", 2, USABLE_BLOCK)).isEqualTo("1–2");
        assertThat(
                        new ClassZone(new TreeSet<>(), 5)
                                .withheld(List.of(), new ZoneId(0, "DMA"), 2, USABLE_BLOCK))
                .isEmpty();
    }
}
