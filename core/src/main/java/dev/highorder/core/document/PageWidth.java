/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How wide the page was on which a source's log lines were wrapped, judged from the lines themselves.
///
/// @param usual the width that four of five log lines keep
/// @param cut the width at which a terminal broke lines without regard to words; 0 where none did
record PageWidth(int usual, int cut) {

    private static final int NARROWEST = 40;
    private static final int TERMINAL = 80;

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

    /// Whether lines that go on without a prefix were all broken at exactly this width, which no line exceeds. One alone, two that
    /// read alike, or a mailer's ragged margin do not show it; a page narrower than a terminal is more likely a mailer's.
    private static boolean brokenAt(List<Line> source, int widest) {
        Set<String> broken = new HashSet<>();
        for (int i = 0; i + 1 < source.size(); i++) {
            Line line = source.get(i);
            Line next = source.get(i + 1);
            if (!goesOnBare(line, next)) {
                continue;
            }
            if (of(next) > widest || (line.frame().framed() && of(line) < widest - 1)) {
                return false;
            }
            if (line.frame().framed() && of(line) == widest) {
                broken.add(line.text());
            }
        }
        return broken.size() >= (widest < TERMINAL ? 3 : 2);
    }

    /// Whether the second line has no prefix and does not begin with the blank that the kernel begins a further line of a message
    /// with.
    private static boolean goesOnBare(Line line, Line next) {
        return !line.text().isBlank()
                && !next.frame().framed()
                && !next.text().isBlank()
                && next.text().charAt(0) != ' ';
    }

    static int of(Line line) {
        return line.cite().text().stripTrailing().length();
    }

    /// Whether the word would not have fitted onto a line of this width.
    boolean isFull(int width, int word) {
        return width >= NARROWEST && width + 1 + word > usual;
    }
}
