/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import dev.highorder.core.buddy.Bounds;
import dev.highorder.core.buddy.PageOrder;
import dev.highorder.core.gfp.GfpFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what an order asks for, and how hard the kernel tries to serve it.
final class OrderLesson {

    static final long PAGE = 4096;

    /// PAGE_ALLOC_COSTLY_ORDER.
    private static final int COSTLY = 3;

    /// MAX_PAGE_ORDER of most configurations.
    private static final int LARGEST = 10;

    private OrderLesson() {}

    static List<String> of(int order, Optional<GfpFlags> flags) {
        List<String> statements = new ArrayList<>();
        long bytes = PageOrder.bytes(order, PAGE);
        statements.add(
                order == 0
                        ? "Order 0 is one page: 4 KiB, or 64 KiB on kernels with large pages."
                        : "Order "
                                + order
                                + " is "
                                + Amount.of(bytes / PAGE)
                                + " contiguous pages: "
                                + Amount.of(bytes)
                                + " bytes ("
                                + Amount.bytes(bytes)
                                + ") with 4 KiB pages.");
        if (order == 0) {
            statements.add(
                    "No single page can be a matter of fragmentation: it fails for want of free memory in the zones it may"
                            + " use, or of the right to use what is free.");
            return statements;
        }
        Bounds sizes = PageOrder.sizes(order, PAGE);
        statements.add(
                "The caller wanted between "
                        + Amount.of(sizes.low())
                        + " and "
                        + Amount.of(sizes.high())
                        + " bytes: sizes are rounded up to a power of two pages.");
        if (order > LARGEST) {
            statements.add(
                    "Most kernels have no block above order 10: such a request fails at once, with a one-time warning at"
                            + " mm/page_alloc.c and no headline (KB-46).");
            return statements;
        }
        boolean sleeps = flags.map(GfpFlags::directReclaim).orElse(true);
        if (!sleeps) {
            statements.add(
                    "It may not sleep, so only a block that was free at that instant could serve it.");
        } else if (order > COSTLY) {
            statements.add(
                    "Above order 3 (PAGE_ALLOC_COSTLY_ORDER) the kernel tries once to reclaim and compact, then fails"
                            + " without killing anybody: one failure does not prove that memory stayed fragmented.");
        } else {
            statements.add(
                    "Up to order 3 a sleeping request is retried, and the OOM killer is called, before it fails: a failure"
                            + " of this order is unusual without __GFP_NORETRY.");
        }
        return statements;
    }
}
