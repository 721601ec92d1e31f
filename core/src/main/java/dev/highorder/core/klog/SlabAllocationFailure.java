/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Origin;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// `SLUB: Unable to allocate memory on node …` with its `cache:` and `node` lines.
///
/// @param node -1 is "any"
/// @param cache the cache's name without the memcg suffix
/// @param memcgId the number of `(5530:cgroup)`; on 3.10/el7 the kmemcg id, on 4.4+ a css serial number
/// @param memcgName the name of `(5530:cgroup)`
/// @param order the cache's default order
public record SlabAllocationFailure(
        Origin origin,
        OptionalInt node,
        RequestMode mode,
        Optional<String> cache,
        OptionalLong memcgId,
        Optional<String> memcgName,
        OptionalLong objectSize,
        OptionalInt order,
        OptionalInt minOrder)
        implements KernelEvent {}
