/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import java.util.ArrayList;
import java.util.List;

/// The free lists of one zone: how many blocks of exactly each order are free. Sums that do not fit into 63 bits (a
/// number out of garbage) stop at `Long.MAX_VALUE`.
///
/// @param blocks entry n counts free blocks of 2^n pages; a negative count is taken as 0
public record FreeLists(List<Long> blocks) {

    /// `extfragIndex` where a block of the order exists: the index is not defined then.
    public static final int BLOCK_EXISTS = -1000;

    public FreeLists {
        List<Long> counts = new ArrayList<>(blocks.size());
        for (long count : blocks) {
            counts.add(Math.max(0, count));
        }
        blocks = List.copyOf(counts);
    }

    /// How many orders the zone has: 11 on most machines, never to be assumed.
    public int orders() {
        return blocks.size();
    }

    /// Free blocks of exactly that order.
    public long blocks(int order) {
        return order >= 0 && order < blocks.size() ? blocks.get(order) : 0;
    }

    /// Pages in free blocks of exactly that order.
    public long pages(int order) {
        return times(blocks(order), order);
    }

    /// All free pages.
    public long freePages() {
        return suitable(0);
    }

    /// Free blocks of any size.
    public long blockCount() {
        long count = 0;
        for (long n : blocks) {
            count = plus(count, n);
        }
        return count;
    }

    /// How many blocks of the order could be cut out of the free ones: a larger block counts as several.
    public long suitable(int order) {
        long count = 0;
        for (int o = Math.max(0, order); o < blocks.size(); o++) {
            count = plus(count, times(blocks.get(o), o - order));
        }
        return count;
    }

    /// Pages in free blocks of at least that order.
    public long pagesFrom(int order) {
        return times(suitable(order), order);
    }

    /// The kernel's fragmentation index (mm/vmstat.c, `__fragmentation_index`, 3.10 to 6.18): towards 0 the request fails
    /// for want of memory, towards 1000 for fragmentation; −1000 where a block exists; 0 where nothing is free. With few
    /// blocks it can be slightly negative, which is not the −1000. Integer divisions cut off, as in C.
    public int extfragIndex(int order) {
        long count = blockCount();
        if (count == 0) {
            return 0;
        }
        if (suitable(order) > 0) {
            return BLOCK_EXISTS;
        }
        // No block of the order exists, so free pages < blocks * 2^order: the quotient stays near
        // or below 1000 a block.
        long perThousand = thousandfold(freePages(), order);
        return (int) (1000 - plus(1000, perThousand) / count);
    }

    /// The kernel's unusable free space index (mm/vmstat.c, `unusable_free_index`): the share, in thousandths, of the free
    /// memory that stands in blocks too small for the order; 1000 where nothing is free.
    public int unusableIndex(int order) {
        long free = freePages();
        if (free == 0) {
            return 1000;
        }
        long small = free - pagesFrom(order);
        return (int) (small <= Long.MAX_VALUE / 1000 ? small * 1000 / free : small / (free / 1000));
    }

    /// The share of the free bytes that stands in blocks of exactly that order, from 0 to 1.
    public double share(int order) {
        long free = freePages();
        return free == 0 ? 0 : (double) pages(order) / free;
    }

    private static long thousandfold(long pages, int order) {
        if (pages <= Long.MAX_VALUE / 1000) {
            return (pages * 1000) >> order;
        }
        long requests = pages >> order;
        return requests <= Long.MAX_VALUE / 1000 ? requests * 1000 : Long.MAX_VALUE;
    }

    private static long plus(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long times(long count, int shift) {
        if (count == 0) {
            return 0;
        }
        return shift > 62 || count > (Long.MAX_VALUE >> shift) ? Long.MAX_VALUE : count << shift;
    }
}
