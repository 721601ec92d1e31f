/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which frames are of which zone, and how large a pageblock is.
///
/// @param zones by their first frame, no two with a frame in common
/// @param pageblockOrder a pageblock has 2^order pages
public record FrameLayout(List<FrameZone> zones, int pageblockOrder) {

    /// Smaller pageblocks than 64 pages exist on no machine that this reads.
    public static final int LEAST_ORDER = 6;

    private static final int MOST_ORDER = 15;

    public FrameLayout {
        List<FrameZone> sorted = new ArrayList<>(zones);
        sorted.sort(Comparator.comparingLong(FrameZone::start));
        zones = List.copyOf(sorted);
        if (pageblockOrder < LEAST_ORDER || pageblockOrder > MOST_ORDER) {
            throw new IllegalArgumentException("no such pageblock order: " + pageblockOrder);
        }
    }

    /// Pages of a pageblock.
    public int pageblockPages() {
        return 1 << pageblockOrder;
    }

    /// Pageblocks that have a frame of the zone.
    public int pageblocks(int zone) {
        FrameZone frames = zones.get(zone);
        return frames.spanned() == 0
                ? 0
                : (int)
                        (((frames.end() - 1) >> pageblockOrder)
                                - (frames.start() >> pageblockOrder)
                                + 1);
    }

    /// Which of the zone's pageblocks begins at that frame.
    public int index(int zone, long blockStart) {
        return (int) ((blockStart >> pageblockOrder) - (zones.get(zone).start() >> pageblockOrder));
    }

    /// The first frame of a pageblock of the zone.
    public long blockStart(int zone, int index) {
        return ((zones.get(zone).start() >> pageblockOrder) + index) << pageblockOrder;
    }

    /// The index of the zone that has the frame, or of the next one behind it; the number of zones behind the last.
    int zoneAt(long frame) {
        int zone = 0;
        while (zone < zones.size() && frame >= zones.get(zone).end()) {
            zone++;
        }
        return zone;
    }
}
