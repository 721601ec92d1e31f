/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Tells the lines of a busy node's container programs that say of themselves that nothing failed. A twelfth of a log is such lines:
/// they are judged as the bytes they are, eight at a time.
final class OrdinaryLine {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long ONES = 0x0101010101010101L;

    private static final byte[] LEVEL = ascii("level");
    private static final byte[] INFO = ascii("info");
    private static final byte[] DEBUG = ascii("debug");
    private static final byte[] MESSAGE = ascii("msg");
    private static final byte[] CLEANING_UP = ascii("\"cleaning up after shim disconnected\"");

    private final byte[] bytes;
    private final int from;
    private final int to;

    private boolean level;
    private boolean harmfulLevel;
    private boolean message;
    private boolean cleaningUp;
    private boolean klogInfo;
    private boolean klogOther;

    private OrdinaryLine(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /// See [RuntimeLogFilter#isOrdinary].
    static boolean isOne(byte[] bytes, int from, int to) {
        OrdinaryLine line = new OrdinaryLine(bytes, from, to);
        return !line.tellsOfAnError() && line.isHarmless();
    }

    /// Whether `err` stands in it; notes what stands around each `=` and `:` before that.
    private boolean tellsOfAnError() {
        long carried = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            long word = word(at);
            long rs = marks(word, 'r');
            long pairs = rs & (rs << Byte.SIZE | carried);
            carried = rs >>> (Long.SIZE - Byte.SIZE);
            long all = pairs | marks(word, '=') | marks(word, ':');
            for (; all != 0; all &= all - 1) {
                int place = at + (Long.numberOfTrailingZeros(all) >> 3);
                if (place >= to) {
                    return false;
                }
                switch (bytes[place]) {
                    case '=' -> field(place);
                    case ':' -> klogLevel(place);
                    default -> {
                        if (place - 2 >= from && bytes[place - 2] == 'e') {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private long word(int at) {
        if (at <= bytes.length - Long.BYTES) {
            return (long) LONGS.get(bytes, at);
        }
        long word = 0;
        for (int i = bytes.length - 1; i >= at; i--) {
            word = word << Byte.SIZE | (bytes[i] & 0xff);
        }
        return word;
    }

    /// The highest bit of each of eight bytes that is the character, and no other bit.
    private static long marks(long word, char character) {
        long differences = word ^ (character * ONES);
        return ~(((differences & LOW_BITS) + LOW_BITS) | differences | LOW_BITS);
    }

    /// `level=` and `msg=`.
    private void field(int equals) {
        if (stands(LEVEL, equals - LEVEL.length)) {
            level = true;
            harmfulLevel |= !stands(INFO, equals + 1) && !stands(DEBUG, equals + 1);
        } else if (stands(MESSAGE, equals - MESSAGE.length)) {
            message = true;
            cleaningUp |= stands(CLEANING_UP, equals + 1);
        }
    }

    /// A header as `I0608 11:04:34.865705`.
    private void klogLevel(int colon) {
        int letter = colon - 8;
        if (letter < from || bytes[colon - 3] != ' ') {
            return;
        }
        for (int i = letter + 1; i < letter + 5; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return;
            }
        }
        switch (bytes[letter]) {
            case 'I' -> klogInfo = true;
            case 'W', 'E', 'F' -> klogOther = true;
            default -> {}
        }
    }

    private boolean isHarmless() {
        boolean klog = (klogInfo || klogOther) && endsAHeader();
        if (level) {
            return (!harmfulLevel && message && !klog) || cleaningUp;
        }
        return klog && !klogOther;
    }

    /// Whether a klog header's `] ` stands anywhere.
    private boolean endsAHeader() {
        for (int i = from; i < to - 1; i++) {
            if (bytes[i] == ']' && bytes[i + 1] == ' ') {
                return true;
            }
        }
        return false;
    }

    private boolean stands(byte[] text, int at) {
        if (at < from || at + text.length > to) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
