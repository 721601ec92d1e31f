/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Origin;
import java.util.List;
import java.util.Optional;

/// `kmem_cache_create(NAME) failed with error -12` and its stack: the error path of the slab layer, not the allocator's.
///
/// @param errno positive: 12 ENOMEM, 22 EINVAL
public record CacheCreateFailure(Origin origin, String cache, int errno, Optional<StackDump> stack)
        implements KernelEvent {

    @Override
    public List<StackDump> stacks() {
        return stack.stream().toList();
    }
}
