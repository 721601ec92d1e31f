/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.Problem;
import dev.highorder.core.proc.Blocks;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTypeInfoParserTest {

    private final PageTypeInfoParser parser = new PageTypeInfoParser();

    @Test
    void readsTheTablesOf61() {
        PageTypeInfo info =
                Blocks.fact(
                        PageTypeInfo.class,
                        parser,
                        Blocks.resource("6.1.192-x86_64/mixed-both/proc/pagetypeinfo"));

        assertThat(info.pageblockOrder()).hasValue(9);
        assertThat(info.free())
                .extracting(row -> row.zone().zone() + " " + row.type())
                .containsExactly(
                        "DMA UNMOVABLE",
                        "DMA MOVABLE",
                        "DMA RECLAIMABLE",
                        "DMA HIGHATOMIC",
                        "DMA ISOLATE",
                        "DMA32 UNMOVABLE",
                        "DMA32 MOVABLE",
                        "DMA32 RECLAIMABLE",
                        "DMA32 HIGHATOMIC",
                        "DMA32 ISOLATE");
        assertThat(info.free().getFirst().freeBlocks())
                .containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 1L, 1L, 0L, 0L, 0L);
        assertThat(info.free().getFirst().capped()).isEqualTo(Collections.nCopies(11, false));
        assertThat(info.blocks()).hasSize(2);
        assertThat(info.blocks().getFirst().pageblocks())
                .isEqualTo(
                        Map.of(
                                MigrateType.UNMOVABLE, 1L,
                                MigrateType.MOVABLE, 7L,
                                MigrateType.RECLAIMABLE, 0L,
                                MigrateType.HIGHATOMIC, 0L,
                                MigrateType.ISOLATE, 0L));
    }

    @Test
    void readsReserveAndCapsOfEl7() {
        var parsed =
                Blocks.parse(
                        parser,
                        "pagetypeinfo",
                        """
                        Page block order: 9
                        Pages per block:  512

                        Free pages count per migrate type at order       0      1      2      3      4      5
                        Node    0, zone   Normal, type    Unmovable  31337   2048    512     64      8      0
                        Node    0, zone   Normal, type  Reclaimable   1717    919    271      3      0      0
                        Node    0, zone   Normal, type      Movable >100000 >100000  65211   9001     44      0
                        Node    0, zone   Normal, type      Reserve      0      0      0      0      0      0
                        Node    0, zone   Normal, type          CMA      0      0      0      0      0      2
                        Node    0, zone   Normal, type      Isolate      0      0      0      0      0      0

                        Number of blocks type     Unmovable  Reclaimable      Movable      Reserve          CMA      Isolate
                        Node 0, zone   Normal         4096         1024        60000            2            1            0
                        """);

        assertThat(parsed.problems()).isEmpty();
        PageTypeInfo info = Blocks.only(PageTypeInfo.class, parsed);
        PageTypeInfo.Free movable = info.free().get(2);
        assertThat(movable.freeBlocks()).containsExactly(100000L, 100000L, 65211L, 9001L, 44L, 0L);
        assertThat(movable.capped()).containsExactly(true, true, false, false, false, false);
        assertThat(info.free())
                .extracting(PageTypeInfo.Free::type)
                .contains(MigrateType.RESERVE, MigrateType.CMA);
        assertThat(info.blocks().getFirst().pageblocks())
                .containsEntry(MigrateType.RESERVE, 2L)
                .containsEntry(MigrateType.MOVABLE, 60000L);
    }

    @Test
    void undoesTheWrapOfMail() {
        PageTypeInfo info =
                Blocks.fact(
                        PageTypeInfo.class,
                        parser,
                        """
                        Page block order: 9
                        Pages per block:  512

                        Free pages count per migrate type at order       0      1      2      3
                             4      5      6
                        Node    0, zone    DMA32, type    Unmovable   1141    970    903    628
                           302    106     27
                        Node    0, zone    DMA32, type      Movable    274    269    368    396
                           342    265    214

                        Number of blocks type     Unmovable      Movable  Reclaimable
                        HighAtomic      Isolate
                        Node 0, zone    DMA32           52         1461           15
                        1            0
                        """);

        assertThat(info.free())
                .extracting(PageTypeInfo.Free::freeBlocks)
                .containsExactly(
                        List.of(1141L, 970L, 903L, 628L, 302L, 106L, 27L),
                        List.of(274L, 269L, 368L, 396L, 342L, 265L, 214L));
        assertThat(info.blocks().getFirst().pageblocks())
                .containsEntry(MigrateType.HIGHATOMIC, 1L)
                .containsEntry(MigrateType.RECLAIMABLE, 15L);
    }

    @Test
    void passesOverMixedBlocksAndReadsAnExcerpt() {
        PageTypeInfo info =
                Blocks.fact(
                        PageTypeInfo.class,
                        parser,
                        """
                        Number of blocks type     Unmovable      Movable
                        Node 0, zone      DMA            1            7
                        Number of mixed blocks    Unmovable      Movable
                        Node 0, zone      DMA            0            3
                        """);

        assertThat(info.blocks()).hasSize(1);
        assertThat(info.blocks().getFirst().pageblocks()).containsEntry(MigrateType.MOVABLE, 7L);
        assertThat(info.pageblockOrder()).isEmpty();
        assertThat(info.free()).isEmpty();
    }

    @Test
    void saysWhichRowIsDamaged() {
        var parsed =
                Blocks.parse(
                        parser,
                        "p",
                        """
                        Free pages count per migrate type at order       0      1      2
                        Node    0, zone      DMA, type    Unmovable      0      0      0
                        Node    0, zone      DMA, type      Movable      0      0
                        Node    0, zone      DMA, type     Mystical      0      0      0
                        Node    0, zone      DMA, type      Isolate      0      0      0
                        """);

        assertThat(Blocks.only(PageTypeInfo.class, parsed).free()).hasSize(2);
        assertThat(parsed.problems())
                .extracting(problem -> problem.line().orElse(0), Problem::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                3,
                                "expected 3 orders as in the rows above, found \"Node    0, zone      DMA, type      Movable      0      0\""),
                        org.assertj.core.groups.Tuple.tuple(
                                4,
                                "expected a migratetype and counts of free blocks, found \"Node    0, zone      DMA, type     Mystical      0      0      0\""));
    }
}
