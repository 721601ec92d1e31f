/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.incident.MemoryPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What the kernel could still have reclaimed when a picture was taken, in pages. An estimate from above: dirty, mapped and
/// pinned pages count as if they could go.
///
/// @param file page cache on the LRU lists
/// @param slab slab that calls itself reclaimable
/// @param swappable anonymous pages for which there is room in swap
/// @param total of the machine's pages, where known
/// @param least below this many pages reclaim could not keep the zones at their watermarks for long
public record Reclaimable(long file, long slab, long swappable, OptionalLong total, long least) {

    /// Some page cache always stays: the pages of running programs. Up to this share of the machine it counts as nothing …
    private static final long LITTLE_PERCENT = 3;

    /// … and on a large machine up to this many bytes, or twice the high watermarks where these are more.
    private static final long LITTLE_BYTES = 128L << 20;

    /// Where not even the size of the machine is known.
    private static final long LITTLE_ANYWHERE = 16L << 20;

    /// Empty counters count as nothing known: see `known`.
    public static Reclaimable of(MemoryPicture picture) {
        return of(picture, file(picture), machine(picture), picture.pools());
    }

    /// The same, of the zones that a request may use, where the report says by zone what is on their LRU lists (≥ 4.8, and the
    /// per-zone lists before).
    public static Reclaimable of(RequestCase request) {
        long file = 0;
        long managed = 0;
        List<ZonePool> pools = new ArrayList<>();
        for (RequestCase.ZoneCase zone : request.zones()) {
            OptionalLong lru = request.picture().file(zone.zone());
            OptionalLong pages = zone.pool().managedPages();
            if (lru.isEmpty() || pages.isEmpty()) {
                return of(request.picture());
            }
            file += lru.getAsLong();
            managed += pages.getAsLong();
            pools.add(zone.pool());
        }
        return of(request.picture(), file, OptionalLong.of(managed), pools);
    }

    private static Reclaimable of(
            MemoryPicture picture, long file, OptionalLong total, List<ZonePool> pools) {
        long anon = get(picture, "active_anon") + get(picture, "inactive_anon");
        Long swapFree = picture.footer().get("swap_free");
        long room = swapFree == null ? 0 : swapFree / picture.pageSize();
        return new Reclaimable(
                file,
                get(picture, "slab_reclaimable"),
                Math.min(anon, room),
                total,
                least(picture.pageSize(), total, pools));
    }

    private static long least(long pageSize, OptionalLong total, List<ZonePool> pools) {
        if (total.isEmpty()) {
            return LITTLE_ANYWHERE / pageSize;
        }
        long marks = 0;
        for (ZonePool pool : pools) {
            marks += pool.highPages().orElse(0);
        }
        return Math.max(
                2 * marks,
                Math.min(total.getAsLong() / 100 * LITTLE_PERCENT, LITTLE_BYTES / pageSize));
    }

    /// The machine's page cache; of its zones, where the block of totals was cut off.
    private static long file(MemoryPicture picture) {
        if (totals(picture)) {
            return get(picture, "active_file") + get(picture, "inactive_file");
        }
        long pages = 0;
        for (long zone : picture.fileByZone().values()) {
            pages += zone;
        }
        return pages;
    }

    private static boolean totals(MemoryPicture picture) {
        return picture.counter("active_file").isPresent()
                || picture.counter("inactive_file").isPresent();
    }

    private static OptionalLong machine(MemoryPicture picture) {
        Long ram = picture.footer().get("ram");
        return ram == null ? managed(picture) : OptionalLong.of(ram);
    }

    public static boolean known(MemoryPicture picture) {
        return totals(picture) || !picture.fileByZone().isEmpty();
    }

    /// What direct reclaim and kswapd give without writing: page cache and slab.
    public long pages() {
        return file + slab;
    }

    /// Whether hardly anything is left that reclaim could give at once. Anonymous memory with room in swap is not counted: it must
    /// be written first, which takes pages itself.
    public boolean little() {
        return pages() < least;
    }

    /// Whether much anonymous memory could still go to swap.
    public boolean couldSwap() {
        return total.isPresent() && swappable > total.getAsLong() / 10;
    }

    private static long get(MemoryPicture picture, String name) {
        return picture.counter(name).orElse(0);
    }

    private static OptionalLong managed(MemoryPicture picture) {
        long pages = 0;
        for (ZonePool pool : picture.pools()) {
            pages += pool.managedPages().orElse(0);
        }
        return pages == 0 ? OptionalLong.empty() : OptionalLong.of(pages);
    }
}
