/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which pages without a flag are probably free on per-CPU lists: those that stand among free and movable pages without other
/// kernel pages, and at best some that stand among those, too. How many there are on the lists, zoneinfo tells.
public final class ListedPages {

    private ListedPages() {}

    private static List<Integer> of(ZoneFrames zone, long most, boolean anywhere) {
        List<Integer> order = new ArrayList<>();
        for (int block = 0; block < zone.blocks; block++) {
            int bare = zone.count(zone.bare, block);
            if (bare > 0 && (anywhere || bare == zone.kernel[block])) {
                order.add(block);
            }
        }
        order.sort(
                Comparator.<Integer>comparingInt(
                                block -> zone.kernel[block] - zone.count(zone.bare, block))
                        .thenComparingInt(block -> zone.kernel[block])
                        .thenComparingInt(block -> block));
        List<Integer> frames = new ArrayList<>();
        for (int block : order) {
            for (int word = block * zone.blockWords; word < (block + 1) * zone.blockWords; word++) {
                for (long bits = zone.bare[word];
                        bits != 0 && frames.size() < most;
                        bits &= bits - 1) {
                    frames.add((word << 6) + Long.numberOfTrailingZeros(bits));
                }
            }
        }
        return frames;
    }

    /// Puts them on a list, as pages that were freed before all others.
    ///
    /// @param most pages on the lists
    /// @param anywhere whether also among kernel pages
    public static void begin(ZoneFrames zone, PerCpuList list, long most, boolean anywhere) {
        list.begin(of(zone, most, anywhere));
    }
}
