/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FreeListsTest {

    static final FreeLists BAD_N0_NORMAL =
            lists(104076, 127563, 70473, 24828, 7589, 1506, 176, 5550, 5297, 0, 0);
    static final FreeLists BAD_N1_NORMAL =
            lists(108359, 115466, 52431, 12910, 3762, 796, 185, 69, 1147, 0, 0);
    static final FreeLists BAD_N0_DMA32 =
            lists(845, 1286, 1416, 1030, 755, 562, 403, 241, 149, 0, 0);
    static final FreeLists HEALTHY_N0_NORMAL = lists(2856, 1703, 1329, 243, 61, 0, 0, 0, 0, 0, 0);
    static final FreeLists HEALTHY_N0_DMA32 = lists(3826, 2834, 1174, 361, 82, 24, 7, 3, 0, 0, 0);

    static FreeLists lists(long... blocks) {
        List<Long> list = new ArrayList<>();
        for (long n : blocks) {
            list.add(n);
        }
        return new FreeLists(list);
    }

    @Test
    void countsTheIncidentAsTheKernelWould() {
        assertThat(row(BAD_N0_NORMAL, 6)).isEqualTo("3087030 pages, 32464 suitable, -1000, 326");
        assertThat(row(BAD_N1_NORMAL, 6)).isEqualTo("1052263 pages, 4911 suitable, -1000, 701");
        assertThat(row(BAD_N0_DMA32, 6)).isEqualTo("142169 pages, 1481 suitable, -1000, 333");
        assertThat(row(HEALTHY_N0_NORMAL, 6)).isEqualTo("14498 pages, 0 suitable, 964, 1000");
        assertThat(row(HEALTHY_N0_DMA32, 6)).isEqualTo("19990 pages, 13 suitable, -1000, 958");
        assertThat(row(BAD_N0_NORMAL, 9)).isEqualTo("3087030 pages, 0 suitable, 983, 1000");
        assertThat(BAD_N0_NORMAL.extfragIndex(10)).isEqualTo(992);
        assertThat(HEALTHY_N0_NORMAL.extfragIndex(5)).isEqualTo(927);
    }

    private static String row(FreeLists lists, int order) {
        return lists.freePages()
                + " pages, "
                + lists.suitable(order)
                + " suitable, "
                + lists.extfragIndex(order)
                + ", "
                + lists.unusableIndex(order);
    }

    @Test
    void oneSmallBlockGivesASlightlyNegativeIndexThatIsNotTheSentinel() {
        assertThat(lists(1).extfragIndex(6)).isEqualTo(-15);
        assertThat(lists(0, 0, 0).extfragIndex(1)).isZero();
        assertThat(lists(0, 0, 0).unusableIndex(1)).isEqualTo(1000);
        assertThat(lists(0, 0, 1).extfragIndex(2)).isEqualTo(FreeLists.BLOCK_EXISTS);
    }

    @Test
    void weighsTheOrdersByBytes() {
        assertThat(BAD_N0_NORMAL.share(0)).isCloseTo(0.0337, within(0.0001));
        double sum = 0;
        for (int order = 0; order < BAD_N0_NORMAL.orders(); order++) {
            sum += BAD_N0_NORMAL.share(order);
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(lists(0, 0).share(0)).isZero();
    }

    @Test
    void countsBlocksOfEverySize() {
        assertThat(lists(3, 2, 1).blockCount()).isEqualTo(6);
        assertThat(lists(3, 2, 1).blocks(1)).isEqualTo(2);
        assertThat(lists(3, 2, 1).blocks(3)).isZero();
        assertThat(lists(3, 2, 1).blocks(-1)).isZero();
        assertThat(lists(3, 2, 1).pagesFrom(1)).isEqualTo(8);
        assertThat(lists(3, 2, 1).suitable(3)).isZero();
        assertThat(lists(3, 2, 1).orders()).isEqualTo(3);
    }

    @Test
    void hugeAndNegativeCountsStayInRange() {
        FreeLists huge = lists(Long.MAX_VALUE, Long.MAX_VALUE, 5);
        assertThat(huge.freePages()).isEqualTo(Long.MAX_VALUE);
        assertThat(huge.blockCount()).isEqualTo(Long.MAX_VALUE);
        assertThat(huge.suitable(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(huge.extfragIndex(5)).isBetween(0, 1000);
        assertThat(huge.unusableIndex(2)).isEqualTo(1000);
        assertThat(lists(Long.MAX_VALUE / 2).unusableIndex(1)).isEqualTo(1000);
        assertThat(lists(-5, 1)).isEqualTo(lists(0, 1));
        FreeLists exact = lists(Long.MAX_VALUE / 1000);
        assertThat(exact.extfragIndex(1)).isEqualTo(500);
        assertThat(lists(Long.MAX_VALUE / 1000 + 1).extfragIndex(1)).isEqualTo(500);
    }

    @Test
    void theLawsOfFreeListsHold() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            int orders = 1 + random.nextInt(14);
            List<Long> blocks = new ArrayList<>();
            for (int order = 0; order < orders; order++) {
                blocks.add(random.nextInt(4) == 0 ? 0L : (long) random.nextInt(200_000));
            }
            FreeLists lists = new FreeLists(blocks);
            assertThat(lists.suitable(0)).isEqualTo(lists.freePages());
            assertThat(lists.unusableIndex(0)).isEqualTo(lists.freePages() == 0 ? 1000 : 0);
            for (int order = 0; order < orders; order++) {
                assertThat(lists.extfragIndex(order)).isBetween(-1000, 1000);
                assertThat(lists.unusableIndex(order)).isBetween(0, 1000);
                assertThat(lists.pagesFrom(order)).isLessThanOrEqualTo(lists.freePages());
                if (order > 0) {
                    assertThat(lists.suitable(order) * 2)
                            .isLessThanOrEqualTo(lists.suitable(order - 1));
                    assertThat(lists.unusableIndex(order))
                            .isGreaterThanOrEqualTo(lists.unusableIndex(order - 1));
                }
            }
            int from = random.nextInt(orders);
            if (from + 1 < orders && blocks.get(from) >= 2) {
                blocks.set(from, blocks.get(from) - 2);
                blocks.set(from + 1, blocks.get(from + 1) + 1);
                FreeLists merged = new FreeLists(blocks);
                assertThat(merged.freePages()).isEqualTo(lists.freePages());
                for (int order = 0; order < orders; order++) {
                    assertThat(merged.suitable(order))
                            .isGreaterThanOrEqualTo(lists.suitable(order));
                }
            }
        }
    }
}
