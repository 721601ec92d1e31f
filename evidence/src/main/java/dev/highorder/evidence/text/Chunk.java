/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.util.Arrays;

/// A stretch of a log that holds whole lines, and which of them are of interest.
final class Chunk {

    /// Bytes read at a time.
    static final int READ = 256 << 10;

    /// Whole lines from the first byte on; behind them there is room for reading, and for looking ahead.
    final byte[] bytes = new byte[KeptLines.MAX_LINE + READ + LiteralScanner.SLACK];

    /// Bytes in use.
    int length;

    /// Its place in the stream, from 0.
    int sequence;

    /// Whether the stream ends with it.
    boolean last;

    /// Whether its last line goes on beyond what is here of it.
    boolean cut;

    private final int[] places = new int[bytes.length / 3 + 1];
    private int lines;
    private int hits;
    private int[] starts = new int[16];
    private int[] following = new int[16];

    /// Looks through it; touches nothing else.
    void look(LiteralScanner scanner) {
        lines = Newlines.count(bytes, 0, length);
        if (length > 0 && bytes[length - 1] != '\n') {
            lines++;
        }
        hits = 0;
        judge(scanner, scanner.places(bytes, length, places));
    }

    /// Goes from line to line that may be of interest.
    private void judge(LiteralScanner scanner, int count) {
        int i = 0;
        while (i < count) {
            int groups = scanner.groups(bytes, places[i], length);
            if (groups == 0) {
                i++;
                continue;
            }
            int start = Newlines.last(bytes, 0, places[i]) + 1;
            int newline = Newlines.first(bytes, places[i], length);
            int end = newline < 0 ? length : newline;
            for (i++; i < count && places[i] < end; i++) {
                groups |= scanner.groups(bytes, places[i], length);
            }
            int after = Interest.following(groups, bytes, start, end);
            if (after >= 0) {
                hit(start, after);
            }
        }
    }

    private void hit(int start, int after) {
        if (hits == starts.length) {
            starts = Arrays.copyOf(starts, hits * 2);
            following = Arrays.copyOf(following, hits * 2);
        }
        starts[hits] = start;
        following[hits] = after;
        hits++;
    }

    /// Lines, one that is cut or without an end included.
    int lines() {
        return lines;
    }

    /// Lines of interest.
    int hits() {
        return hits;
    }

    /// Where a line of interest begins.
    int start(int hit) {
        return starts[hit];
    }

    /// How many lines behind a line of interest belong to it.
    int following(int hit) {
        return following[hit];
    }

    /// Behind the end of the line at `start`.
    int endOfLine(int start) {
        int newline = Newlines.first(bytes, start, length);
        return newline < 0 ? length : newline + 1;
    }
}
