/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif.model;

import dev.highorder.core.pagemap.BlockTypes;
import dev.highorder.core.pagemap.CacheDrop;
import dev.highorder.core.pagemap.Compaction;
import dev.highorder.core.pagemap.ListedPages;
import dev.highorder.core.pagemap.PerCpuList;
import dev.highorder.core.pagemap.ZoneFrames;
import dev.highorder.core.whatif.Action;
import dev.highorder.core.whatif.WhatIf;

/// A zone of which the flags of each page are known.
///
/// @param pinned pages that may be mapped and held at once, in all zones: they look movable
record PageModel(ZoneFrames frames, ZoneFacts facts, SlabBounds slabs, long pinned)
        implements Model {

    @Override
    public WhatIf.Basis basis() {
        return WhatIf.Basis.PAGES;
    }

    @Override
    public Prediction predict(Action action, Variant variant) {
        ZoneFrames zone = frames.copy();
        BlockTypes types =
                BlockTypes.of(zone, facts.others(), facts.closedFree(), variant != Variant.LOW);
        if (variant == Variant.LOW) {
            zone.pinOneInEach(pinned);
        }
        PerCpuList list = facts.list(variant);
        ListedPages.begin(zone, list, facts.listed(variant), variant == Variant.HIGH);
        long dropped = 0;
        long migrated = 0;
        if (action.drops() && action != Action.COMPACT_THEN_DROP) {
            dropped = drop(zone, list, action, variant);
        }
        if (action.compacts()) {
            long min = facts.minPages().orElse(0);
            migrated = new Compaction(zone, types, list, min).run();
        }
        if (action == Action.COMPACT_THEN_DROP) {
            dropped = drop(zone, list, action, variant);
        }
        return new Prediction(zone.freeBlocks(facts.orders()), migrated, dropped);
    }

    private long drop(ZoneFrames zone, PerCpuList list, Action action, Variant variant) {
        CacheDrop drop = new CacheDrop(zone, list);
        long freed = action.dropsPageCache() ? drop.pageCache() : 0;
        if (action.dropsSlab()) {
            freed += drop.slabs(slabs.pages(variant));
        }
        return freed;
    }
}
