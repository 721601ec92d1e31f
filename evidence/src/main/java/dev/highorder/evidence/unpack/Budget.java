/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What the layers of one packed stream have taken in and given out, against the limits.
final class Budget {

    private final Limits limits;
    private long packed;
    private long unpacked;
    private boolean failed;

    Budget(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    /// Counts unpacked bytes; false when they have become too many.
    boolean take(long bytes) {
        unpacked += bytes;
        return !spent();
    }

    boolean spent() {
        return unpacked > limits.freeBytes() && unpacked / limits.ratio() > packed;
    }

    /// Whether the outermost stream itself could not be read, as opposed to understood.
    boolean failed() {
        return failed;
    }

    /// The outermost stream, its bytes counted.
    InputStream counted(InputStream outermost) {
        return new FilterInputStream(outermost) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                try {
                    int read = super.read(bytes, offset, length);
                    packed += Math.max(read, 0);
                    return read;
                } catch (IOException failure) {
                    failed = true;
                    throw failure;
                }
            }
        };
    }
}
