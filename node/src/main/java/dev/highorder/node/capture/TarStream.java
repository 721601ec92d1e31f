/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes an archive of POSIX.1-1988 (ustar), a member after the other; sizes from 8 GiB on are in the base-256
/// form of GNU tar, which every tar of today reads.
final class TarStream {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final long OCTAL_LIMIT = 1L << 33;

    private final OutputStream out;
    private final long seconds;
    private long left;
    private int padding;

    /// @param seconds the time of the members, since 1970
    TarStream(OutputStream out, long seconds) {
        this.out = out;
        this.seconds = seconds;
    }

    /// Begins a member; exactly so many bytes must follow.
    ///
    /// @param name ASCII without `/` in front, at most 100 characters
    void begin(String name, long size) throws IOException {
        if (left != 0) {
            throw new IllegalStateException(left + " bytes are missing before " + name);
        }
        byte[] header = new byte[BLOCK];
        byte[] path = name.getBytes(StandardCharsets.US_ASCII);
        if (path.length > NAME) {
            throw new IllegalArgumentException("too long for a member: " + name);
        }
        System.arraycopy(path, 0, header, 0, path.length);
        octal(header, 100, 8, 0600);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        if (size < OCTAL_LIMIT) {
            octal(header, 124, 12, size);
        } else {
            header[124] = (byte) 0x80;
            for (int i = 0; i < Long.BYTES; i++) {
                header[135 - i] = (byte) (size >>> (8 * i));
            }
        }
        octal(header, 136, 12, seconds);
        header[156] = '0';
        ascii(header, 257, "ustar\00000");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        out.write(header);
        left = size;
        padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
        pad();
    }

    /// Writes bytes of the member that was begun.
    void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > left) {
            throw new IllegalStateException("more bytes than the member's header says");
        }
        out.write(bytes, offset, length);
        left -= length;
        pad();
    }

    /// Ends the archive: two blocks of zeros. The stream stays open.
    void finish() throws IOException {
        if (left != 0) {
            throw new IllegalStateException(left + " bytes are missing at the end");
        }
        out.write(new byte[2 * BLOCK]);
    }

    private void pad() throws IOException {
        if (left == 0) {
            out.write(new byte[padding]);
            padding = 0;
        }
    }

    /// The number with zeros in front and a NUL behind it.
    private static void octal(byte[] header, int at, int length, long value) {
        long rest = value;
        for (int i = at + length - 2; i >= at; i--) {
            header[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
        header[at + length - 1] = 0;
    }

    private static void ascii(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
