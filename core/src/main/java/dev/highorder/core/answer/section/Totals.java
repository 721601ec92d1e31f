/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.section;

import dev.highorder.core.diagnose.page.Consumers;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.proc.memory.Free;
import dev.highorder.core.proc.memory.MemInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Memory by who holds it, in bytes, from the failure's own report where it has one, else from /proc/meminfo or `free`.
final class Totals {

    private static final Map<String, String> MEMINFO =
            Map.ofEntries(
                    Map.entry("MemTotal", "total"),
                    Map.entry("MemFree", "free"),
                    Map.entry("MemAvailable", "available"),
                    Map.entry("AnonPages", "anon"),
                    Map.entry("Shmem", "shmem"),
                    Map.entry("SReclaimable", "slabReclaimable"),
                    Map.entry("SUnreclaim", "slabUnreclaimable"),
                    Map.entry("PageTables", "pageTables"),
                    Map.entry("KernelStack", "kernelStack"),
                    Map.entry("Percpu", "percpu"),
                    Map.entry("Hugetlb", "hugetlb"),
                    Map.entry("SwapTotal", "swapTotal"),
                    Map.entry("SwapFree", "swapFree"));

    private static final Map<String, List<String>> REPORT =
            Map.of(
                    "free", List.of("free"),
                    "anon", List.of("active_anon", "inactive_anon"),
                    "fileCache", List.of("active_file", "inactive_file"),
                    "shmem", List.of("shmem"),
                    "slabReclaimable", List.of("slab_reclaimable"),
                    "slabUnreclaimable", List.of("slab_unreclaimable"),
                    "pageTables", List.of("pagetables"),
                    "unevictable", List.of("unevictable"));

    private Totals() {}

    static Map<String, Long> of(NodeEvidence node, Optional<MemoryPicture> picture) {
        Map<String, Long> totals = new TreeMap<>();
        if (picture.isPresent() && picture.get().counter("free").isPresent()) {
            ofReport(picture.get(), totals);
            return totals;
        }
        for (Free free : node.all(Free.class)) {
            totals.putIfAbsent("total", free.total());
            totals.putIfAbsent("free", free.free());
            put(totals, "available", free.available());
            put(totals, "shmem", free.shared());
            put(totals, "swapTotal", free.swapTotal());
            put(totals, "swapFree", free.swapFree());
        }
        for (MemInfo info : node.all(MemInfo.class)) {
            if (info.node().isEmpty()) {
                MEMINFO.forEach((name, key) -> put(totals, key, info.bytes(name)));
            }
        }
        return totals;
    }

    private static void ofReport(MemoryPicture picture, Map<String, Long> totals) {
        REPORT.forEach((key, counters) -> {
            long pages = 0;
            boolean known = false;
            for (String counter : counters) {
                OptionalLong value = picture.counter(counter);
                known |= value.isPresent();
                pages += value.orElse(0);
            }
            if (known) {
                totals.put(key, pages * picture.pageSize());
            }
        });
        Long ram = picture.footer().get("ram");
        if (ram != null) {
            totals.put("total", ram * picture.pageSize());
        }
        Long swap = picture.footer().get("swap_total");
        if (swap != null) {
            totals.put("swapTotal", swap);
        }
        Consumers.unaccounted(picture)
                .ifPresent(pages -> totals.put("unaccounted", pages * picture.pageSize()));
    }

    private static void put(Map<String, Long> totals, String key, OptionalLong value) {
        value.ifPresent(bytes -> totals.putIfAbsent(key, bytes));
    }
}
