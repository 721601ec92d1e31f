/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Where lines end, eight bytes at a time.
final class Newlines {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private Newlines() {}

    /// How many there are.
    static int count(byte[] bytes, int from, int to) {
        int count = 0;
        int i = from;
        for (; i <= to - 8; i += 8) {
            count += Long.bitCount(marks(bytes, i));
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                count++;
            }
        }
        return count;
    }

    /// Of the first; −1 where there is none.
    static int first(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            long marks = marks(bytes, i);
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// Of the last; `from` − 1 where there is none.
    static int last(byte[] bytes, int from, int to) {
        int i = to - 8;
        for (; i >= from; i -= 8) {
            long marks = marks(bytes, i);
            if (marks != 0) {
                return i + 7 - (Long.numberOfLeadingZeros(marks) >> 3);
            }
        }
        for (i += 7; i >= from; i--) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return from - 1;
    }

    /// The highest bit of each of eight bytes that is a newline, and no other bit.
    private static long marks(byte[] bytes, int at) {
        long differences = (long) LONGS.get(bytes, at) ^ NEWLINES;
        return ~(((differences & LOW_BITS) + LOW_BITS) | differences | LOW_BITS);
    }
}
