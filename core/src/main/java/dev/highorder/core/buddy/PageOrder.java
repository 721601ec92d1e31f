/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

/// Converts between bytes and orders (`get_order`, include/asm-generic/getorder.h).
public final class PageOrder {

    private PageOrder() {}

    /// The smallest order whose block holds that many bytes; 0 for none.
    public static int of(long bytes, long pageSize) {
        check(pageSize);
        int order = 0;
        while (order < 62 && bytes(order, pageSize) < bytes) {
            order++;
        }
        return order;
    }

    /// Size of a block of that order in bytes; stops at `Long.MAX_VALUE`.
    public static long bytes(int order, long pageSize) {
        check(pageSize);
        return order < Long.numberOfLeadingZeros(pageSize) ? pageSize << order : Long.MAX_VALUE;
    }

    /// The sizes in bytes that are rounded up to that order: (2^(n−1), 2^n] pages.
    public static Bounds sizes(int order, long pageSize) {
        return new Bounds(order == 0 ? 1 : bytes(order - 1, pageSize) + 1, bytes(order, pageSize));
    }

    private static void check(long pageSize) {
        if (pageSize < 1 || Long.bitCount(pageSize) != 1) {
            throw new IllegalArgumentException("no page size: " + pageSize);
        }
    }
}
