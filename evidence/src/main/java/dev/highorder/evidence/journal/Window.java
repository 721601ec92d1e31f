/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import java.io.IOException;
import java.io.InputStream;

/// A stretch of a stream that can be looked at before it is taken.
final class Window {

    static final int LENGTH = 256 << 10;

    private final InputStream in;
    private final byte[] bytes = new byte[LENGTH];
    private int from;
    private int to;
    private long offset;
    private boolean ended;

    Window(InputStream in) {
        this.in = in;
    }

    /// Where in the stream the window begins.
    long offset() {
        return offset;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Where in `bytes` the window begins.
    int start() {
        return from;
    }

    /// Whether so many bytes could be had, at most `LENGTH`.
    boolean has(int count) throws IOException {
        if (to - from < count && from + count > LENGTH) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        }
        while (to - from < count && !ended) {
            int read = in.read(bytes, to, LENGTH - to);
            if (read < 0) {
                ended = true;
            } else {
                to += read;
            }
        }
        return to - from >= count;
    }

    /// How many bytes can be looked at without reading more.
    int available() {
        return to - from;
    }

    /// Passes over bytes, or to the end of the stream.
    void skip(long count) throws IOException {
        long rest = count;
        while (rest > 0) {
            if (from == to && !has(1)) {
                return;
            }
            int taken = (int) Math.min(rest, to - from);
            from += taken;
            offset += taken;
            rest -= taken;
        }
    }
}
