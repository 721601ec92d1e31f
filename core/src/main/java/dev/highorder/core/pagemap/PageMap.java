/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What stands in every pageblock of a machine at the moment its page flags were read.
public record PageMap(FrameLayout layout, List<Zone> zones) {

    public PageMap {
        zones = List.copyOf(zones);
    }

    /// One zone.
    ///
    /// @param pageblocks those with a frame of the zone
    /// @param byState pageblocks by what stands in them; their sum is `pageblocks`
    /// @param pages frames by kind; holes of the zone among them
    /// @param cheapest the pageblocks that the fewest pages keep from being free
    public record Zone(
            FrameZone frames,
            int pageblocks,
            Map<BlockState, Integer> byState,
            Map<PageKind, Long> pages,
            BlockStrip strip,
            List<Blockers> cheapest) {

        public Zone {
            byState = Collections.unmodifiableMap(new EnumMap<>(byState));
            pages = Collections.unmodifiableMap(new EnumMap<>(pages));
            cheapest = List.copyOf(cheapest);
        }

        public long pages(PageKind kind) {
            return pages.getOrDefault(kind, 0L);
        }

        public int blocks(BlockState state) {
            return byState.getOrDefault(state, 0);
        }
    }

    /// The pages that keep a pageblock from being free: all of it is free once these are.
    ///
    /// @param startPfn the block's first frame
    /// @param kinds how many of each kind
    /// @param pfns their frames, in order
    public record Blockers(long startPfn, Map<PageKind, Integer> kinds, List<Long> pfns) {

        public Blockers {
            kinds = Collections.unmodifiableMap(new EnumMap<>(kinds));
            pfns = List.copyOf(pfns);
        }

        public int count() {
            return pfns.size();
        }
    }

    /// Frames of a kind in all zones.
    public long pages(PageKind kind) {
        long sum = 0;
        for (Zone zone : zones) {
            sum += zone.pages(kind);
        }
        return sum;
    }

    /// Scans all frames of a source.
    ///
    /// @param problems takes what could not be read
    public static PageMap of(
            FrameSource source,
            FrameLayout layout,
            Mobility mobility,
            SlabShare slab,
            List<dev.highorder.core.model.Problem> problems) {
        PageMapBuilder builder = new PageMapBuilder(layout, slab);
        PageScans scans = new PageScans(layout, mobility, false, builder);
        problems.addAll(source.read(scans));
        scans.flush();
        return builder.build();
    }
}
