/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import dev.highorder.core.model.KernelRelease;
import java.util.Optional;

/// Which files of which kernels must not be read on a live node, because the read holds a lock that the node needs.
final class Stalls {

    private Stalls() {}

    /// Whether reading it may stall a node with this kernel.
    static boolean on(Inventory.Stall stall, Optional<KernelRelease> kernel) {
        return switch (stall) {
            case NEVER -> false;
            case PAGETYPEINFO -> pageTypeInfo(kernel);
            case SLABINFO -> slabInfo(kernel);
        };
    }

    /// `/proc/pagetypeinfo` counts free lists with interrupts off. The count is capped at 100,000 a list, and the
    /// lock dropped between orders, from 5.8 on, in 5.4 from 5.4.188 on and in RHEL 7 from build 1160 on
    /// (mm/vmstat.c, pagetypeinfo_showfree_print).
    static boolean pageTypeInfo(Optional<KernelRelease> kernel) {
        return kernel.map(release ->
                        !(release.atLeast(5, 8)
                                || (release.major() == 5
                                        && release.minor() == 4
                                        && release.patch() >= 188)
                                || (release.isEl(7) && release.elBuild().orElse(0) >= 1160)))
                .orElse(true);
    }

    /// `/proc/slabinfo` holds slab_mutex, so that no pod can start meanwhile, and walks partial lists with interrupts
    /// off; 6.12 estimates lists longer than 10,000 slabs (mm/slub.c, MAX_PARTIAL_TO_SCAN).
    static boolean slabInfo(Optional<KernelRelease> kernel) {
        return kernel.map(release -> release.below(6, 12)).orElse(true);
    }
}
