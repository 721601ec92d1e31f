/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageMapTest {

    private static BlockState stateOf(String drawn) {
        return Frames.of(Frames.block(drawn)).map().zones().getFirst().strip().state(0);
    }

    @Test
    void aBlockIsNamedAfterWhatKeepsItFromBeingFree() {
        assertThat(stateOf("")).isEqualTo(BlockState.FREE);
        assertThat(stateOf("aac")).isEqualTo(BlockState.MOVABLE);
        assertThat(stateOf("k")).isEqualTo(BlockState.UNMOVABLE);
        assertThat(stateOf("ka")).isEqualTo(BlockState.MIXED);
        assertThat(stateOf("ha")).isEqualTo(BlockState.PINNED);
        assertThat(stateOf("hka")).isEqualTo(BlockState.MIXED);
        assertThat(stateOf("#")).isEqualTo(BlockState.FREE);
        assertThat(stateOf("#".repeat(64))).isEqualTo(BlockState.RESERVED);
    }

    @Test
    void slabIsReclaimableWhereMostSuchSlabsAre() {
        Frames frames = Frames.of(Frames.block("ss"));
        PageMap map =
                PageMap.of(
                        frames,
                        frames.layout(),
                        new Mobility(false, true),
                        new SlabShare(0.9, 0.1),
                        new java.util.ArrayList<>());
        assertThat(map.zones().getFirst().byState()).isEqualTo(Map.of(BlockState.RECLAIMABLE, 1));
        assertThat(frames.map().zones().getFirst().byState())
                .isEqualTo(Map.of(BlockState.UNMOVABLE, 1));
    }

    @Test
    void theCheapestBlockIsTheOneWithTheFewestPagesInTheWay() {
        String drawn =
                Frames.block("aaa")
                        + Frames.block("#a")
                        + Frames.block(".k.s")
                        + Frames.block("")
                        + Frames.block("a");
        PageMap.Zone zone = Frames.of(drawn).map().zones().getFirst();
        assertThat(zone.cheapest())
                .containsExactly(
                        new PageMap.Blockers(256, Map.of(PageKind.ANON, 1), List.of(256L)),
                        new PageMap.Blockers(
                                128,
                                Map.of(PageKind.KERNEL, 1, PageKind.SLAB, 1),
                                List.of(129L, 131L)),
                        new PageMap.Blockers(0, Map.of(PageKind.ANON, 3), List.of(0L, 1L, 2L)));
    }

    @Test
    void anAnonymousPageThatNobodyHasMappedIsHeldUnlessItIsInTheSwapCache() {
        long swap = Frames.HELD | PageFlag.SWAPCACHE;
        Frames frames =
                new Frames(new long[] {Frames.HELD, Frames.HELD, swap}, new long[] {0, 1, 0}, 64);
        PageMap.Zone zone = frames.map().zones().getFirst();
        assertThat(zone.pages(PageKind.PINNED)).isEqualTo(1);
        assertThat(zone.pages(PageKind.ANON)).isEqualTo(2);
    }

    @Test
    void theMapDoesNotDependOnHowItIsReadAndLosesNoPage() {
        Random random = new Random(7);
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < 64 * 40 + 17; i++) {
            drawn.append("..aaacds#k".charAt(random.nextInt(10)));
        }
        Frames frames = Frames.of(drawn.toString());
        PageMap.Zone whole = frames.map().zones().getFirst();
        for (int piece : new int[] {1, 63, 64, 65, 1000}) {
            PageMap.Zone pieces = frames.inPieces(piece).map().zones().getFirst();
            assertThat(pieces.pages()).isEqualTo(whole.pages());
            assertThat(pieces.byState()).isEqualTo(whole.byState());
            assertThat(pieces.cheapest()).isEqualTo(whole.cheapest());
        }
        assertThat(whole.pages().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(frames.frames());
        assertThat(whole.byState().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(whole.pageblocks())
                .isEqualTo(41);
    }

    @Test
    void everyNamedBlockIsFreeOnceItsBlockersAre() {
        Random random = new Random(11);
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < 64 * 30; i++) {
            drawn.append(random.nextInt(20) == 0 ? "acsk".charAt(random.nextInt(4)) : '.');
        }
        Frames frames = Frames.of(drawn.toString());
        for (PageMap.Blockers block : frames.map().zones().getFirst().cheapest()) {
            long[] freed = frames.flags().clone();
            block.pfns().forEach(pfn -> freed[Math.toIntExact(pfn)] = Frames.BUDDY);
            PageMap after = new Frames(freed, frames.counts(), 64).map();
            assertThat(after.zones().getFirst().strip().state((int) (block.startPfn() >> 6)))
                    .isEqualTo(BlockState.FREE);
        }
    }
}
