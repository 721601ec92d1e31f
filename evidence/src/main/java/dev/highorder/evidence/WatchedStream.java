/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that says how much of it was read.
final class WatchedStream extends FilterInputStream {

    private final Progress progress;

    WatchedStream(InputStream in, Progress progress) {
        super(in);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        progress.read(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        progress.read(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        progress.read(skipped);
        return skipped;
    }
}
