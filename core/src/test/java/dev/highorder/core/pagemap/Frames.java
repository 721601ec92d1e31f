/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Page frames made for a test: pageblocks of 64 pages, one zone.
@SuppressWarnings("ArrayRecordComponent")
record Frames(long[] flags, long[] counts, int piece) implements FrameSource {

    static final long BUDDY = 1L << 10;
    static final long ANON = 0x5828;
    static final long HELD = 0x5020;
    static final long CLEAN = 0x28;
    static final long DIRTY = 0x38;
    static final long SLAB = 1L << 7;
    static final long RESERVED = 1L << 32;
    static final long BARE = 0;

    static Frames of(String picture) {
        String drawn = picture.replace("\n", "");
        long[] flags = new long[drawn.length()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = word(drawn.charAt(i));
        }
        return new Frames(flags, new long[0], 1 << 15);
    }

    private static long word(char drawn) {
        return switch (drawn) {
            case '.' -> BUDDY;
            case 'a' -> ANON;
            case 'h' -> HELD;
            case 'c' -> CLEAN;
            case 'd' -> DIRTY;
            case 's' -> SLAB;
            case '#' -> RESERVED;
            case 'k' -> BARE;
            default -> throw new IllegalArgumentException("what is " + drawn);
        };
    }

    Frames inPieces(int size) {
        return new Frames(flags, counts, size);
    }

    FrameLayout layout() {
        return new FrameLayout(
                List.of(new FrameZone(Optional.of(new ZoneId(0, "Normal")), 0, flags.length)), 6);
    }

    PageMap map() {
        return PageMap.of(
                this,
                layout(),
                new Mobility(false, true),
                SlabShare.UNKNOWN,
                new java.util.ArrayList<>());
    }

    ZoneFrames zone() {
        return ZoneFrames.of(this, layout(), new Mobility(false, true), new java.util.ArrayList<>())
                .getFirst();
    }

    @Override
    public String path() {
        return "proc/kpageflags";
    }

    @Override
    public long frames() {
        return flags.length;
    }

    @Override
    public boolean hasCounts() {
        return counts.length > 0;
    }

    @Override
    public List<Problem> read(Supplier<FrameSink> sinks) {
        FrameSink sink = sinks.get();
        for (int at = 0; at < flags.length; at += piece) {
            int count = Math.min(piece, flags.length - at);
            sink.frames(
                    at,
                    Arrays.copyOfRange(flags, at, at + count),
                    counts.length == 0 ? counts : Arrays.copyOfRange(counts, at, at + count),
                    count);
        }
        return List.of();
    }

    /// A pageblock: the words, and free pages behind them.
    static String block(String drawn) {
        return drawn + ".".repeat(64 - drawn.length());
    }
}
