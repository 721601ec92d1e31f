/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Origin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `comm: page allocation failure: order:N, mode:0x…` and what belongs to it.
///
/// @param order 2^order contiguous pages were asked for
/// @param nodemask as printed, `(null)` included; absent below 4.11
/// @param comm empty where another CPU's output cut it off and no stack tells it
/// @param ownStack the allocator's own stack: its first frame below dump_stack is warn_alloc or its elder. One of this task without
///     any named frame, because there are no symbols or only the CPU line was kept, counts as its own too
/// @param otherStack a stack printed right behind the headline that is another printer's, such as kmem_cache_create's error path
/// @param stall true for `page allocation stalls for N ms` (4.9 to 4.14)
public record AllocationFailure(
        Origin origin,
        String comm,
        int order,
        RequestMode mode,
        Optional<String> nodemask,
        Optional<String> cpuset,
        Optional<String> memsAllowed,
        Optional<StackDump> ownStack,
        Optional<StackDump> otherStack,
        Optional<MemInfoDump> memInfo,
        boolean stall)
        implements KernelEvent {

    @Override
    public List<StackDump> stacks() {
        return Stream.concat(ownStack.stream(), otherStack.stream()).toList();
    }

    @Override
    public Optional<MemInfoDump> dump() {
        return memInfo;
    }
}
