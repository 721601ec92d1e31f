/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import java.util.Optional;

/// The array of receive queues that a veth device allocates in one piece (`veth_alloc_queues`, drivers/net/veth.c, until
/// it became kvcalloc in 2024): one for each possible CPU unless the caller says otherwise. So the order tells the number
/// of possible CPUs.
public final class VethQueues {

    /// `sizeof(struct veth_rq)` on x86_64 around 5.15 without debugging options; other builds differ.
    public static final long QUEUE_BYTES = 832;

    private VethQueues() {}

    /// How many queues ask for that order; empty for orders below 2, which a slab serves.
    public static Optional<Bounds> queues(int order, long pageSize) {
        if (order < 2) {
            return Optional.empty();
        }
        Bounds bytes = PageOrder.sizes(order, pageSize);
        return Optional.of(
                new Bounds(
                        (bytes.low() + QUEUE_BYTES - 1) / QUEUE_BYTES, bytes.high() / QUEUE_BYTES));
    }

    /// The order that so many queues ask for; empty where a slab serves it.
    public static Optional<Integer> order(long queues, long pageSize) {
        long bytes = queues * QUEUE_BYTES;
        return bytes > 2 * pageSize ? Optional.of(PageOrder.of(bytes, pageSize)) : Optional.empty();
    }
}
