/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Fact;
import java.util.List;
import java.util.Optional;

/// Something that the kernel log reports, put together from its lines.
public sealed interface KernelEvent extends Fact
        permits AllocationFailure,
                OomKill,
                SlabAllocationFailure,
                CacheCreateFailure,
                CmaFailure,
                VmallocFailure,
                FaultInjected,
                OversizedRequest,
                MemoryDump,
                MemoryProfile,
                KernelNotice {

    /// The stacks printed with this event, its own first; empty where there is none.
    default List<StackDump> stacks() {
        return List.of();
    }

    /// The Mem-Info block printed with this event: the allocator's state at that moment.
    default Optional<MemInfoDump> dump() {
        return Optional.empty();
    }
}
