/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

/// Columns that a text takes on a terminal: wide characters (Unicode 16, East Asian Width W and F) take two,
/// combining marks none.
public final class DisplayWidth {

    private DisplayWidth() {}

    public static int of(String text) {
        int width = 0;
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            width += of(point);
            i += Character.charCount(point);
        }
        return width;
    }

    public static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /// The index up to which the text fits into so many columns, never inside a character.
    public static int fit(String text, int columns) {
        int width = 0;
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            width += of(point);
            if (width > columns) {
                return i;
            }
            i += Character.charCount(point);
        }
        return i;
    }

    /// The text with its middle left out, so that it fits.
    public static String middle(String text, int columns, String ellipsis) {
        if (of(text) <= columns) {
            return text;
        }
        int room = Math.max(columns - of(ellipsis), 2);
        int head = fit(text, room / 3);
        int tail = text.length();
        int width = 0;
        while (tail > head) {
            int point = text.codePointBefore(tail);
            if (width + of(point) > room - room / 3) {
                break;
            }
            width += of(point);
            tail -= Character.charCount(point);
        }
        return text.substring(0, head) + ellipsis + text.substring(tail);
    }

    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115f)
                || (point >= 0x2e80 && point <= 0x303e)
                || (point >= 0x3041 && point <= 0x4dbf)
                || (point >= 0x4e00 && point <= 0xa4cf)
                || (point >= 0xa960 && point <= 0xa97f)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0xffe0 && point <= 0xffe6)
                || (point >= 0x1f300 && point <= 0x1f64f)
                || (point >= 0x1f680 && point <= 0x1f6ff)
                || (point >= 0x1f900 && point <= 0x1f9ff)
                || (point >= 0x20000 && point <= 0x3fffd);
    }
}
