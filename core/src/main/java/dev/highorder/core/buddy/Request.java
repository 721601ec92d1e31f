/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.model.MigrateType;

/// A request for 2^order contiguous pages, as the watermark check sees it (`gfp_to_alloc_flags`, mm/page_alloc.c).
///
/// @param directReclaim may sleep
/// @param high the min watermark is halved (`ALLOC_HIGH`, from 6.3 `ALLOC_MIN_RESERVE`)
/// @param harder a further quarter is taken off, and the HIGHATOMIC lists are open (`ALLOC_HARDER`, from 6.3
///     `ALLOC_NON_BLOCK` with HIGH). A real-time task has this too, which no log shows
/// @param memalloc the watermarks do not apply (`ALLOC_NO_WATERMARKS`)
/// @param noMemalloc may never use the reserves that `harder` and `memalloc` open
/// @param type the lists it is served from first
/// @param highestZoneRank `ZoneId.rank` of the highest zone it may use
public record Request(
        int order,
        boolean directReclaim,
        boolean high,
        boolean harder,
        boolean memalloc,
        boolean noMemalloc,
        MigrateType type,
        int highestZoneRank) {

    public Request {
        if (order < 0 || order > 62) {
            throw new IllegalArgumentException("no such order: " + order);
        }
    }

    public static Request of(int order, GfpFlags flags) {
        return new Request(
                order,
                flags.directReclaim(),
                flags.high(),
                flags.atomicReserve(),
                flags.memAlloc(),
                flags.noMemAlloc(),
                flags.migrateType(),
                flags.highestZoneRank());
    }

    /// An ordinary sleeping request of the kernel (GFP_KERNEL), for the question whether a state would serve an order.
    public static Request kernel(int order) {
        return new Request(order, true, false, false, false, false, MigrateType.UNMOVABLE, 2);
    }

    /// Whether the request may take a block from that list: CMA is for movable requests, HIGHATOMIC for those that are
    /// atomic or beyond the watermarks, ISOLATE for none; one of the three common types can always be stolen from another.
    public boolean mayUse(MigrateType list) {
        return switch (list) {
            case UNMOVABLE, RECLAIMABLE, MOVABLE, RESERVE -> true;
            case CMA -> type == MigrateType.MOVABLE;
            case HIGHATOMIC -> harder && !noMemalloc;
            case ISOLATE -> false;
        };
    }

    /// 2^order.
    public long pages() {
        return 1L << order;
    }
}
