/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// What `compact_memory` does to a zone (mm/compaction.c, compact_zone with order -1 and MIGRATE_SYNC, 4.x to 6.12).
///
/// One scanner goes up from the first frame and takes every page that can be moved, whatever the type of its pageblock; another
/// comes down from the last and takes free pages out of pageblocks of movable type that are not free as a whole
/// (suitable_migration_target). They stop where they meet. The pages that were left go to the processor's own list first. Skip
/// hints do not count (ignore_skip_hint), and nothing is reclaimed.
public final class Compaction {

    private final ZoneFrames zone;
    private final BlockTypes types;
    private final PerCpuList list;
    private final long minFree;
    private long migrated;
    private long free;
    private int target;
    private int word;

    /// @param types which pageblocks take pages
    /// @param list of the processor that compacts
    /// @param minFree with fewer free pages no page is taken as a target (__isolate_free_page: the min watermark)
    public Compaction(ZoneFrames zone, BlockTypes types, PerCpuList list, long minFree) {
        this.zone = zone;
        this.types = types;
        this.list = list;
        this.minFree = minFree;
    }

    /// Compacts the zone.
    ///
    /// @return the pages that were moved
    public long run() {
        free = zone.freePages();
        target = zone.blocks;
        word = 0;
        for (int source = 0; source < zone.blocks; source++) {
            int at = source * zone.blockWords;
            for (int i = at; i < at + zone.blockWords; i++) {
                while (zone.movable[i] != 0) {
                    if (!move(source, (i << 6) + Long.numberOfTrailingZeros(zone.movable[i]))) {
                        return migrated;
                    }
                }
            }
        }
        return migrated;
    }

    private boolean move(int source, int frame) {
        if (free <= minFree + 1 || !findTarget(source)) {
            return false;
        }
        long bit = Long.lowestOneBit(zone.free[word]);
        zone.free[word] &= ~bit;
        zone.movable[word] |= bit;
        free--;
        boolean wasClean = (zone.clean[frame >> 6] & 1L << frame) != 0;
        zone.detach(frame);
        if (wasClean) {
            zone.clean[word] |= bit;
        }
        long before = list.size();
        list.free(zone, frame);
        free += before + 1 - list.size();
        migrated++;
        return true;
    }

    /// Goes down to the next free page above the source's block.
    private boolean findTarget(int source) {
        while (true) {
            if (target < zone.blocks) {
                int end = (target + 1) * zone.blockWords;
                while (word < end && zone.free[word] == 0) {
                    word++;
                }
                if (word < end) {
                    return target > source;
                }
            }
            do {
                target--;
            } while (target > source && !suitable(target));
            if (target <= source) {
                return false;
            }
            word = target * zone.blockWords;
        }
    }

    private boolean suitable(int block) {
        return types.takesPages(block) && zone.count(zone.free, block) < zone.blockWords * 64;
    }
}
