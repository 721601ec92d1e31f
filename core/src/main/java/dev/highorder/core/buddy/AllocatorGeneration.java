/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import dev.highorder.core.model.KernelRelease;
import java.util.Optional;

/// How a kernel decides whether a zone may serve a request (`__zone_watermark_ok`, mm/page_alloc.c).
public enum AllocatorGeneration {
    /// Up to 4.3, RHEL 6 and 7: the free pages in blocks of each order and above must exceed a mark that is halved with
    /// every order. Lists are not looked at.
    HALVING_LOOP,
    /// 4.4 to 6.11, RHEL 8 and 9: the order-0 check without the whole HIGHATOMIC reserve, then one block on a list that the
    /// request may use.
    USABLE_BLOCK,
    /// From 6.12: as before, but only those HIGHATOMIC pages that are free are left out.
    USABLE_BLOCK_FREE_HIGHATOMIC;

    /// Empty below 2.6.32, where nothing was read.
    public static Optional<AllocatorGeneration> of(KernelRelease release) {
        if (release.atLeast(6, 12)) {
            return Optional.of(USABLE_BLOCK_FREE_HIGHATOMIC);
        }
        if (release.atLeast(4, 4)) {
            return Optional.of(USABLE_BLOCK);
        }
        boolean known =
                release.atLeast(3, 0)
                        || (release.major() == 2 && release.minor() == 6 && release.patch() >= 32);
        return known ? Optional.of(HALVING_LOOP) : Optional.empty();
    }
}
