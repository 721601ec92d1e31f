/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.Arrays;
import java.util.List;

/// How wide the page was on which a source's log lines were wrapped, judged from the lines themselves.
///
/// @param usual the width that four of five log lines keep
/// @param cut the width at which a terminal broke lines without regard to words; 0 where none did
record PageWidth(int usual, int cut) {

    private static final int NARROWEST = 40;

    static PageWidth of(List<Line> source) {
        int[] widths = new int[source.size()];
        int count = 0;
        int widest = 0;
        for (Line line : source) {
            if (line.frame().framed()) {
                widths[count++] = of(line);
                widest = Math.max(widest, of(line));
            }
        }
        if (count == 0) {
            return new PageWidth(0, 0);
        }
        Arrays.sort(widths, 0, count);
        return new PageWidth(widths[(count - 1) * 4 / 5], brokenAt(source, widest) ? widest : 0);
    }

    /// Whether lines that go on without a prefix were all broken at exactly this width. One alone, or a
    /// mailer's ragged margin, does not show it.
    private static boolean brokenAt(List<Line> source, int widest) {
        int broken = 0;
        for (int i = 0; i + 1 < source.size(); i++) {
            Line line = source.get(i);
            Line next = source.get(i + 1);
            if (line.frame().framed() && !next.frame().framed() && !next.text().isBlank()) {
                if (of(line) < widest - 1) {
                    return false;
                }
                broken += of(line) == widest ? 1 : 0;
            }
        }
        return broken >= 2;
    }

    static int of(Line line) {
        return line.cite().text().stripTrailing().length();
    }

    /// Whether the word would not have fitted onto a line of this width.
    boolean isFull(int width, int word) {
        return width >= NARROWEST && width + 1 + word > usual;
    }
}
