/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import java.util.List;

/// `Memory allocations:` of CONFIG_MEM_ALLOC_PROFILING (≥ 6.10), or a copy of /proc/allocinfo.
public record MemoryProfile(Origin origin, List<Site> sites) implements KernelEvent {

    public MemoryProfile {
        sites = List.copyOf(sites);
    }

    /// @param place `file:line`
    public record Site(
            long bytes, long calls, String place, String module, String function, Cite cite) {}
}
