/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// One pageblock while it is scanned: how many pages of each kind, and which of them can be freed or moved. The scan uses one
/// object over and over; whoever wants to keep something copies it.
@SuppressWarnings("EnumOrdinal") // kept in arrays by their place
final class Pageblock {

    /// Counts of eight bits in a word of 64.
    static final int LANES = 8;

    /// Among the counts: slabs of one page, and pages of large ones.
    static final int SINGLE_SLAB = 14;

    static final int LARGE = 15;

    private final int pages;
    private final int[] counts = new int[2 * LANES];
    final long[] free;
    final long[] movable;
    final long[] clean;
    final long[] slab;
    final long[] largeSlab;
    final long[] bare;
    private int outside;
    private long start;

    /// @param order of a pageblock, at least 6
    Pageblock(int order) {
        pages = 1 << order;
        int words = pages >> 6;
        free = new long[words];
        movable = new long[words];
        clean = new long[words];
        slab = new long[words];
        largeSlab = new long[words];
        bare = new long[words];
    }

    /// Begins with the pageblock of that frame.
    void begin(long frame) {
        start = frame & -pages;
        outside = pages;
        java.util.Arrays.fill(counts, 0);
        for (int i = 0; i < free.length; i++) {
            free[i] = 0;
            movable[i] = 0;
            clean[i] = 0;
            slab[i] = 0;
            largeSlab[i] = 0;
            bare[i] = 0;
        }
    }

    /// Takes up to 64 frames of one word of the bitmaps.
    ///
    /// @param low how many are of the first eight kinds, eight bits each
    /// @param high how many are of the other kinds, and, in the last two lanes, of slabs of one page and of large pages
    void count(int frames, long low, long high) {
        outside -= frames;
        for (int lane = 0; lane < LANES; lane++) {
            counts[lane] += (int) (low >>> (lane * LANES)) & 0xff;
            counts[LANES + lane] += (int) (high >>> (lane * LANES)) & 0xff;
        }
    }

    /// One huge page as large as the block is not moved.
    void end() {
        if (large() == pages) {
            java.util.Arrays.fill(movable, 0);
        }
    }

    /// The first frame of the block, also where the zone begins later.
    long start() {
        return start;
    }

    int pages() {
        return pages;
    }

    int count(PageKind kind) {
        return counts[kind.ordinal()];
    }

    int count(PageUse use) {
        int sum = 0;
        for (PageKind kind : PageKinds.OF_USE[use.ordinal()]) {
            sum += counts[kind.ordinal()];
        }
        return sum;
    }

    int singleSlabs() {
        return counts[SINGLE_SLAB];
    }

    private int large() {
        return counts[LARGE];
    }

    /// Pages of the block that are in another zone, or that nobody told of.
    int outside() {
        return outside;
    }

    /// Whether all of it could be free: no page is reserved, missing, or of another zone.
    boolean isWhole() {
        return outside == 0 && count(PageUse.RESERVED) == 0;
    }

    /// @param reclaimable whether slab in this block is probably given back
    BlockState state(boolean reclaimable) {
        int used = pages - outside - count(PageKind.FREE) - count(PageUse.RESERVED);
        if (used == 0) {
            return count(PageKind.FREE) > 0 ? BlockState.FREE : BlockState.RESERVED;
        }
        int movable = count(PageUse.MOVABLE);
        if (count(PageUse.HUGE) > 0 || large() == pages) {
            return BlockState.HUGE;
        }
        if (movable == used) {
            return BlockState.MOVABLE;
        }
        if (count(PageUse.OFFLINE) == used) {
            return BlockState.OFFLINE;
        }
        int pinned = count(PageUse.PINNED);
        if (pinned > 0 && pinned + movable == used) {
            return BlockState.PINNED;
        }
        if (movable > 0) {
            return BlockState.MIXED;
        }
        return count(PageUse.SLAB) == used && reclaimable
                ? BlockState.RECLAIMABLE
                : BlockState.UNMOVABLE;
    }

    /// The kinds of each use, so that a block is summed up without a search.
    private static final class PageKinds {
        static final PageKind[][] OF_USE = new PageKind[PageUse.values().length][];

        static {
            for (PageUse use : PageUse.values()) {
                OF_USE[use.ordinal()] =
                        java.util.Arrays.stream(PageKind.values())
                                .filter(kind -> kind.use() == use)
                                .toArray(PageKind[]::new);
            }
        }
    }
}
