/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class MemoryGrowthRuleTest {

    private static String reading(long totalKb, long slabKb, long percpuKb) {
        return "MemTotal:       "
                + totalKb
                + " kB\nMemFree:        "
                + totalKb / 2
                + " kB\nMemAvailable:   "
                + totalKb / 2
                + " kB\nSUnreclaim:     "
                + slabKb
                + " kB\nPercpu:         "
                + percpuKb
                + " kB\n\n";
    }

    private static final long GIB = 1L << 20;

    @Test
    void slabThatGrewThreefoldToAShareOfTheMachineIsALeak() {
        Asked asked = Asked.of(reading(20 * GIB, GIB / 3, 100) + reading(20 * GIB, GIB, 100));

        assertThat(asked.says("kernel-memory-growth")).isEqualTo("kernel-memory-leak likely KB-31");
        assertThat(asked.statement("kernel-memory-growth"))
                .isEqualTo("SUnreclaim grew from 341.3 MiB to 1 GiB.");
        assertThat(asked.lines("kernel-memory-growth")).containsExactly(4, 10);
    }

    @Test
    void lessGrowthOrASmallShareIsNone() {
        assertThat(
                        Asked.of(reading(20 * GIB, GIB / 2, 100) + reading(20 * GIB, GIB, 100))
                                .found("kernel-memory-growth"))
                .isEmpty();
        assertThat(
                        Asked.of(reading(20 * GIB, 1000, 100) + reading(20 * GIB, GIB - 1, 100))
                                .found("kernel-memory-growth"))
                .isEmpty();
        assertThat(
                        Asked.of(reading(21 * GIB, 1000, 100) + reading(21 * GIB, GIB, 100))
                                .found("kernel-memory-growth"))
                .isEmpty();
        assertThat(Asked.of(reading(20 * GIB, GIB, 100)).found("kernel-memory-growth")).isEmpty();
    }

    @Test
    void perCpuMemoryThatGrewTooIsOfCgroupsPerhaps() {
        Asked asked =
                Asked.of(
                        reading(400 * GIB, GIB / 2, GIB / 8)
                                + reading(400 * GIB, 5 * GIB, 2 * GIB));

        assertThat(asked.says("kernel-memory-growth")).isEqualTo("kmem-memcg-leak possible KB-32");
        assertThat(asked.statement("kernel-memory-growth"))
                .startsWith(
                        "SUnreclaim grew from 512 MiB to 5 GiB and Percpu grew from 128 MiB to 2 GiB: objects that own both");
        assertThat(asked.lines("kernel-memory-growth")).containsExactly(4, 10, 5, 11);
    }

    @Test
    void theLargestReadingCountsWhereverItStands() {
        assertThat(
                        Asked.of(
                                        reading(20 * GIB, GIB / 3, 100)
                                                + reading(20 * GIB, 4 * GIB, 100)
                                                + reading(20 * GIB, GIB / 2, 100))
                                .statement("kernel-memory-growth"))
                .endsWith("to 4 GiB.");
    }

    @Test
    void aFullTableIsNotExplainedByIt() {
        Asked asked =
                Asked.of(
                        "[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n"
                                + reading(20 * GIB, GIB / 3, 100)
                                + reading(20 * GIB, 4 * GIB, 100));

        assertThat(asked.judged().getFirst().answers())
                .filteredOn(a -> a.rule().equals("kernel-memory-growth"))
                .allMatch(a -> a.found().isEmpty());
    }
}
