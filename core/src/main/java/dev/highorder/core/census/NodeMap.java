/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.census;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import dev.highorder.core.pagemap.PageMap;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What stands in a node's memory, pageblock by pageblock.
///
/// @param pageblockOrder absent where nothing tells
/// @param pageSize in bytes
/// @param pages the map; absent where there are no page flags, so that only counters tell
/// @param zones in the order of nodes and zones
/// @param agreement our counts beside the kernel's
public record NodeMap(
        Optional<String> kernel,
        OptionalInt pageblockOrder,
        long pageSize,
        Optional<PageMap> pages,
        List<Zone> zones,
        List<Agreement> agreement,
        List<Missing> missing,
        List<Problem> problems) {

    public NodeMap {
        zones = List.copyOf(zones);
        agreement = List.copyOf(agreement);
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    /// One zone.
    ///
    /// @param id absent where nothing tells which frames are of which zone
    /// @param seen what the page flags show; absent without them
    /// @param byType pageblocks by migratetype, from pagetypeinfo
    /// @param freePages from buddyinfo
    public record Zone(
            Optional<ZoneId> id,
            OptionalLong startPfn,
            OptionalLong pageblocks,
            Optional<PageMap.Zone> seen,
            Map<MigrateType, Long> byType,
            OptionalLong freePages) {

        public Zone {
            byType =
                    byType.isEmpty()
                            ? Map.of()
                            : Collections.unmodifiableMap(new EnumMap<>(byType));
        }

        /// `Node 0 DMA32`.
        public String name() {
            return id.map(ZoneId::toString).orElse("all frames");
        }
    }

    /// One count, by us and by the kernel, in pages. They are read one after the other, so they differ by what changed meanwhile.
    public record Agreement(String what, long ours, long kernels) {}
}
