/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An array of pointers with one slot for each id of a kernel-accounted memory cgroup, of which every new slab cache (or
/// LRU) needs one. It grows when an id does not fit: to `2 · (id + 1)` slots, at least 4, at most 65,535
/// (`memcg_caches_array_size`), so it has only the sizes 4, 10, 22, 46 … and the order of the request tells which. Ids are
/// the lowest free ones, so the size tells how many such cgroups existed at once; it never shrinks before a reboot. From
/// 4.14 on the array comes from kvzalloc and asks for no order. 64-bit kernels.
public enum MemcgArray {
    /// `struct memcg_cache_params` of 3.8 to 3.18 and RHEL 7, 80 bytes before the slots; for each root cache.
    CACHE_PARAMS(80),
    /// `struct memcg_cache_array` of 4.0 to 4.13, 16 bytes before the slots; for each root cache.
    CACHE_ARRAY(16),
    /// `struct list_lru_memcg` of 4.0 to 4.13, counted without a header; for each LRU and node.
    LIST_LRU(0);

    /// MEMCG_CACHES_MAX_SIZE.
    public static final long MOST_SLOTS = 65_535;

    private static final long LEAST_SLOTS = 4;
    private static final long SLOT_BYTES = 8;

    private final long headerBytes;

    MemcgArray(long headerBytes) {
        this.headerBytes = headerBytes;
    }

    /// All sizes the array can have, in slots.
    public static List<Long> growth() {
        List<Long> sizes = new ArrayList<>();
        long slots = LEAST_SLOTS;
        while (slots < MOST_SLOTS) {
            sizes.add(slots);
            slots = Math.min(2 * (slots + 1), MOST_SLOTS);
        }
        sizes.add(MOST_SLOTS);
        return List.copyOf(sizes);
    }

    public long bytes(long slots) {
        return headerBytes + slots * SLOT_BYTES;
    }

    /// The sizes, in slots, that ask the page allocator for that order: one, rarely two, none where no size does. Up to two
    /// pages come from a slab and ask for no order.
    public List<Long> slots(int order, long pageSize) {
        List<Long> fitting = new ArrayList<>(2);
        for (long slots : growth()) {
            long bytes = bytes(slots);
            if (bytes > 2 * pageSize && PageOrder.of(bytes, pageSize) == order) {
                fitting.add(slots);
            }
        }
        return List.copyOf(fitting);
    }

    /// How many cgroups with kernel accounting, live or not, existed at once when the array asked for that order.
    public Optional<Bounds> memcgs(int order, long pageSize) {
        List<Long> fitting = slots(order, pageSize);
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        long before = 0;
        for (long slots : growth()) {
            if (slots < fitting.getFirst()) {
                before = slots;
            }
        }
        return Optional.of(new Bounds(before + 1, fitting.getLast()));
    }

    /// The order that the array asks for when it must hold that many cgroups; empty where a slab serves it, or where there
    /// can be no so many.
    public Optional<Integer> order(long memcgs, long pageSize) {
        for (long slots : growth()) {
            if (slots >= memcgs) {
                long bytes = bytes(slots);
                return bytes > 2 * pageSize
                        ? Optional.of(PageOrder.of(bytes, pageSize))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
