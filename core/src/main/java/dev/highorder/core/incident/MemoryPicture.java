/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Stamp;
import dev.highorder.core.model.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The free lists of a node at one moment, whoever printed them: the failure's own Mem-Info, or `/proc/buddyinfo` with
/// `/proc/zoneinfo`.
///
/// @param pools one a zone, in the order of nodes and zones; figures in pages
/// @param counters machine-wide, in pages, by the kernel's names (`active_file`, `slab_reclaimable` …); only what is known
/// @param fileByZone page cache on the LRU lists, in pages, by zone; only where the report prints it
/// @param footer of a Mem-Info: `ram`, `swap_free` …
/// @param cites the line that a zone's blocks were read from
/// @param pageSize in bytes
/// @param moment how its time relates to the failure's
/// @param complete whether every zone was seen
public record MemoryPicture(
        List<ZonePool> pools,
        Map<String, Long> counters,
        Map<ZoneId, Long> fileByZone,
        Map<String, Long> footer,
        Map<ZoneId, Cite> cites,
        long pageSize,
        Moment moment,
        Optional<Stamp> asOf,
        boolean complete,
        Cite cite) {

    public MemoryPicture {
        pools = List.copyOf(pools);
        counters = Map.copyOf(counters);
        fileByZone = Map.copyOf(fileByZone);
        footer = Map.copyOf(footer);
        cites = Map.copyOf(cites);
    }

    /// When the picture was taken.
    public enum Moment {
        /// With the failure, by the kernel itself.
        AT_FAILURE,
        /// Within seconds of it, by the stamps.
        NEAR,
        /// Before it or after it, by the stamps.
        APART,
        /// Nothing tells.
        UNKNOWN
    }

    /// The picture with other zones.
    public MemoryPicture withPools(List<ZonePool> other) {
        return new MemoryPicture(
                other, counters, fileByZone, footer, cites, pageSize, moment, asOf, complete, cite);
    }

    public OptionalLong counter(String name) {
        Long value = counters.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// Page cache on a zone's LRU lists, in pages.
    public OptionalLong file(ZoneId zone) {
        Long value = fileByZone.get(zone);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// How many NUMA nodes the picture shows.
    public int nodes() {
        return (int) pools.stream().mapToInt(pool -> pool.zone().node()).distinct().count();
    }

    public Cite cite(ZoneId zone) {
        return cites.getOrDefault(zone, cite);
    }
}
