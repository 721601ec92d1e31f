/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.io.IOException;
import java.io.InputStream;

/// Cuts a stream into chunks of whole lines. Stretches of zeros are passed over; of a line without an end in sight the beginning is
/// a line, and the rest is passed over.
final class Chunks {

    private static final long MAX_ZEROS = 64L << 20;

    private final InputStream in;
    private final byte[] carried = new byte[KeptLines.MAX_LINE];
    private int carriedLength;
    private int sequence;
    private long zeros;
    private boolean skipping;
    private boolean ended;

    Chunks(InputStream in) {
        this.in = in;
    }

    /// Whether nothing but zeros had come for so long that the rest was not read.
    boolean gaveUp() {
        return zeros >= MAX_ZEROS;
    }

    /// Fills a chunk; false where there is no more.
    boolean fill(Chunk chunk) throws IOException {
        if (ended) {
            return false;
        }
        chunk.sequence = sequence++;
        chunk.cut = false;
        System.arraycopy(carried, 0, chunk.bytes, 0, carriedLength);
        chunk.length = carriedLength;
        carriedLength = 0;
        while (!endsWithLine(chunk)) {
            int read = in.read(chunk.bytes, chunk.length, Chunk.READ);
            if (read < 0 || !take(chunk, read)) {
                ended = true;
                break;
            }
        }
        chunk.last = ended;
        return true;
    }

    /// Adds what was read; false where it is to be the last.
    private boolean take(Chunk chunk, int read) {
        int from = chunk.length;
        int end = from + read;
        if (Zeros.fill(chunk.bytes, from, read)) {
            zeros += read;
            return !gaveUp();
        }
        zeros = 0;
        int text = from;
        if (skipping) {
            int lineEnd = Newlines.first(chunk.bytes, from, end);
            text = lineEnd < 0 ? end : lineEnd + 1;
            skipping = lineEnd < 0;
        } else if (from == 0) {
            while (chunk.bytes[text] == 0) {
                text++;
            }
        }
        System.arraycopy(chunk.bytes, text, chunk.bytes, from, end - text);
        chunk.length = end - (text - from);
        return true;
    }

    /// Whether there is a line to end the chunk with; what lies behind it is carried over to the next.
    private boolean endsWithLine(Chunk chunk) {
        int end = Newlines.last(chunk.bytes, 0, chunk.length) + 1;
        int rest = chunk.length - end;
        if (rest > KeptLines.MAX_LINE && chunk.bytes[end] == 0) {
            // a hole: the line begins behind it
            int text = end;
            while (text < chunk.length && chunk.bytes[text] == 0) {
                text++;
            }
            rest = chunk.length - text;
            System.arraycopy(chunk.bytes, text, chunk.bytes, end, rest);
            chunk.length = end + rest;
        }
        if (rest > KeptLines.MAX_LINE) {
            chunk.length = end + KeptLines.MAX_LINE;
            chunk.cut = true;
            skipping = true;
            return true;
        }
        if (end > 0) {
            System.arraycopy(chunk.bytes, end, carried, 0, rest);
            carriedLength = rest;
            chunk.length = end;
        }
        return end > 0;
    }
}
