/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// What is known of one zone at one moment, all in pages.
///
/// @param freePages the zone's counter; may differ a little from the sum of the blocks
/// @param minPages the min watermark as printed, a boost included
/// @param lowmemReserve entry i is withheld from requests whose highest zone is the i-th that the kernel has; empty where not known
/// @param reservedHighatomic size of the HIGHATOMIC reserve (4.4+), printed from 5.8 on
/// @param freeHighatomic its free pages, printed by the newest kernels
/// @param boost part of `minPages` that was added for a while after a fragmentation event (5.0+)
/// @param blocks free blocks by order; empty where not known
/// @param types by order, the lists that its blocks stand on; an empty set, or no entry, where not known
public record ZonePool(
        ZoneId zone,
        OptionalLong freePages,
        OptionalLong minPages,
        OptionalLong lowPages,
        OptionalLong highPages,
        List<Long> lowmemReserve,
        OptionalLong managedPages,
        OptionalLong reservedHighatomic,
        OptionalLong freeHighatomic,
        OptionalLong freeCma,
        OptionalLong boost,
        List<Long> blocks,
        List<Set<MigrateType>> types) {

    public ZonePool {
        lowmemReserve = List.copyOf(lowmemReserve);
        blocks = List.copyOf(blocks);
        types = types.stream().map(Set::copyOf).toList();
    }

    /// A zone of which only the free lists are known, as /proc/buddyinfo prints them.
    public static ZonePool of(ZoneId zone, List<Long> blocks) {
        OptionalLong unknown = OptionalLong.empty();
        return new ZonePool(
                zone, unknown, unknown, unknown, unknown, List.of(), unknown, unknown, unknown,
                unknown, unknown, blocks, List.of());
    }

    /// The zone with another min watermark.
    public ZonePool withMin(long min) {
        return new ZonePool(
                zone,
                freePages,
                OptionalLong.of(min),
                lowPages,
                highPages,
                lowmemReserve,
                managedPages,
                reservedHighatomic,
                freeHighatomic,
                freeCma,
                boost,
                blocks,
                types);
    }

    /// The zone with other free blocks by order, and as many free pages as they hold.
    public ZonePool withBlocks(List<Long> other) {
        return new ZonePool(
                zone,
                OptionalLong.of(new FreeLists(other).freePages()),
                minPages,
                lowPages,
                highPages,
                lowmemReserve,
                managedPages,
                reservedHighatomic,
                freeHighatomic,
                freeCma,
                boost,
                other,
                types);
    }

    public FreeLists lists() {
        return new FreeLists(blocks);
    }

    /// The lists that the blocks of an order stand on; empty where not known.
    public Set<MigrateType> types(int order) {
        return order < types.size() ? types.get(order) : Set.of();
    }

    /// Free pages by the counter, else by the sum of the blocks.
    public OptionalLong free() {
        if (freePages.isPresent()) {
            return freePages;
        }
        return blocks.isEmpty() ? freePages : OptionalLong.of(lists().freePages());
    }
}
