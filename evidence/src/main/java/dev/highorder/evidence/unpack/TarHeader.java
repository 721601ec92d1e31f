/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import java.nio.charset.StandardCharsets;

/// The fields of a tar header that matter here.
///
/// @param size of the content, in bytes; negative where the field holds no size
/// @param type the flag: `0` a file, `5` a directory, `2` a symbolic link …
record TarHeader(String name, long size, char type, String target) {

    private static final int SUM_FROM = 148;
    private static final int SUM_TO = 156;

    static TarHeader of(byte[] block) {
        String name = text(block, 0, 100);
        if (text(block, 257, 6).equals("ustar") && block[262] == 0 && block[345] != 0) {
            name = text(block, 345, 155) + '/' + name;
        }
        return new TarHeader(
                name, number(block, 124, 12), (char) (block[156] & 0xff), text(block, 157, 100));
    }

    /// Whether the sum of the bytes is what the header says, its own field taken as blanks. Old archivers added signed bytes.
    static boolean isSound(byte[] block) {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < 512; i++) {
            byte b = i >= SUM_FROM && i < SUM_TO ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        long said = number(block, SUM_FROM, 8);
        return said == unsigned || said == signed;
    }

    Entry.Kind kind(String fullName) {
        return switch (type) {
            case '1' -> Entry.Kind.HARD_LINK;
            case '2' -> Entry.Kind.SYMBOLIC_LINK;
            case '3', '4', '6', 'V', 'M', 'D', 'N' -> Entry.Kind.SPECIAL;
            case '5' -> Entry.Kind.DIRECTORY;
            // v7 has no flag for a directory, only its slash
            default -> fullName.endsWith("/") ? Entry.Kind.DIRECTORY : Entry.Kind.FILE;
        };
    }

    /// Whether `size` bytes follow: a link's or a device's header may name a size without having any.
    boolean hasContent(Entry.Kind kind) {
        return kind == Entry.Kind.FILE || type == 'M' || type == 'D' || type == 'N';
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /// Octal digits between blanks, or, where the first bit is set, a binary number.
    private static long number(byte[] block, int from, int length) {
        long value = 0;
        if ((block[from] & 0x80) != 0) {
            if ((block[from] & 0x7f) != 0) {
                return -1;
            }
            for (int i = from + 1; i < from + length; i++) {
                if (value >>> 55 != 0) {
                    return -1;
                }
                value = (value << 8) | (block[i] & 0xff);
            }
            return value;
        }
        int at = from;
        int end = from + length;
        while (at < end && block[at] == ' ') {
            at++;
        }
        while (at < end && block[at] >= '0' && block[at] <= '7') {
            value = (value << 3) | (block[at] - '0');
            at++;
        }
        return at == end || block[at] == 0 || block[at] == ' ' ? value : -1;
    }
}
