/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import dev.highorder.core.model.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds which entry of a `lowmem_reserve[]` line counts for a request. The array has one entry for each zone type the
/// kernel is configured with, in the order of `enum zone_type` (include/linux/mmzone.h): Normal and Movable always, DMA,
/// DMA32 or HighMem, Device by configuration. So the entry of a zone depends on types that no line prints: on x86_64 and
/// arm64 Normal is entry 2 (DMA, DMA32, Normal, Movable[, Device]), on i386 and ppc32 entry 1 (DMA, Normal, HighMem,
/// Movable), on a small 32-bit board entry 0.
///
/// All configurations are tried that have the array's length and the zones that were seen. One is dropped when the array
/// itself speaks against it: an entry that is larger than the one before says that the zone of that entry has pages on this
/// node, and then the kernel would have shown it. What is left gives an exact value or bounds.
public final class ClassZone {

    private static final List<String> TYPES =
            List.of("DMA", "DMA32", "Normal", "HighMem", "Movable", "Device");
    private static final int ALWAYS = (1 << 2) | (1 << 4);

    private final Set<String> seen;
    private final int shownRank;

    /// @param zonesSeen names of all zones with pages that the evidence shows on the zone's node
    /// @param shownRank the highest rank that the evidence would have shown: kernels from 6.1 on print only the zones a
    ///     request may use; 5 where all were printed
    public ClassZone(Set<String> zonesSeen, int shownRank) {
        this.seen = new TreeSet<>(zonesSeen);
        this.shownRank = shownRank;
    }

    /// The pages that the array withholds from a request.
    ///
    /// @param reserve the array; empty gives no bounds
    /// @param zone the zone the array belongs to
    /// @param rank `ZoneId.rank` of the request's highest zone
    public Optional<Bounds> withheld(
            List<Long> reserve, ZoneId zone, int rank, AllocatorGeneration generation) {
        if (reserve.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> configurations = configurations(reserve, zone, true);
        if (configurations.isEmpty()) {
            configurations = configurations(reserve, zone, false);
        }
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (List<String> types : configurations) {
            for (int index : indexes(types, rank, generation)) {
                low = Math.min(low, Math.min(reserve.get(index), ForeignPages.MOST));
                high = Math.max(high, Math.min(reserve.get(index), ForeignPages.MOST));
            }
        }
        if (configurations.isEmpty()) {
            for (long entry : reserve) {
                low = Math.min(low, Math.min(entry, ForeignPages.MOST));
                high = Math.max(high, Math.min(entry, ForeignPages.MOST));
            }
        }
        return Optional.of(new Bounds(low, high));
    }

    private List<List<String>> configurations(
            List<Long> reserve, ZoneId zone, boolean listenToArray) {
        List<List<String>> found = new ArrayList<>();
        for (int bits = 0; bits < (1 << TYPES.size()); bits++) {
            if ((bits & ALWAYS) != ALWAYS || Integer.bitCount(bits) != reserve.size()) {
                continue;
            }
            List<String> types = types(bits);
            boolean wide = types.contains("DMA32") || types.contains("Device");
            if ((wide && types.contains("HighMem"))
                    || !types.containsAll(seen)
                    || !types.contains(zone.zone())) {
                continue;
            }
            if (!listenToArray || agrees(types, reserve, zone)) {
                found.add(types);
            }
        }
        return found;
    }

    private boolean agrees(List<String> types, List<Long> reserve, ZoneId zone) {
        int own = types.indexOf(zone.zone());
        for (int i = own + 1; i < types.size(); i++) {
            boolean hasPages = reserve.get(i) > reserve.get(i - 1);
            String type = types.get(i);
            int rank = TYPES.indexOf(type);
            if (hasPages && rank <= shownRank && !seen.contains(type)) {
                return false;
            }
        }
        return true;
    }

    /// The entries that may count: up to 4.3 that of the preferred zone, the highest with pages; later that of the highest
    /// zone the mask names (`gfp_zone`), pages or not. Between 4.4 and 6.11 it changed (5.8), so both may count.
    private Set<Integer> indexes(List<String> types, int rank, AllocatorGeneration generation) {
        Set<Integer> indexes = new TreeSet<>();
        int named = types.indexOf(named(types, rank));
        int preferred = named;
        while (preferred > 0 && !seen.contains(types.get(preferred))) {
            preferred--;
        }
        switch (generation) {
            case HALVING_LOOP -> indexes.add(preferred);
            case USABLE_BLOCK -> {
                indexes.add(preferred);
                indexes.add(named);
            }
            case USABLE_BLOCK_FREE_HIGHATOMIC -> indexes.add(named);
        }
        return indexes;
    }

    /// `GFP_ZONE_TABLE`: a zone type that is not configured stands for Normal.
    private static String named(List<String> types, int rank) {
        String wanted = TYPES.get(Math.clamp(rank, 0, 4));
        return types.contains(wanted) ? wanted : "Normal";
    }

    private static List<String> types(int bits) {
        List<String> types = new ArrayList<>(TYPES.size());
        for (int i = 0; i < TYPES.size(); i++) {
            if (((bits >> i) & 1) != 0) {
                types.add(TYPES.get(i));
            }
        }
        return types;
    }
}
