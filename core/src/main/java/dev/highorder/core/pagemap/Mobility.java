/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import dev.highorder.core.model.KernelRelease;
import java.util.Optional;

/// What compaction moves on this kernel, beside ordinary pages on the LRU.
///
/// @param largeFolios compound pages on the LRU that are smaller than a pageblock (6.9 and later, mm/compaction.c,
///     skip_isolation_on_order); before, compound pages stay
/// @param unevictable mlocked and the like (vm.compact_unevictable_allowed, 1 but on real-time kernels)
public record Mobility(boolean largeFolios, boolean unevictable) {

    /// Of a kernel with its default settings.
    public static Mobility of(Optional<KernelRelease> kernel) {
        return new Mobility(kernel.map(release -> release.atLeast(6, 9)).orElse(false), true);
    }
}
