/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import java.util.List;
import java.util.Optional;

/// Slab caches from `/proc/slabinfo` or `slabtop`.
///
/// @param summary of slabtop's head lines, if any
public record Slabs(Origin origin, Source source, List<Cache> caches, Optional<Summary> summary)
        implements MemoryState {

    public Slabs {
        caches = List.copyOf(caches);
    }

    public enum Source {
        SLABINFO,
        SLABTOP
    }

    /// @param activeObjects objects in use; SLUB counts those in per-CPU slabs as in use
    /// @param objectSize in bytes
    /// @param sizeBytes of all its slabs
    public record Cache(
            String name,
            long activeObjects,
            long objects,
            long objectSize,
            long slabs,
            long sizeBytes,
            Cite cite) {}

    /// `Active / Total …` lines of slabtop.
    public record Summary(
            long activeSlabs, long totalSlabs, long activeBytes, long totalBytes, Cite slabsCite) {}
}
