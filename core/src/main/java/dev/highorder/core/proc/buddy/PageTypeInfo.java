/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// `/proc/pagetypeinfo` (mm/vmstat.c): free blocks by order and migratetype, and pageblocks by migratetype.
///
/// @param pageblockOrder of the `Page block order:` line
/// @param free rows of the first table
/// @param blocks rows of `Number of blocks type`
public record PageTypeInfo(
        Origin origin, OptionalInt pageblockOrder, List<Free> free, List<Blocks> blocks)
        implements AllocatorState {

    public PageTypeInfo {
        free = List.copyOf(free);
        blocks = List.copyOf(blocks);
    }

    /// @param capped per order: the kernel printed `>100000`, so the count is a lower bound
    public record Free(
            ZoneId zone, MigrateType type, List<Long> freeBlocks, List<Boolean> capped, Cite cite) {
        public Free {
            freeBlocks = List.copyOf(freeBlocks);
            capped = List.copyOf(capped);
        }
    }

    public record Blocks(ZoneId zone, Map<MigrateType, Long> pageblocks, Cite cite) {
        public Blocks {
            pageblocks = Map.copyOf(pageblocks);
        }
    }
}
