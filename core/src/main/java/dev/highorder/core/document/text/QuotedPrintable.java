/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Undoes the transfer encoding of a mail that was saved as it came over the wire (RFC 2045, quoted-printable): `=3D` is `=`, and a `=`
/// at the end of a line is no end.
///
/// @param texts the lines as they were written
/// @param first for each of them the index of the line that it began on
public record QuotedPrintable(List<String> texts, List<Integer> first) {

    public QuotedPrintable {
        texts = List.copyOf(texts);
        first = List.copyOf(first);
    }

    /// Whether the lines are encoded so: soft line ends and an encoded `=`, which a log in plain text has not.
    public static boolean isIn(List<String> lines) {
        int soft = 0;
        boolean equals = false;
        for (String line : lines) {
            if (line.indexOf('=') >= 0) {
                soft += line.endsWith("=") && !line.endsWith("==") ? 1 : 0;
                equals |= line.contains("=3D");
            }
        }
        return soft >= 2 && equals;
    }

    public static QuotedPrintable of(List<String> lines) {
        List<String> texts = new ArrayList<>();
        List<Integer> first = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int from = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            if (open.isEmpty()) {
                from = i;
            }
            if (line.endsWith("=") && i + 1 < lines.size()) {
                open.append(line, 0, line.length() - 1);
            } else {
                texts.add(decoded(open.append(line).toString()));
                first.add(from);
                open.setLength(0);
            }
        }
        return new QuotedPrintable(texts, first);
    }

    private static String decoded(String text) {
        if (text.indexOf('=') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int value = text.charAt(at) == '=' ? octet(text, at + 1) : -1;
            if (value >= 0) {
                bytes.write(value);
                at += 3;
            } else {
                int next = text.indexOf('=', at + 1);
                int end = next < 0 ? text.length() : next;
                bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// The octet of two hexadecimal digits in upper case, as RFC 2045 asks for them; -1 where there are none.
    private static int octet(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 2; i++) {
            int digit = "0123456789ABCDEF".indexOf(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
