/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.incident.MemoryPicture;
import java.util.OptionalLong;

/// What the kernel could still have reclaimed when a picture was taken, in pages. An estimate from above: dirty, mapped and
/// pinned pages count as if they could go.
///
/// @param file page cache on the LRU lists
/// @param slab slab that calls itself reclaimable
/// @param swappable anonymous pages for which there is room in swap
/// @param total of the machine's pages, where known
public record Reclaimable(long file, long slab, long swappable, OptionalLong total) {

    /// Below this share of the machine what is left to reclaim is little: the kernel's own reserves are of this size.
    private static final long LITTLE_PERCENT = 3;

    /// Empty counters count as nothing known: see `known`.
    public static Reclaimable of(MemoryPicture picture) {
        return of(
                picture,
                get(picture, "active_file") + get(picture, "inactive_file"),
                machine(picture));
    }

    /// The same, of the zones that a request may use, where the report says by zone what is on their LRU lists (≥ 4.8, and the
    /// per-zone lists before).
    public static Reclaimable of(RequestCase request) {
        long file = 0;
        long managed = 0;
        for (RequestCase.ZoneCase zone : request.zones()) {
            OptionalLong lru = request.picture().file(zone.zone());
            OptionalLong pages = zone.pool().managedPages();
            if (lru.isEmpty() || pages.isEmpty()) {
                return of(request.picture());
            }
            file += lru.getAsLong();
            managed += pages.getAsLong();
        }
        return of(request.picture(), file, OptionalLong.of(managed));
    }

    private static Reclaimable of(MemoryPicture picture, long file, OptionalLong total) {
        long anon = get(picture, "active_anon") + get(picture, "inactive_anon");
        Long swapFree = picture.footer().get("swap_free");
        long room = swapFree == null ? 0 : swapFree / picture.pageSize();
        return new Reclaimable(file, get(picture, "slab_reclaimable"), Math.min(anon, room), total);
    }

    private static OptionalLong machine(MemoryPicture picture) {
        Long ram = picture.footer().get("ram");
        return ram == null ? managed(picture) : OptionalLong.of(ram);
    }

    public static boolean known(MemoryPicture picture) {
        return picture.counter("active_file").isPresent()
                || picture.counter("inactive_file").isPresent();
    }

    /// What direct reclaim and kswapd give without writing: page cache and slab.
    public long pages() {
        return file + slab;
    }

    /// Whether hardly anything is left that reclaim could give at once. Anonymous memory with room in swap is not counted: it must
    /// be written first, which takes pages itself.
    public boolean little() {
        return total.isPresent()
                ? pages() * 100 < total.getAsLong() * LITTLE_PERCENT
                : pages() < 4096;
    }

    /// Whether much anonymous memory could still go to swap.
    public boolean couldSwap() {
        return total.isPresent() && swappable * 10 > total.getAsLong();
    }

    private static long get(MemoryPicture picture, String name) {
        return picture.counter(name).orElse(0);
    }

    private static OptionalLong managed(MemoryPicture picture) {
        long pages = 0;
        for (var pool : picture.pools()) {
            pages += pool.managedPages().orElse(0);
        }
        return pages == 0 ? OptionalLong.empty() : OptionalLong.of(pages);
    }
}
