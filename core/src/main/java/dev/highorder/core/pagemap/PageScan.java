/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// Goes over page frames once, tells what each is, and hands on pageblock by pageblock. One thread uses it; several that share
/// a sink each have their own.
final class PageScan implements FrameSink {

    /// The bits of `PageCode` from FREE on, in its order.
    private static final int FREE_BIT = 4;

    private final FrameLayout layout;
    private final PageblockSink sink;
    private final FrameTable table;
    private final Pageblock block;
    private final boolean detailed;
    private long open = -1;
    private int openZone;

    /// @param detailed whether the sink wants to know what can become of each frame, not only which are free
    PageScan(FrameLayout layout, Mobility mobility, boolean detailed, PageblockSink sink) {
        this.layout = layout;
        this.sink = sink;
        this.table = new FrameTable(new PageCode(mobility));
        this.block = new Pageblock(layout.pageblockOrder());
        this.detailed = detailed;
    }

    @Override
    public void frames(long first, long[] flags, long[] counts, int count) {
        long frame = first;
        int at = 0;
        while (at < count) {
            int zone = layout.zoneAt(frame);
            if (zone == layout.zones().size()) {
                flush();
                return;
            }
            FrameZone frames = layout.zones().get(zone);
            if (frame < frames.start()) {
                long skipped = Math.min(frames.start() - frame, count - at);
                at += (int) skipped;
                frame += skipped;
                continue;
            }
            long blockStart = frame & -layout.pageblockPages();
            if (blockStart != open || zone != openZone) {
                flush();
                open = blockStart;
                openZone = zone;
                block.begin(frame);
            }
            long end = Math.min(blockStart + layout.pageblockPages(), frames.end());
            int length = (int) Math.min(end - frame, count - at);
            run((int) (frame - blockStart), flags, counts, at, length);
            at += length;
            frame += length;
        }
    }

    /// Takes frames of the open block, a word of the bitmaps at a time.
    private void run(int index, long[] flags, long[] counts, int at, int length) {
        int done = 0;
        while (done < length) {
            int bit = (index + done) & 63;
            int frames = Math.min(64 - bit, length - done);
            if (detailed) {
                word((index + done) >> 6, bit, flags, counts, at + done, frames);
            } else {
                count((index + done) >> 6, bit, flags, counts, at + done, frames);
            }
            done += frames;
        }
    }

    /// As `word`, but nothing more than the counts, and which frames are free: the whole time of a map goes here.
    private void count(int word, int bit, long[] flags, long[] counts, int at, int frames) {
        long low = 0;
        long high = 0;
        long free = 0;
        int end = at + frames;
        if (counts.length == 0) {
            for (int i = at, to = bit; i < end; i++, to++) {
                int slot = table.slot(flags[i]);
                long lanes = table.low(slot);
                low += lanes;
                high += table.high(slot);
                free |= (lanes & 1) << to;
            }
        } else {
            for (int i = at, to = bit; i < end; i++, to++) {
                long mappings = counts[i];
                int slot = table.slot(flags[i] | ((mappings | -mappings) & FrameTable.MAPPED));
                long lanes = table.low(slot);
                low += lanes;
                high += table.high(slot);
                free |= (lanes & 1) << to;
            }
        }
        block.count(frames, low, high);
        block.free[word] |= free;
    }

    private void word(int word, int bit, long[] flags, long[] counts, int at, int frames) {
        boolean counted = counts.length > 0;
        long low = 0;
        long high = 0;
        long free = 0;
        long movable = 0;
        long clean = 0;
        long slab = 0;
        long bare = 0;
        long largeSlab = 0;
        for (int i = 0; i < frames; i++) {
            long key = flags[at + i];
            if (counted) {
                long count = counts[at + i];
                key |= (count | -count) & FrameTable.MAPPED;
            }
            int slot = table.slot(key);
            low += table.low(slot);
            high += table.high(slot);
            long code = table.code(slot);
            int to = bit + i;
            free |= ((code >>> FREE_BIT) & 1) << to;
            movable |= ((code >>> (FREE_BIT + 1)) & 1) << to;
            clean |= ((code >>> (FREE_BIT + 2)) & 1) << to;
            slab |= ((code >>> (FREE_BIT + 3)) & 1) << to;
            bare |= ((code >>> (FREE_BIT + 4)) & 1) << to;
            largeSlab |= ((code >>> (FREE_BIT + 5)) & 1) << to;
        }
        block.count(frames, low, high);
        block.free[word] |= free;
        block.movable[word] |= movable;
        block.clean[word] |= clean;
        block.slab[word] |= slab;
        block.bare[word] |= bare;
        block.largeSlab[word] |= largeSlab;
    }

    /// Hands on the last block.
    void flush() {
        if (open >= 0) {
            block.end();
            sink.pageblock(openZone, block);
            open = -1;
        }
    }
}
