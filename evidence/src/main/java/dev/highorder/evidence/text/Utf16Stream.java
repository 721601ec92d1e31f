/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// UTF-16 text, as Windows editors save a paste, read as UTF-8. What is malformed becomes U+FFFD.
final class Utf16Stream extends InputStream {

    private final Reader characters;
    private final char[] chunk = new char[16 << 10];
    private byte[] bytes = new byte[0];
    private int next;
    private int held;

    Utf16Stream(InputStream utf16, Charset order) {
        this.characters = new InputStreamReader(utf16, order);
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - next);
        System.arraycopy(bytes, next, into, offset, count);
        next += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (next == bytes.length) {
            int count = characters.read(chunk, held, chunk.length - held);
            if (count < 0 && held == 0) {
                return false;
            }
            int length = held + Math.max(count, 0);
            // a surrogate pair may stand across two reads
            held = count >= 0 && length > 0 && Character.isHighSurrogate(chunk[length - 1]) ? 1 : 0;
            bytes = new String(chunk, 0, length - held).getBytes(StandardCharsets.UTF_8);
            if (held == 1) {
                chunk[0] = chunk[length - 1];
            }
            next = 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        characters.close();
    }
}
