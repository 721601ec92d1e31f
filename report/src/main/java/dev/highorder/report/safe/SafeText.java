/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.safe;

/// A string of the evidence as it may be shown: control characters, escape sequences, and characters that turn
/// or hide text are made visible as `\x1b` or `\u202e`, then secrets are masked. A tab stays a tab.
///
/// What a terminal would obey is C0, DEL and C1 (ECMA-48); what would mislead a reader are the bidirectional
/// controls and the characters without a glyph (Unicode 16, general category Cf).
public final class SafeText {

    private static final String HEX = "0123456789abcdef";

    private SafeText() {}

    /// The text with nothing in it that a terminal or a reader could be deceived by, and no known secret.
    public static String of(String text) {
        return Redaction.mask(visible(text));
    }

    /// The text with control characters made visible; secrets stay.
    public static String visible(String text) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16).append(text, 0, plain);
        int i = plain;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (deceives(point)) {
                escape(point, out);
            } else {
                out.appendCodePoint(point);
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= ' ' && c < 0x7f) || c == '\t';
    }

    private static boolean deceives(int point) {
        if (point < 0xa0) {
            return (point < ' ' && point != '\t') || point >= 0x7f;
        }
        return point == 0xad
                || point == 0x61c
                || point == 0x180e
                || (point >= 0x200b && point <= 0x200f && point != 0x200c && point != 0x200d)
                || (point >= 0x2028 && point <= 0x202e)
                || (point >= 0x2060 && point <= 0x206f)
                || (point >= 0xd800 && point <= 0xdfff)
                || point == 0xfeff
                || (point >= 0xfff9 && point <= 0xfffb)
                || (point >= 0xe0000 && point <= 0xe0fff);
    }

    private static void escape(int point, StringBuilder out) {
        int digits = point < 0x100 ? 2 : point < 0x10000 ? 4 : 8;
        out.append('\\').append(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt(point >>> shift & 0xf));
        }
    }
}
