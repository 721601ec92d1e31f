/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

/// How much text may still be kept, over all places: what is kept is what the rest of the program has to
/// hold several times over, and it must do so in a heap of 256 MiB.
final class Allowance {

    private static final long BYTES = 24L << 20;
    private static final int LINES = 200_000;

    private long bytes = BYTES;
    private int lines = LINES;

    /// Takes a line's worth; false when nothing is left.
    boolean take(int length) {
        if (bytes < length || lines < 1) {
            return false;
        }
        bytes -= length;
        lines--;
        return true;
    }

    boolean isHalfLeft() {
        return bytes > BYTES / 2 && lines > LINES / 2;
    }

    /// How large a file may be to be kept whole: never more than a half of what is left, so that the
    /// next ones find something.
    int wholeBytes(int wanted) {
        return (int) Math.min(wanted, bytes / 2);
    }

    /// How many lines of a file may be kept without a filter.
    int wholeLines() {
        return lines / 2;
    }
}
