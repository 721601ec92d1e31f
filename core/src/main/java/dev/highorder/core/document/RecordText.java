/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.ArrayList;
import java.util.List;

/// The text of one log record as the lines that the program printed: escaped line ends (`#012` of rsyslog,
/// `\x0a` of dmesg and syslog-ng) end lines again, and `message repeated N times: [ … ]` gives its message.
final class RecordText {

    private RecordText() {}

    static List<String> lines(String text, Frame frame) {
        String body = repeated(text);
        boolean octal = !frame.tag().isEmpty() && body.indexOf("#01") >= 0;
        boolean hex =
                body.indexOf("\\x") >= 0 && (frame.tag().isEmpty() || frame.tag().equals("kernel"));
        if (!octal && !hex) {
            return List.of(body);
        }
        if (octal) {
            body = body.replace("#012", "\n").replace("#011", "\t");
        }
        if (hex) {
            body = unescaped(body);
        }
        List<String> lines = new ArrayList<>();
        for (String line : body.split("\n", -1)) {
            if (!line.isBlank() || lines.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String repeated(String text) {
        if (!text.startsWith("message repeated ")) {
            return text;
        }
        int open = text.indexOf(" times: [");
        if (open < 0) {
            return text;
        }
        String inner = text.substring(open + 9).strip();
        return inner.endsWith("]") ? inner.substring(0, inner.length() - 1) : inner;
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("\\x", at) && at + 4 <= text.length()) {
                int high = Character.digit(text.charAt(at + 2), 16);
                int low = Character.digit(text.charAt(at + 3), 16);
                int value = high < 0 || low < 0 ? 0 : high * 16 + low;
                if (value == '\n' || value == '\t' || (value >= 0x20 && value < 0x7f)) {
                    out.append((char) value);
                    at += 4;
                    continue;
                }
            }
            out.append(text.charAt(at));
            at++;
        }
        return out.toString();
    }
}
