/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream that takes back bytes which were read of it too many.
final class PushedBack extends InputStream {

    private final InputStream in;
    private byte[] buffer = new byte[64 << 10];
    private int at;
    private int end;

    PushedBack(InputStream in) {
        this.in = in;
    }

    /// The bytes come again, in front of all others.
    void pushBack(byte[] bytes, int offset, int count) {
        if (at >= count) {
            at -= count;
            System.arraycopy(bytes, offset, buffer, at, count);
            return;
        }
        byte[] joined =
                Arrays.copyOf(
                        Arrays.copyOfRange(bytes, offset, offset + count),
                        Math.max(buffer.length, count + end - at));
        System.arraycopy(buffer, at, joined, count, end - at);
        end = count + end - at;
        at = 0;
        buffer = joined;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, bytes, offset, count);
        at += count;
        return count;
    }

    /// Passes over bytes, or over all that there are.
    @Override
    public long skip(long count) throws IOException {
        long rest = count;
        while (rest > 0 && fill()) {
            long some = Math.min(rest, end - at);
            at += (int) some;
            rest -= some;
        }
        return count - rest;
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return at < end;
    }
}
