/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// Which pageblocks of a zone take pages that compaction moves: those of movable type. No file tells the type of a block; how
/// many there are of each, pagetypeinfo does. Those with the most kernel pages are taken for the others, as a kernel request
/// that finds no block of its own type takes a whole movable one over (mm/page_alloc.c, steal_suitable_fallback).
public final class BlockTypes {

    private final boolean[] closed;

    private BlockTypes(boolean[] closed) {
        this.closed = closed;
    }

    /// @param others how many blocks are not of movable type; where that is not known, those more than half full of kernel pages
    /// @param closedFree free pages on the lists of the other types; where that is not known, any number
    /// @param topmost whether the topmost block that would take pages is left out: where the blocks above gave nothing, the
    ///     free scanner looks at every 32nd page only (isolate_freepages, stride)
    public static BlockTypes of(
            ZoneFrames zone, OptionalLong others, OptionalLong closedFree, boolean topmost) {
        boolean[] closed = new boolean[zone.blocks];
        if (others.isPresent()) {
            List<Integer> byKernel = new ArrayList<>();
            for (int block = 0; block < zone.blocks; block++) {
                if (zone.kernel[block] > 0) {
                    byKernel.add(block);
                }
            }
            byKernel.sort(Comparator.comparingInt(block -> -zone.kernel[block]));
            long left = closedFree.orElse(Long.MAX_VALUE);
            for (int i = 0; i < byKernel.size() && i < others.getAsLong(); i++) {
                int free = zone.count(zone.free, byKernel.get(i));
                if (free <= left) {
                    closed[byKernel.get(i)] = true;
                    left -= free;
                }
            }
        } else {
            for (int block = 0; block < zone.blocks; block++) {
                closed[block] = zone.kernel[block] > zone.blockWords * 32;
            }
        }
        if (!topmost) {
            closeTopmost(zone, closed);
        }
        return new BlockTypes(closed);
    }

    private static void closeTopmost(ZoneFrames zone, boolean[] closed) {
        for (int block = zone.blocks - 1; block >= 0; block--) {
            int free = zone.count(zone.free, block);
            if (!closed[block] && free > 0 && free < zone.blockWords * 64) {
                closed[block] = true;
                return;
            }
        }
    }

    boolean takesPages(int block) {
        return !closed[block];
    }
}
