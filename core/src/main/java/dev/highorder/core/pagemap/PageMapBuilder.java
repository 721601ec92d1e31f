/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Sums pageblocks up to a map. Keeps a byte a pageblock, whatever the machine's size, and the cheapest blocks.
final class PageMapBuilder implements PageblockSink {

    /// Blocks that are named for each zone.
    private static final int NAMED = 10;

    private static final Comparator<PageMap.Blockers> CHEAPEST =
            Comparator.comparingInt(PageMap.Blockers::count)
                    .thenComparingLong(PageMap.Blockers::startPfn);

    private final FrameLayout layout;
    private final SlabShare slab;
    private final List<ZoneTally> zones = new ArrayList<>();

    PageMapBuilder(FrameLayout layout, SlabShare slab) {
        this.layout = layout;
        this.slab = slab;
        for (int i = 0; i < layout.zones().size(); i++) {
            zones.add(new ZoneTally(layout.pageblocks(i)));
        }
    }

    /// Called by several threads; the order of the calls does not matter.
    @Override
    public synchronized void pageblock(int zone, Pageblock block) {
        ZoneTally tally = zones.get(zone);
        for (int kind = 0; kind < PageKind.count(); kind++) {
            tally.pages[kind] += block.count(PageKind.of(kind));
        }
        int singles = block.singleSlabs();
        BlockState state = block.state(slab.mostly(singles, block.count(PageKind.SLAB) - singles));
        tally.strip.set(layout.index(zone, block.start()), state);
        tally.offer(block);
    }

    PageMap build() {
        List<PageMap.Zone> built = new ArrayList<>();
        for (int i = 0; i < zones.size(); i++) {
            built.add(zones.get(i).build(layout.zones().get(i)));
        }
        return new PageMap(layout, built);
    }

    /// One zone.
    private static final class ZoneTally {
        private final BlockStrip strip;
        private final long[] pages = new long[PageKind.count()];
        private final List<PageMap.Blockers> cheapest = new ArrayList<>();

        ZoneTally(int pageblocks) {
            strip = new BlockStrip(pageblocks);
        }

        void offer(Pageblock block) {
            int used = block.pages() - block.count(PageKind.FREE);
            if (used == 0
                    || !block.isWhole()
                    || (cheapest.size() == NAMED && used > cheapest.getLast().count())) {
                return;
            }
            cheapest.add(blockers(block));
            cheapest.sort(CHEAPEST);
            if (cheapest.size() > NAMED) {
                cheapest.removeLast();
            }
        }

        private static PageMap.Blockers blockers(Pageblock block) {
            Map<PageKind, Integer> kinds = new EnumMap<>(PageKind.class);
            for (int kind = 1; kind < PageKind.count(); kind++) {
                int count = block.count(PageKind.of(kind));
                if (count > 0) {
                    kinds.put(PageKind.of(kind), count);
                }
            }
            List<Long> pfns = new ArrayList<>();
            for (int word = 0; word < block.free.length; word++) {
                for (long used = ~block.free[word]; used != 0; used &= used - 1) {
                    pfns.add(block.start() + (word << 6) + Long.numberOfTrailingZeros(used));
                }
            }
            return new PageMap.Blockers(block.start(), kinds, pfns);
        }

        PageMap.Zone build(FrameZone frames) {
            Map<BlockState, Integer> byState = new EnumMap<>(BlockState.class);
            for (int i = 0; i < strip.length(); i++) {
                byState.merge(strip.state(i), 1, Integer::sum);
            }
            Map<PageKind, Long> kinds = new EnumMap<>(PageKind.class);
            long seen = 0;
            for (int kind = 0; kind < pages.length; kind++) {
                seen += pages[kind];
                if (pages[kind] > 0) {
                    kinds.put(PageKind.of(kind), pages[kind]);
                }
            }
            if (frames.spanned() > seen) {
                kinds.merge(PageKind.HOLE, frames.spanned() - seen, Long::sum);
            }
            return new PageMap.Zone(frames, strip.length(), byState, kinds, strip, cheapest);
        }
    }
}
