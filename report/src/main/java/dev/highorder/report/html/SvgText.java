/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.report.layout.DisplayWidth;
import dev.highorder.report.safe.SafeText;
import java.util.ArrayList;
import java.util.List;

/// Text in a drawing, which does not wrap by itself. The widths are those of a wide face (DejaVu Sans, Verdana), in
/// thousandths of the font size: what fits in it fits in the narrower ones, too.
final class SvgText {

    /// One character of any fixed-width face.
    private static final int FIXED = 610;

    /// Letters of about the same width, and that width.
    private static final String[] LIKE = {
        "ijlI |.,:;'!/\\", "tfr()[]-\"", "cszkvxy_J", "mwMW@%+=<>&#~", "ABCDEFGHKLNOPQRSTUVXYZ"
    };

    private static final int[] WIDTHS = {318, 412, 592, 980, 740};

    private SvgText() {}

    /// How wide a text of a fixed-width face is, in whole units of the drawing.
    static int fixed(String text, int font) {
        return (DisplayWidth.of(text) * FIXED * font + 999) / 1000;
    }

    /// One safe line of at most so many columns, its middle left out where it has more.
    static String shorten(String text, int columns) {
        return DisplayWidth.middle(SafeText.of(text), columns, "\u2026");
    }

    /// Safe lines of at most so many thousandths of the font size; what does not fit the last one gives way to an
    /// ellipsis. A line ends at a blank, after `|` or `/`, in a
    /// compound or after a wide character, and within a word that is too long.
    static List<String> wrap(String text, int width, int most) {
        String safe = SafeText.of(text).strip();
        var lines = new ArrayList<String>();
        int from = 0;
        while (from < safe.length()) {
            boolean last = lines.size() + 1 == most;
            int end = fit(safe, from, width);
            if (end < safe.length() && last) {
                int shorter = inside(safe, from, width - 1000);
                lines.add(safe.substring(from, shorter) + "\u2026");
                return lines;
            }
            lines.add(safe.substring(from, end).stripTrailing());
            from = end;
            while (from < safe.length() && safe.charAt(from) == ' ') {
                from++;
            }
        }
        return lines;
    }

    /// Where the line that begins there ends, at a place fit for it.
    private static int fit(String text, int from, int width) {
        int hard = inside(text, from, width);
        if (hard == text.length() || text.charAt(hard) == ' ') {
            return hard;
        }
        for (int i = hard; i > from; i--) {
            char before = text.charAt(i - 1);
            boolean place =
                    before == ' '
                            || before == '|'
                            || before == '/'
                            || before >= 0x2e80
                            || (before == '-' && Character.isLetter(text.charAt(i)));
            if (place && !Character.isLowSurrogate(text.charAt(i))) {
                return i;
            }
        }
        return hard;
    }

    /// As much as fits, and at least one character.
    private static int inside(String text, int from, int width) {
        int sum = 0;
        int i = from;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            sum += width(point);
            if (sum > width && i > from) {
                return i;
            }
            i += Character.charCount(point);
        }
        return i;
    }

    private static int width(int point) {
        if (point >= 0x80) {
            return DisplayWidth.of(point) == 1 ? 700 : DisplayWidth.of(point) * 500;
        }
        for (int i = 0; i < LIKE.length; i++) {
            if (LIKE[i].indexOf(point) >= 0) {
                return WIDTHS[i];
            }
        }
        return 636;
    }
}
