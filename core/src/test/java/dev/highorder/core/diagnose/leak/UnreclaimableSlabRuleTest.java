/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class UnreclaimableSlabRuleTest {

    private static final long GIB = 1L << 20;

    private static String meminfo(long totalKb, long slabKb, long percpuKb) {
        return "MemTotal:       "
                + totalKb
                + " kB\nMemFree:        "
                + totalKb / 4
                + " kB\nMemAvailable:   "
                + totalKb / 4
                + " kB\nSUnreclaim:     "
                + slabKb
                + " kB\nPercpu:         "
                + percpuKb
                + " kB\n\n";
    }

    @Test
    void theLargerTheShareTheSurerALeak() {
        assertThat(Asked.of(meminfo(10 * GIB, 5 * GIB, 100)).says("unreclaimable-slab"))
                .isEqualTo("kernel-memory-leak likely KB-31");
        assertThat(Asked.of(meminfo(12 * GIB, 3 * GIB, 100)).says("unreclaimable-slab"))
                .isEqualTo("kernel-memory-leak possible KB-31");
        assertThat(Asked.of(meminfo(12 * GIB, 3 * GIB - 200_000, 100)).found("unreclaimable-slab"))
                .isEmpty();
        assertThat(Asked.of(meminfo(10 * GIB, 5 * GIB, 100)).statement("unreclaimable-slab"))
                .startsWith("Slab that cannot be reclaimed holds 5 GiB of 10 GiB (50 %)");
    }

    @Test
    void onASmallMachineTheKernelsOwnNeedsAreALargeShare() {
        assertThat(Asked.of(meminfo(GIB * 3 / 2, GIB - 1, 100)).found("unreclaimable-slab"))
                .isEmpty();
        assertThat(Asked.of(meminfo(GIB * 3 / 2, GIB, 100)).found("unreclaimable-slab"))
                .isPresent();
    }

    @Test
    void perCpuMemoryOfATenthIsOfCgroupsPerhaps() {
        assertThat(Asked.of(meminfo(20 * GIB, 100, 2 * GIB)).says("unreclaimable-slab"))
                .isEqualTo("dying-memcg possible KB-32");
        assertThat(Asked.of(meminfo(20 * GIB, 100, 2 * GIB - 300_000)).found("unreclaimable-slab"))
                .isEmpty();
        assertThat(Asked.of(meminfo(20 * GIB, 100, 100)).clear("unreclaimable-slab")).isPresent();
    }

    @Test
    void theLastReadingCounts() {
        assertThat(
                        Asked.of(meminfo(10 * GIB, 5 * GIB, 100) + meminfo(10 * GIB, GIB, 100))
                                .found("unreclaimable-slab"))
                .isEmpty();
    }
}
