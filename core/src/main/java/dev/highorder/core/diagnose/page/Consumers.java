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
        add(found, picture, "anonymous memory", "active_anon", "inactive_anon");
        add(found, picture, "page cache", "active_file", "inactive_file");
        add(found, picture, "shared memory and tmpfs", "shmem");
        add(found, picture, "unreclaimable slab", "slab_unreclaimable");
        add(found, picture, "reclaimable slab", "slab_reclaimable");
        add(found, picture, "page tables", "pagetables");
        add(found, picture, "unevictable pages", "unevictable");
        unaccounted(picture)
                .ifPresent(pages -> found.add(new Consumer("pages in no counter", pages)));
        found.sort(Comparator.comparingLong(Consumer::pages).reversed());
        return found;
    }

    /// Pages of the machine that no counter of the report holds: neither free nor on an LRU list, slab or page table. Kernel
    /// stacks, per-CPU memory, vmalloc and driver pages are among them.
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
                        "kernel_misc_reclaimable")) {
            held += picture.counter(name).orElse(0);
        }
        held += picture.footer().getOrDefault("hugepages", 0L);
        return held > managed ? OptionalLong.empty() : OptionalLong.of(managed - held);
    }

    /// `The largest holders: anonymous memory 5.9 GiB, …`.
    static String sentence(MemoryPicture picture) {
        List<Consumer> consumers = of(picture);
        StringBuilder text = new StringBuilder("The largest holders: ");
        for (int i = 0; i < Math.min(NAMED, consumers.size()); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(consumers.get(i).name())
                    .append(' ')
                    .append(Amount.pages(consumers.get(i).pages(), picture.pageSize()));
        }
        return text.append('.').toString();
    }

    private static void add(
            List<Consumer> found, MemoryPicture picture, String name, String... counters) {
        long pages = 0;
        for (String counter : counters) {
            pages += picture.counter(counter).orElse(0);
        }
        if (pages > 0) {
            found.add(new Consumer(name, pages));
        }
    }
}
