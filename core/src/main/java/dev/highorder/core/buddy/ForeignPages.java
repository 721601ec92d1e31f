/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import dev.highorder.core.buddy.WatermarkCheck.Shortfall;
import dev.highorder.core.model.MigrateType;
import java.util.Set;

/// Counts the free pages of a zone that a request may not use: CMA and the HIGHATOMIC reserve.
final class ForeignPages {

    /// No count of pages is larger; keeps sums of garbage in range.
    static final long MOST = Long.MAX_VALUE / 1024;

    private final ZonePool pool;
    private final Request request;
    private final AllocatorGeneration generation;
    private final Shortfall unknown;

    ForeignPages(
            ZonePool pool, Request request, AllocatorGeneration generation, Shortfall unknown) {
        this.pool = pool;
        this.request = request;
        this.generation = generation;
        this.unknown = unknown;
    }

    /// Subtracted unless the request is movable.
    Bounds cma() {
        if (request.mayUse(MigrateType.CMA)) {
            return Bounds.of(0);
        }
        if (pool.freeCma().isPresent()) {
            return Bounds.of(Math.min(pool.freeCma().getAsLong(), MOST));
        }
        return lettered(MigrateType.CMA) ? onLists(MigrateType.CMA) : unknown.nil(Doubt.CMA);
    }

    /// What the order-0 check subtracts for HIGHATOMIC: nothing up to 4.3, the whole reserve up to 6.11, its free pages
    /// from 6.12 on; nothing from an atomic request. From 6.3 on neither from one that says HIGH or does not sleep, so for
    /// those the middle generation gives bounds.
    Bounds highatomic() {
        if (generation == AllocatorGeneration.HALVING_LOOP || request.harder()) {
            return Bounds.of(0);
        }
        boolean reserves = request.high() || (!request.directReclaim() && !request.noMemalloc());
        if (generation == AllocatorGeneration.USABLE_BLOCK_FREE_HIGHATOMIC) {
            return reserves ? Bounds.of(0) : freeHighatomic();
        }
        Bounds reserve = reservedHighatomic();
        return reserves ? new Bounds(0, reserve.high()) : reserve;
    }

    /// An upper bound of the free HIGHATOMIC pages that are closed to the request.
    long closedHighatomic() {
        if (generation == AllocatorGeneration.HALVING_LOOP
                || request.mayUse(MigrateType.HIGHATOMIC)) {
            return 0;
        }
        return pool.freeHighatomic().isPresent()
                ? pool.freeHighatomic().getAsLong()
                : pool.reservedHighatomic().orElse(0);
    }

    private Bounds freeHighatomic() {
        if (pool.freeHighatomic().isPresent()) {
            return Bounds.of(Math.min(pool.freeHighatomic().getAsLong(), MOST));
        }
        if (lettered(MigrateType.HIGHATOMIC)) {
            Bounds lists = onLists(MigrateType.HIGHATOMIC);
            long most = Math.min(lists.high(), pool.reservedHighatomic().orElse(MOST));
            return new Bounds(Math.min(lists.low(), most), most);
        }
        if (lettersKnown() || pool.reservedHighatomic().isEmpty()) {
            return lettersKnown() ? Bounds.of(0) : unknown.nil(Doubt.HIGHATOMIC);
        }
        return new Bounds(0, Math.min(pool.reservedHighatomic().getAsLong(), MOST));
    }

    private Bounds reservedHighatomic() {
        if (pool.reservedHighatomic().isPresent()) {
            return Bounds.of(Math.min(pool.reservedHighatomic().getAsLong(), MOST));
        }
        if (!lettered(MigrateType.HIGHATOMIC)) {
            return unknown.nil(Doubt.HIGHATOMIC);
        }
        Bounds lists = onLists(MigrateType.HIGHATOMIC);
        if (pool.managedPages().isEmpty()) {
            return lists;
        }
        // reserve_highatomic_pageblock: up to 1 % of the zone, and the pageblocks that overshoot
        // it.
        long most = pool.managedPages().getAsLong() / 100 + 2 * 512;
        return new Bounds(lists.low(), Math.max(lists.low(), most));
    }

    private boolean lettersKnown() {
        for (int order = 0; order < pool.blocks().size(); order++) {
            if (!pool.types(order).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean lettered(MigrateType type) {
        for (int order = 0; order < pool.blocks().size(); order++) {
            if (pool.types(order).contains(type)) {
                return true;
            }
        }
        return false;
    }

    /// Free pages on the lists of a type: at least one block where its letter stands with others, all where it stands alone.
    private Bounds onLists(MigrateType type) {
        long low = 0;
        long high = 0;
        for (int order = 0; order < pool.blocks().size(); order++) {
            Set<MigrateType> types = pool.types(order);
            if (types.contains(type)) {
                long pages = Math.min(pool.lists().pages(order), MOST);
                low += types.size() == 1 ? pages : Math.min(pages, 1L << order);
                high += pages;
            }
        }
        return new Bounds(Math.min(low, high), high);
    }
}
