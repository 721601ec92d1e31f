/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import java.io.InterruptedIOException;

/// Holds a reader to a rate, over the whole of its reading: a pause makes up for what was read too fast.
final class Pace {

    private final long bytesPerSecond;
    private final long began = System.nanoTime();
    private long bytes;

    /// @param bytesPerSecond at least 1
    Pace(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /// Waits until so many further bytes may have been read.
    void took(int more) throws InterruptedIOException {
        bytes += more;
        long due = began + (long) (bytes * 1e9 / bytesPerSecond);
        long pause = due - System.nanoTime();
        if (pause > 1_000_000) {
            try {
                Thread.sleep(pause / 1_000_000, (int) (pause % 1_000_000));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }
}
