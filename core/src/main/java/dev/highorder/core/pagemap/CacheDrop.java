/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What `drop_caches` does to a zone: 1 frees the clean page cache that nobody has mapped (mm/truncate.c,
/// invalidate_mapping_pages), 2 empties what shrinkers can (fs/drop_caches.c, drop_slab).
public final class CacheDrop {

    private final ZoneFrames zone;
    private final PerCpuList list;

    /// @param list of the processor that frees
    public CacheDrop(ZoneFrames zone, PerCpuList list) {
        this.zone = zone;
        this.list = list;
    }

    /// Frees the page cache.
    ///
    /// @return the pages that were freed
    public long pageCache() {
        long freed = 0;
        for (int word = 0; word < zone.clean.length; word++) {
            while (zone.clean[word] != 0) {
                int frame = (word << 6) + Long.numberOfTrailingZeros(zone.clean[word]);
                zone.detach(frame);
                list.free(zone, frame);
                freed++;
            }
        }
        return freed;
    }

    /// Frees slabs of one page, so many of them. Which, no flag tells: slabs of one age lie together, so those among the fewest
    /// other kernel pages are taken first; what is in use has been there since the kernel began and lies among such pages.
    ///
    /// @return the pages that were freed
    public long slabs(long most) {
        List<Integer> order = new ArrayList<>();
        for (int block = 0; block < zone.blocks; block++) {
            if (zone.count(zone.slab, block) > 0) {
                order.add(block);
            }
        }
        order.sort(
                Comparator.<Integer>comparingInt(block ->
                                zone.kernel[block]
                                        - zone.count(zone.slab, block)
                                        - zone.count(zone.bare, block))
                        .thenComparingInt(block -> zone.count(zone.bare, block))
                        .thenComparingInt(block -> block));
        long left = most;
        long[] chosen = new long[zone.slab.length];
        for (int block : order) {
            for (int word = block * zone.blockWords; word < (block + 1) * zone.blockWords; word++) {
                for (long bits = zone.slab[word]; bits != 0 && left > 0; bits &= bits - 1) {
                    chosen[word] |= Long.lowestOneBit(bits);
                    left--;
                }
            }
        }
        for (int word = 0; word < chosen.length; word++) {
            for (long bits = chosen[word]; bits != 0; bits &= bits - 1) {
                list.free(zone, (word << 6) + Long.numberOfTrailingZeros(bits));
            }
        }
        return most - left;
    }
}
