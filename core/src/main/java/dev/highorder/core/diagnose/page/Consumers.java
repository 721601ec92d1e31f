/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.incident.MemoryPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// Who holds the memory in a picture.
public final class Consumers {

    private static final int NAMED = 3;

    private Consumers() {}

    /// A consumer and its pages.
    public record Consumer(String name, long pages) {}

    /// The consumers that the picture has counters for, largest first; what no counter holds is `unaccounted` where the size of
    /// the machine is known.
    public static List<Consumer> of(MemoryPicture picture) {
        List<Consumer> found = new ArrayList<>();
        long shared = picture.counter("shmem").orElse(0);
        long swapBacked =
                picture.counter("active_anon").orElse(0)
                        + picture.counter("inactive_anon").orElse(0);
        // shared memory stands on the anonymous lists too (mm/shmem.c), unless it is locked
        add(found, "anonymous memory", Math.max(0, swapBacked - shared));
        add(found, picture, "page cache", "active_file", "inactive_file");
        add(found, picture, "shared memory and tmpfs", "shmem");
        add(found, picture, "unreclaimable slab", "slab_unreclaimable");
        add(found, picture, "reclaimable slab", "slab_reclaimable");
        add(found, picture, "page tables", "pagetables");
        add(found, picture, "unevictable pages", "unevictable");
        add(found, "huge pages that are set aside", hugePages(picture));
        add(found, picture, "kernel stacks", "kernel_stack");
        add(found, "pages in no counter", unaccounted(picture).orElse(0));
        found.sort(Comparator.comparingLong(Consumer::pages).reversed());
        return found;
    }

    /// Pages of the machine that no counter of the report holds: neither free nor on an LRU list, slab, page table, huge page or
    /// kernel stack. Per-CPU memory, vmalloc and driver pages are among them.
    public static OptionalLong unaccounted(MemoryPicture picture) {
        long managed = 0;
        for (var pool : picture.pools()) {
            if (pool.managedPages().isEmpty()) {
                return OptionalLong.empty();
            }
            managed += pool.managedPages().getAsLong();
        }
        if (managed == 0
                || picture.counter("free").isEmpty()
                || picture.counter("slab_unreclaimable").isEmpty()) {
            return OptionalLong.empty();
        }
        long held = 0;
        for (String name :
                List.of(
                        "free",
                        "free_pcp",
                        "active_anon",
                        "inactive_anon",
                        "active_file",
                        "inactive_file",
                        "unevictable",
                        "isolated_anon",
                        "isolated_file",
                        "slab_reclaimable",
                        "slab_unreclaimable",
                        "pagetables",
                        "sec_pagetables",
                        "bounce",
                        "kernel_misc_reclaimable",
                        "kernel_stack")) {
            held += picture.counter(name).orElse(0);
        }
        held += hugePages(picture);
        return held > managed ? OptionalLong.empty() : OptionalLong.of(managed - held);
    }

    /// ` The largest holders: anonymous memory 5.9 GiB, ….`; empty where the picture has no counters.
    static String sentence(MemoryPicture picture) {
        List<Consumer> consumers = of(picture);
        if (consumers.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(" The largest holders: ");
        for (int i = 0; i < Math.min(NAMED, consumers.size()); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(consumers.get(i).name())
                    .append(' ')
                    .append(Amount.pages(consumers.get(i).pages(), picture.pageSize()));
        }
        return text.append('.').toString();
    }

    private static long hugePages(MemoryPicture picture) {
        return picture.footer().getOrDefault("hugepages", 0L);
    }

    private static void add(
            List<Consumer> found, MemoryPicture picture, String name, String... counters) {
        long pages = 0;
        for (String counter : counters) {
            pages += picture.counter(counter).orElse(0);
        }
        add(found, name, pages);
    }

    private static void add(List<Consumer> found, String name, long pages) {
        if (pages > 0) {
            found.add(new Consumer(name, pages));
        }
    }
}
