/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes tar archives for tests, sound ones and others.
public final class TarBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TarBytes file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public TarBytes file(String name, byte[] content) {
        out.writeBytes(header(name, content.length, '0', ""));
        return padded(content);
    }

    public TarBytes link(String name, String target) {
        return entry(name, '2', target);
    }

    public TarBytes entry(String name, char type, String target) {
        out.writeBytes(header(name, 0, type, target));
        return this;
    }

    /// A header and whatever stands behind it, as they are.
    public TarBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// A record of its own type in front of an entry: a long name of GNU, or a pax header.
    public TarBytes record(char type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(header("././@LongLink", bytes.length, type, ""));
        return padded(bytes);
    }

    /// What is written so far, without the end.
    public byte[] open() {
        return out.toByteArray();
    }

    public byte[] closed() {
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    private TarBytes padded(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[-content.length & 511]);
        return this;
    }

    public static byte[] header(String name, long size, char type, String target) {
        byte[] block = new byte[512];
        put(block, 0, name);
        put(block, 100, "0000644");
        put(block, 124, octal(size, 11));
        put(block, 136, octal(1_780_300_800L, 11));
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) type;
        put(block, 157, target);
        put(block, 257, "ustar\00000");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, octal(sum, 6) + "\0 ");
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, 155));
    }

    private static String octal(long value, int digits) {
        String text = Long.toOctalString(value);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
