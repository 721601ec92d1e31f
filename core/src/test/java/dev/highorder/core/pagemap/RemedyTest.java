/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RemedyTest {

    private static final int ORDERS = 9;

    private static BlockTypes allMovable(ZoneFrames zone) {
        return BlockTypes.of(zone, OptionalLong.of(0), OptionalLong.empty(), true);
    }

    private static long compact(ZoneFrames zone, long kept) {
        return new Compaction(zone, allMovable(zone), new PerCpuList(kept), 0).run();
    }

    @Test
    void pagesMoveUpUntilTheScannersMeet() {
        ZoneFrames zone =
                Frames.of(
                                Frames.block("aaaa")
                                        + Frames.block("aa")
                                        + Frames.block("a")
                                        + Frames.block("a"))
                        .zone();
        assertThat(compact(zone, 0)).isEqualTo(7);
        assertThat(zone.freeBlocks(ORDERS)).containsExactly(0L, 0L, 0L, 1L, 1L, 1L, 1L, 1L, 0L);
    }

    @Test
    void whatIsFreedLastStaysOnTheProcessorsList() {
        ZoneFrames zone =
                Frames.of(Frames.block("a") + Frames.block("a") + Frames.block("a")).zone();
        assertThat(compact(zone, 1)).isEqualTo(2);
        assertThat(zone.freeBlocks(ORDERS).get(6)).isEqualTo(1);
        assertThat(zone.freePages()).isEqualTo(3 * 64 - 4);
    }

    @Test
    void kernelPagesStayAndABlockThatIsFreeAsAWholeTakesNone() {
        ZoneFrames zone =
                Frames.of(Frames.block("ka") + Frames.block("k") + Frames.block("")).zone();
        assertThat(compact(zone, 0)).isEqualTo(1);
        assertThat(zone.freeBlocks(ORDERS)).containsExactly(1L, 2L, 2L, 2L, 2L, 2L, 1L, 0L, 0L);
    }

    @Test
    void blocksOfOtherTypesTakeNoPages() {
        ZoneFrames zone = Frames.of(Frames.block("a") + Frames.block("k")).zone();
        BlockTypes types = BlockTypes.of(zone, OptionalLong.of(1), OptionalLong.of(63), true);
        assertThat(new Compaction(zone, types, new PerCpuList(0), 0).run()).isZero();
        BlockTypes full = BlockTypes.of(zone, OptionalLong.of(1), OptionalLong.of(62), true);
        assertThat(new Compaction(zone, full, new PerCpuList(0), 0).run()).isEqualTo(1);
    }

    @Test
    void belowTheWatermarkNothingMoves() {
        ZoneFrames zone = Frames.of(Frames.block("a") + Frames.block("a")).zone();
        assertThat(new Compaction(zone, allMovable(zone), new PerCpuList(0), 126).run()).isZero();
    }

    @Test
    void droppingThePageCacheFreesCleanPagesThatNobodyHasMapped() {
        ZoneFrames zone = Frames.of(Frames.block("cdac")).zone();
        assertThat(new CacheDrop(zone, new PerCpuList(0)).pageCache()).isEqualTo(2);
        assertThat(zone.freePages()).isEqualTo(62);
        assertThat(zone.movablePages()).isEqualTo(2);
    }

    @Test
    void slabsAmongOtherKernelPagesStayTheLongest() {
        ZoneFrames zone =
                Frames.of(Frames.block("skkk") + Frames.block("ss") + Frames.block("")).zone();
        assertThat(new CacheDrop(zone, new PerCpuList(0)).slabs(2)).isEqualTo(2);
        assertThat(zone.freeBlocks(ORDERS).get(7)).isZero();
        assertThat(zone.freeBlocks(ORDERS).get(6)).isEqualTo(2);
        assertThat(zone.freePages()).isEqualTo(3 * 64 - 4);
    }

    @Test
    void freeBlocksAreThoseOfABuddyAllocator() {
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            StringBuilder drawn = new StringBuilder();
            for (int i = 0; i < 64 * 9; i++) {
                drawn.append(random.nextInt(1 + round * 4) == 0 ? 'k' : '.');
            }
            assertThat(Frames.of(drawn.toString()).zone().freeBlocks(ORDERS))
                    .isEqualTo(merged(drawn.toString()));
        }
    }

    @Test
    void noPageIsLostOrMadeByCompaction() {
        Random random = new Random(5);
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < 64 * 50; i++) {
            drawn.append("....ak".charAt(random.nextInt(6)));
        }
        ZoneFrames zone = Frames.of(drawn.toString()).zone();
        long free = zone.freePages();
        long movable = zone.movablePages();
        assertThat(compact(zone, 0)).isPositive();
        assertThat(zone.freePages()).isEqualTo(free);
        assertThat(zone.movablePages()).isEqualTo(movable);
    }

    /// Free blocks by merging buddies as they are found, one by one.
    private static List<Long> merged(String drawn) {
        List<Long> counts = new ArrayList<>();
        boolean[] level = new boolean[drawn.length()];
        for (int i = 0; i < level.length; i++) {
            level[i] = drawn.charAt(i) == '.';
        }
        for (int order = 0; order < ORDERS; order++) {
            boolean[] next = new boolean[(level.length + 1) / 2];
            long count = 0;
            for (int i = 0; i < level.length; i++) {
                boolean pair =
                        order + 1 < ORDERS && (i ^ 1) < level.length && level[i] && level[i ^ 1];
                next[i / 2] |= pair;
                count += level[i] && !pair ? 1 : 0;
            }
            counts.add(count);
            level = next;
        }
        return counts;
    }
}
