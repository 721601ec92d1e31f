/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// `/proc/zoneinfo` (mm/vmstat.c, zoneinfo_show_print). All figures in pages.
public record ZoneInfo(Origin origin, List<Zone> zones, List<Node> nodes)
        implements AllocatorState {

    public ZoneInfo {
        zones = List.copyOf(zones);
        nodes = List.copyOf(nodes);
    }

    /// @param pages by the kernel's names: `free`, `boost`, `min`, `low`, `high`, `promo`, `spanned`, `present`, `managed`, `cma`,
    ///     and the zone's `nr_…` counters
    /// @param protection `protection: (…)`, the lowmem reserve by the request's highest zone
    /// @param pagesets the per-CPU lists, in the order of the file
    public record Zone(
            ZoneId zone,
            Map<String, Long> pages,
            List<Long> protection,
            OptionalLong startPfn,
            List<Pageset> pagesets,
            Cite cite) {
        public Zone {
            pages = Map.copyOf(pages);
            protection = List.copyOf(protection);
            pagesets = List.copyOf(pagesets);
        }

        public OptionalLong pages(String name) {
            Long value = pages.get(name);
            return value == null ? OptionalLong.empty() : OptionalLong.of(value);
        }
    }

    /// A CPU's own list of free pages, which buddyinfo leaves out.
    ///
    /// @param count pages on it
    /// @param high at so many, some are given to the buddy allocator
    /// @param batch how many at least
    public record Pageset(int cpu, long count, long high, long batch) {}

    /// `per-node stats` (≥ 4.8).
    public record Node(int node, Map<String, Long> pages, Cite cite) {
        public Node {
            pages = Map.copyOf(pages);
        }
    }
}
