/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif.model;

import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.whatif.Action;
import dev.highorder.core.whatif.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A zone of which only counters are known. Where the pages lie is not, so the bounds are those of no effect and of the best:
/// all free pages in as large blocks as there are.
///
/// @param pageCache pages of page cache that nobody has mapped, at most
/// @param slab pages of reclaimable slab, at most
record CountModel(ZoneFacts facts, int pageblockOrder, OptionalLong pageCache, OptionalLong slab)
        implements Model {

    @Override
    public WhatIf.Basis basis() {
        return WhatIf.Basis.COUNTS;
    }

    @Override
    public Prediction predict(Action action, Variant variant) {
        long free = new FreeLists(facts.blocks()).freePages();
        long most =
                (action.dropsPageCache() ? pageCache.orElse(0) : 0)
                        + (action.dropsSlab() ? slab.orElse(0) : 0);
        return switch (variant) {
            case LOW -> new Prediction(facts.blocks(), 0, 0);
            case EXPECTED -> expected(action, free, most / 2);
            case HIGH -> new Prediction(packed(free + most, facts.orders() - 1), 0, most);
        };
    }

    /// Dropping scatters what it frees, so no block is counted on; compaction fills blocks of movable type, which is their share
    /// of all.
    private Prediction expected(Action action, long free, long dropped) {
        if (!action.compacts()) {
            List<Long> blocks = new ArrayList<>(facts.blocks());
            blocks.set(0, blocks.getFirst() + dropped);
            return new Prediction(blocks, 0, dropped);
        }
        long movable = facts.movableBlocks().orElse(1);
        double share = (double) movable / Math.max(movable + facts.others().orElse(1), 1);
        List<Long> moved =
                packed(
                        (long) ((free + dropped) * share),
                        Math.min(pageblockOrder, facts.orders() - 1));
        List<Long> blocks = new ArrayList<>();
        for (int order = 0; order < facts.orders(); order++) {
            long left = (long) (facts.blocks().get(order) * (1 - share));
            blocks.add(moved.get(order) + left);
        }
        return new Prediction(blocks, 0, dropped);
    }

    /// So many pages in blocks of that order, the rest in smaller ones.
    private List<Long> packed(long pages, int order) {
        List<Long> blocks = new ArrayList<>();
        for (int o = 0; o < facts.orders(); o++) {
            blocks.add(0L);
        }
        long left = pages;
        for (int o = order; o >= 0; o--) {
            blocks.set(o, left >> o);
            left &= (1L << o) - 1;
        }
        return blocks;
    }
}
