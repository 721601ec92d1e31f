/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif.model;

import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.census.count.Snapshot;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.ZoneId;
import dev.highorder.core.pagemap.PerCpuList;
import dev.highorder.core.proc.buddy.BuddyInfo;
import dev.highorder.core.proc.buddy.PageTypeInfo;
import dev.highorder.core.proc.buddy.ZoneInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the state files say of one zone that bears on a remedy.
///
/// @param blocks free blocks by order, from buddyinfo
/// @param others pageblocks that are not of movable type, from pagetypeinfo
/// @param movableBlocks pageblocks of movable type
/// @param closedFree free pages on lists of other types than movable; absent where a count was capped
/// @param pagesets the per-CPU lists
record ZoneFacts(
        ZoneId id,
        List<Long> blocks,
        OptionalLong others,
        OptionalLong movableBlocks,
        OptionalLong closedFree,
        OptionalLong minPages,
        List<ZoneInfo.Pageset> pagesets) {

    static ZoneFacts of(ZoneId id, Snapshot snapshot) {
        Optional<ZoneInfo.Zone> zone = zone(id, snapshot);
        Optional<Map<MigrateType, Long>> types = types(id, snapshot);
        return new ZoneFacts(
                id,
                blocks(id, snapshot),
                sum(types, false),
                sum(types, true),
                closedFree(id, snapshot),
                zone.map(z -> z.pages("min")).orElse(OptionalLong.empty()),
                zone.map(ZoneInfo.Zone::pagesets).orElse(List.of()));
    }

    private static Optional<ZoneInfo.Zone> zone(ZoneId id, Snapshot snapshot) {
        return snapshot.zoneInfo()
                .flatMap(info ->
                        info.zones().stream().filter(zone -> zone.zone().equals(id)).findFirst());
    }

    private static Optional<Map<MigrateType, Long>> types(ZoneId id, Snapshot snapshot) {
        return snapshot.pageTypeInfo()
                .flatMap(info ->
                        info.blocks().stream().filter(row -> row.zone().equals(id)).findFirst())
                .map(PageTypeInfo.Blocks::pageblocks);
    }

    private static List<Long> blocks(ZoneId id, Snapshot snapshot) {
        return snapshot.buddyInfo()
                .flatMap(info ->
                        info.zones().stream().filter(zone -> zone.zone().equals(id)).findFirst())
                .map(BuddyInfo.Zone::freeBlocks)
                .orElse(List.of());
    }

    private static OptionalLong sum(Optional<Map<MigrateType, Long>> types, boolean movable) {
        if (types.isEmpty()) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (Map.Entry<MigrateType, Long> type : types.get().entrySet()) {
            sum += takesPages(type.getKey()) == movable ? type.getValue() : 0;
        }
        return OptionalLong.of(sum);
    }

    /// `is_migrate_movable` (include/linux/mmzone.h).
    private static boolean takesPages(MigrateType type) {
        return type == MigrateType.MOVABLE || type == MigrateType.CMA;
    }

    private static OptionalLong closedFree(ZoneId id, Snapshot snapshot) {
        if (snapshot.pageTypeInfo().isEmpty()) {
            return OptionalLong.empty();
        }
        long pages = 0;
        for (PageTypeInfo.Free row : snapshot.pageTypeInfo().get().free()) {
            if (row.zone().equals(id) && !takesPages(row.type())) {
                if (row.capped().contains(true)) {
                    return OptionalLong.empty();
                }
                pages += new FreeLists(row.freeBlocks()).freePages();
            }
        }
        return OptionalLong.of(pages);
    }

    /// What stays on per-CPU lists. Where in its cycle a list ends is anybody's guess, so all places are equally likely: the
    /// expected one is the middle, and the bounds leave out a twentieth at either end. Which processor runs the remedy is not
    /// known either; it may change, so that at worst all lists are filled.
    PerCpuList list(Variant variant) {
        if (pagesets.isEmpty()) {
            return new PerCpuList(0);
        }
        ZoneInfo.Pageset own = pagesets.getFirst();
        return new PerCpuList(
                switch (variant) {
                    case LOW -> {
                        long most = 0;
                        for (ZoneInfo.Pageset set : pagesets) {
                            most += between(set, 0.95);
                        }
                        yield most;
                    }
                    case EXPECTED -> between(own, 0.5);
                    case HIGH -> between(own, 0.05);
                });
    }

    private static long between(ZoneInfo.Pageset set, double share) {
        return set.batch() + (long) (Math.max(0, set.high() - set.batch()) * share);
    }

    /// Pages that are on the lists now and come back as others are freed.
    long listed(Variant variant) {
        if (pagesets.isEmpty() || variant == Variant.LOW) {
            return 0;
        }
        if (variant == Variant.EXPECTED) {
            return pagesets.getFirst().count();
        }
        long sum = 0;
        for (ZoneInfo.Pageset set : pagesets) {
            sum += set.count();
        }
        return sum;
    }

    int orders() {
        return blocks.isEmpty() ? 11 : blocks.size();
    }
}
