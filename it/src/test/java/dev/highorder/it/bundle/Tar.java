/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/// A tar archive being written: ustar, names of at most 99 bytes.
final class Tar {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Tar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Tar file(String name, byte[] content) {
        entry(name, '0', "", content.length);
        out.writeBytes(content);
        out.writeBytes(new byte[-content.length & 511]);
        return this;
    }

    /// A link (`1` hard, `2` symbolic), a device (`3`) or a pipe (`6`).
    Tar special(String name, char type, String target) {
        return entry(name, type, target, 0);
    }

    byte[] bytes() {
        byte[] open = out.toByteArray();
        return Arrays.copyOf(open, open.length + 1024);
    }

    Path gzipped(Path file) throws IOException {
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write(bytes());
        }
        return file;
    }

    private Tar entry(String name, char type, String target, int size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 124, octal(size, 11));
        put(header, 136, octal(1_654_657_475, 11));
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = (byte) type;
        put(header, 157, target);
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, octal(sum, 6) + "\0");
        out.writeBytes(header);
        return this;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String octal(int value, int digits) {
        String text = Integer.toOctalString(value);
        return "0".repeat(digits - text.length()) + text;
    }
}
