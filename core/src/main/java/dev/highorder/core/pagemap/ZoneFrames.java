/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import java.util.ArrayList;
import java.util.List;

/// The page frames of a zone as bitmaps, by what can become of them. A remedy is worked out on a copy.
public final class ZoneFrames {

    private static final long[] EVERY = {
        0x5555555555555555L,
        0x1111111111111111L,
        0x0101010101010101L,
        0x0001000100010001L,
        0x0000000100000001L,
        1L
    };

    final FrameZone frames;
    final int blockWords;
    final int blocks;
    final long[] free;
    final long[] movable;
    final long[] clean;
    final long[] slab;
    final long[] largeSlab;
    final long[] bare;
    final int[] kernel;
    private final long firstBlock;

    ZoneFrames(FrameLayout layout, int zone) {
        frames = layout.zones().get(zone);
        blockWords = layout.pageblockPages() >> 6;
        blocks = layout.pageblocks(zone);
        firstBlock = frames.start() >> layout.pageblockOrder();
        int words = blocks * blockWords;
        free = new long[words];
        movable = new long[words];
        clean = new long[words];
        slab = new long[words];
        largeSlab = new long[words];
        bare = new long[words];
        kernel = new int[blocks];
    }

    private ZoneFrames(ZoneFrames other) {
        frames = other.frames;
        blockWords = other.blockWords;
        blocks = other.blocks;
        firstBlock = other.firstBlock;
        free = other.free.clone();
        movable = other.movable.clone();
        clean = other.clean.clone();
        slab = other.slab;
        largeSlab = other.largeSlab;
        bare = other.bare;
        kernel = other.kernel;
    }

    /// To work a remedy out on.
    public ZoneFrames copy() {
        return new ZoneFrames(this);
    }

    public FrameZone frames() {
        return frames;
    }

    /// Pageblocks.
    public int blocks() {
        return blocks;
    }

    void take(int block, Pageblock seen) {
        int at = block * blockWords;
        for (int i = 0; i < blockWords; i++) {
            free[at + i] |= seen.free[i];
            movable[at + i] |= seen.movable[i];
            clean[at + i] |= seen.clean[i];
            slab[at + i] |= seen.slab[i];
            largeSlab[at + i] |= seen.largeSlab[i];
            bare[at + i] |= seen.bare[i];
        }
        kernel[block] += seen.count(PageUse.UNMOVABLE) + seen.count(PageKind.SLAB);
    }

    /// Free blocks by order, as the buddy allocator has them: a pair of free buddies is always one block.
    ///
    /// @param orders how many orders the allocator has
    public List<Long> freeBlocks(int orders) {
        long[] counts = new long[orders];
        int small = Math.min(orders, EVERY.length + 1);
        boolean[] full = new boolean[free.length];
        for (int word = 0; word < free.length; word++) {
            long whole = free[word];
            int order = 0;
            while (order + 1 < small && whole != 0) {
                long next = whole & (whole >>> (1 << order)) & EVERY[order];
                counts[order] += Long.bitCount(whole) - 2L * Long.bitCount(next);
                whole = next;
                order++;
            }
            if (order + 1 == small) {
                counts[order] += Long.bitCount(whole);
                full[word] = whole != 0;
            }
        }
        larger(full, counts, orders);
        List<Long> blocksByOrder = new ArrayList<>(orders);
        for (long count : counts) {
            blocksByOrder.add(count);
        }
        return blocksByOrder;
    }

    /// Words that are free as a whole, merged order by order.
    private void larger(boolean[] full, long[] counts, int orders) {
        long first = firstBlock * blockWords;
        boolean[] level = full;
        for (int order = 6; order + 1 < orders; order++) {
            int odd = (int) (first & 1);
            boolean[] next = new boolean[(level.length + odd + 1) / 2];
            for (int i = odd; i + 1 < level.length; i += 2) {
                if (level[i] && level[i + 1]) {
                    next[(i + odd) / 2] = true;
                    counts[order] -= 2;
                    counts[order + 1]++;
                }
            }
            level = next;
            first >>= 1;
        }
    }

    /// Free pages.
    public long freePages() {
        return sum(free);
    }

    /// Pages that compaction could move.
    public long movablePages() {
        return sum(movable);
    }

    /// Pages of clean page cache that nobody has mapped.
    public long cleanPages() {
        return sum(clean);
    }

    /// Pages of slabs of one page.
    public long singleSlabPages() {
        return sum(slab);
    }

    /// Pages of larger slabs.
    public long largeSlabPages() {
        return sum(largeSlab);
    }

    private static long sum(long[] words) {
        long sum = 0;
        for (long word : words) {
            sum += Long.bitCount(word);
        }
        return sum;
    }

    /// Pages of a block that are set in a bitmap.
    int count(long[] words, int block) {
        int sum = 0;
        for (int i = block * blockWords; i < (block + 1) * blockWords; i++) {
            sum += Long.bitCount(words[i]);
        }
        return sum;
    }

    /// Frees a frame by its place in the bitmaps, whatever it was.
    void release(int frame) {
        long bit = 1L << frame;
        free[frame >> 6] |= bit;
        movable[frame >> 6] &= ~bit;
        clean[frame >> 6] &= ~bit;
    }

    /// Frames that are no longer free, movable or cache: between owners.
    void detach(int frame) {
        long bit = 1L << frame;
        free[frame >> 6] &= ~bit;
        movable[frame >> 6] &= ~bit;
        clean[frame >> 6] &= ~bit;
    }

    /// Marks a page of each of so many blocks as one that stays, the blocks that compaction would empty first.
    public void pinOneInEach(long most) {
        long left = most;
        for (int block = 0; block < blocks && left > 0; block++) {
            for (int i = block * blockWords; i < (block + 1) * blockWords; i++) {
                if (movable[i] != 0) {
                    movable[i] &= movable[i] - 1;
                    left--;
                    break;
                }
            }
        }
    }

    /// Scans all frames of a source into the zones of a layout.
    ///
    /// @param problems takes what could not be read
    public static List<ZoneFrames> of(
            FrameSource source,
            FrameLayout layout,
            Mobility mobility,
            List<dev.highorder.core.model.Problem> problems) {
        List<ZoneFrames> zones = new ArrayList<>();
        for (int i = 0; i < layout.zones().size(); i++) {
            zones.add(new ZoneFrames(layout, i));
        }
        PageScans scans =
                new PageScans(
                        layout,
                        mobility,
                        true,
                        (zone, block) -> {
                            ZoneFrames frames = zones.get(zone);
                            synchronized (frames) {
                                frames.take(layout.index(zone, block.start()), block);
                            }
                        });
        problems.addAll(source.read(scans));
        scans.flush();
        return zones;
    }
}
