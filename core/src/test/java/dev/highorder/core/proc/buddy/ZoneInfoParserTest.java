/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Problem;
import dev.highorder.core.proc.Blocks;
import org.junit.jupiter.api.Test;

class ZoneInfoParserTest {

    private final ZoneInfoParser parser = new ZoneInfoParser();

    @Test
    void readsEachKernelOfTheFixtures() {
        for (String fixture :
                new String[] {
                    "6.1.192-x86_64/mixed-both/proc/zoneinfo",
                    "6.12.117-x86_64/movable-extfrag-threshold/proc/zoneinfo",
                    "6.18.44-x86_64/proc/zoneinfo"
                }) {
            var parsed = Blocks.parse(parser, fixture, Blocks.resource(fixture));
            ZoneInfo info = Blocks.only(ZoneInfo.class, parsed);
            assertThat(parsed.problems()).as(fixture).isEmpty();
            assertThat(info.zones()).as(fixture).hasSizeGreaterThanOrEqualTo(4);
            ZoneInfo.Zone dma32 = info.zones().get(1);
            assertThat(dma32.zone()).hasToString("Node 0 DMA32");
            assertThat(dma32.pages("nr_free_pages")).as(fixture).isEqualTo(dma32.pages("free"));
            assertThat(dma32.pages("boost")).as(fixture).isPresent();
            assertThat(dma32.pages("managed").orElseThrow())
                    .isLessThanOrEqualTo(dma32.pages("present").orElseThrow());
            assertThat(dma32.protection()).as(fixture).hasSizeGreaterThanOrEqualTo(4);
            assertThat(dma32.startPfn()).as(fixture).hasValue(4096);
            assertThat(dma32.pages("count")).isEmpty();
            assertThat(dma32.pages("batch")).isEmpty();
            assertThat(info.nodes()).hasSize(1);
            assertThat(info.nodes().getFirst().pages()).containsKey("nr_slab_unreclaimable");
        }
    }

    @Test
    void readsTheFormOfEl7() {
        var parsed =
                Blocks.parse(
                        parser,
                        "zoneinfo",
                        """
                        Node 1, zone   Normal
                          pages free     4702592
                                min      22528
                                low      28160
                                high     33792
                                scanned  0
                                spanned  33554432
                                present  33554432
                                managed  33026150
                            nr_free_pages 4702592
                            nr_alloc_batch 5632
                            nr_slab_unreclaimable 1048576
                            nr_free_cma  0
                                protection: (0, 0, 0, 0)
                          pagesets
                            cpu: 0
                                      count: 170
                                      high:  186
                                      batch: 31
                          vm stats threshold: 125
                          all_unreclaimable: 0
                          start_pfn:         33554432
                          inactive_ratio:    35
                        """);

        assertThat(parsed.problems()).isEmpty();
        ZoneInfo.Zone zone = Blocks.only(ZoneInfo.class, parsed).zones().getFirst();
        assertThat(zone.zone()).hasToString("Node 1 Normal");
        assertThat(zone.pages())
                .containsEntry("free", 4702592L)
                .containsEntry("min", 22528L)
                .containsEntry("low", 28160L)
                .containsEntry("high", 33792L)
                .containsEntry("managed", 33026150L)
                .containsEntry("nr_slab_unreclaimable", 1048576L);
        assertThat(zone.protection()).containsExactly(0L, 0L, 0L, 0L);
        assertThat(zone.startPfn()).hasValue(33554432);
    }

    @Test
    void readsTheFormOfEl6() {
        var parsed =
                Blocks.parse(
                        parser,
                        "zoneinfo",
                        """
                        Node 0, zone      DMA
                          pages free     3935
                                min      64
                                low      80
                                high     96
                                scanned  0 (aa: 0 ia: 0 af: 0 if: 0)
                                spanned  4095
                                present  3839
                            nr_free_pages 3935
                                protection: (0, 3000, 96000, 96000)
                          pagesets
                          all_unreclaimable: 1
                          prev_priority:     12
                          start_pfn:         1
                          inactive_ratio:    1
                        """);

        assertThat(parsed.problems()).isEmpty();
        ZoneInfo.Zone zone = Blocks.only(ZoneInfo.class, parsed).zones().getFirst();
        assertThat(zone.protection()).containsExactly(0L, 3000L, 96000L, 96000L);
        assertThat(zone.pages("managed")).isEmpty();
    }

    @Test
    void readsWhatGrepLeft() {
        ZoneInfo info =
                Blocks.fact(
                        ZoneInfo.class,
                        parser,
                        """
                        Node 0, zone      DMA
                          pages free     3935
                                min      64
                        --
                        Node 0, zone    DMA32
                          pages free     100000
                                min      640
                        """);

        assertThat(info.zones())
                .extracting(zone -> zone.pages("min").orElse(0))
                .containsExactly(64L, 640L);
    }

    @Test
    void aCounterThatDoesNotFitIsAProblem() {
        var parsed =
                Blocks.parse(
                        parser,
                        "z",
                        """
                        Node 0, zone      DMA
                          pages free     3935
                                min      64
                            nr_free_cma  18446744073709551615
                            nr_bounce    0
                        """);

        assertThat(Blocks.only(ZoneInfo.class, parsed).zones().getFirst().pages())
                .containsEntry("nr_bounce", 0L)
                .doesNotContainKey("nr_free_cma");
        assertThat(parsed.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "expected a counter of zoneinfo, found \"    nr_free_cma  18446744073709551615\"");
    }

    @Test
    void passesOverThePagesetsOfManyCpus() {
        StringBuilder text =
                new StringBuilder(
                        "Node 0, zone   Normal\n  pages free     5\n        min      1\n  pagesets\n");
        for (int cpu = 0; cpu < 512; cpu++) {
            text.append("    cpu: ")
                    .append(cpu)
                    .append(
                            "\n              count: 3\n              high:  186\n              batch: 31\n  vm stats threshold: 125\n");
        }
        text.append("  node_unreclaimable:  0\n  start_pfn:           1048576\n");

        ZoneInfo.Zone zone =
                Blocks.fact(ZoneInfo.class, parser, text.toString()).zones().getFirst();

        assertThat(zone.pages()).containsOnlyKeys("free", "min");
        assertThat(zone.startPfn()).hasValue(1048576);
    }
}
