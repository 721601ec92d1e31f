/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The `Mem-Info:` block that follows a failed allocation, an OOM kill or SysRq-m: the state of the
/// allocator at that moment. Sources: `show_free_areas`/`__show_mem`, mm/page_alloc.c (2.6.32 to 6.5),
/// mm/show_mem.c (6.6 on). What was not printed is absent.
///
/// @param pages the global block, in pages, by the kernel's names (`active_anon`, `slab_reclaimable`, `free`, `free_cma` …)
/// @param nodes node lines (kernels ≥ 4.8)
/// @param zones zone lines; with the letters of their per-order line
/// @param footer what stands below, by name: `pagecache`, `swapcache`, `ram`, `highmem`, `reserved`, `cma_reserved`,
///     `hwpoisoned` in pages; `swap_free`, `swap_total` in bytes
/// @param hugePages one a `hugepages_total=` line
/// @param pageSize in bytes, from the first column of the per-order lines, where there is one
/// @param complete whether the block was seen to its end; a cut one says nothing of the zones that are missing
public record MemInfoDump(
        Map<String, Long> pages,
        List<NodeUse> nodes,
        List<ZoneUse> zones,
        Map<String, Long> footer,
        List<HugePages> hugePages,
        OptionalLong pageSize,
        boolean complete,
        Cite cite) {

    public MemInfoDump {
        pages = Collections.unmodifiableMap(new LinkedHashMap<>(pages));
        nodes = List.copyOf(nodes);
        zones = List.copyOf(zones);
        footer = Collections.unmodifiableMap(new LinkedHashMap<>(footer));
        hugePages = List.copyOf(hugePages);
    }

    public OptionalLong page(String name) {
        Long value = pages.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// A `Node 0 active_anon:…kB` line.
    ///
    /// @param bytes by the kernel's names
    public record NodeUse(
            int node, Map<String, Long> bytes, Optional<Boolean> allUnreclaimable, Cite cite) {
        public NodeUse {
            bytes = Collections.unmodifiableMap(new LinkedHashMap<>(bytes));
        }
    }

    /// A zone: its counters line, its `lowmem_reserve[]` and its per-order line, whichever were printed.
    ///
    /// @param bytes by the kernel's names: `free`, `boost`, `min`, `low`, `high`, `reserved_highatomic`,
    ///     `free_highatomic`, `present`, `managed`, `free_pcp`, `free_cma`, `slab_reclaimable` …
    /// @param lowmemReserve in pages; entry i is withheld from requests whose highest zone is i
    /// @param blocks one an order, from order 0; empty where the per-order line is missing
    public record ZoneUse(
            ZoneId zone,
            Map<String, Long> bytes,
            List<Long> lowmemReserve,
            List<OrderBlocks> blocks,
            Optional<Boolean> allUnreclaimable,
            Cite cite,
            Optional<Cite> blocksCite) {

        public ZoneUse {
            bytes = Collections.unmodifiableMap(new LinkedHashMap<>(bytes));
            lowmemReserve = List.copyOf(lowmemReserve);
            blocks = List.copyOf(blocks);
        }

        public OptionalLong bytes(String name) {
            Long value = bytes.get(name);
            return value == null ? OptionalLong.empty() : OptionalLong.of(value);
        }
    }

    /// `34178*4kB (UEM)`: free blocks of one order and the lists they stand on; the count is a total, not one a type.
    ///
    /// @param types empty where the kernel prints no letters (el6) or the count is 0
    public record OrderBlocks(int order, long count, Set<MigrateType> types) {
        public OrderBlocks {
            types = types.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(types));
        }
    }

    /// `Node 0 hugepages_total=… hugepages_free=… hugepages_size=2048kB`.
    public record HugePages(int node, long total, long free, long sizeBytes) {}
}
