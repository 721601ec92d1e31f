/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.List;

/// How wide the page was on which lines without any prefix were wrapped: the mailer, the web form or the terminal left none wider.
///
/// @param width of the widest line; 0 where nothing shows that lines were wrapped
/// @param cut whether lines were broken at exactly that width, without regard to words
record BarePage(int width, boolean cut) {

    private static final int NARROWEST = 60;

    /// Of wider pages only several lines of exactly the same width are believed.
    private static final int WIDEST = 132;

    /// Shorter than the page by more than this, a line was not broken at its end.
    private static final int LONGEST_WORD = 24;

    static BarePage of(List<Line> source) {
        int widest = 0;
        for (Line line : source) {
            widest = Math.max(widest, PageWidth.of(line));
        }
        int exact = 0;
        boolean ragged = false;
        for (int i = 0; i + 1 < source.size(); i++) {
            int width = PageWidth.of(source.get(i));
            if (width > widest - LONGEST_WORD && isBare(source.get(i + 1))) {
                exact += width == widest ? 1 : 0;
                ragged |= width < widest - 1;
            }
        }
        boolean cut = exact >= 2 && !ragged;
        boolean wrapped = widest >= NARROWEST && (widest <= WIDEST || (cut && exact >= 3));
        return wrapped ? new BarePage(widest, cut) : new BarePage(0, false);
    }

    /// Whether a line of that width may go on in this text: it was full, and the text does not begin as messages do.
    boolean goesOn(int lineWidth, String next) {
        if (width == 0 || isRow(next)) {
            return false;
        }
        char first = next.charAt(0);
        if (cut) {
            return lineWidth >= width - 1 && "[>#$|".indexOf(first) < 0;
        }
        int space = next.indexOf(' ');
        int word = space < 0 ? next.length() : space;
        boolean within =
                Character.isLowerCase(first)
                        || Character.isDigit(first)
                        || "/\"'\\(=<-".indexOf(first) >= 0;
        return within && lineWidth + 1 + word > width;
    }

    /// Whether a line of that width was broken inside a word.
    boolean breaksWord(int lineWidth) {
        return cut && lineWidth == width;
    }

    /// A row of a table begins with a figure and stands in columns.
    private static boolean isRow(String text) {
        int space = text.indexOf("  ");
        if (space <= 0) {
            return false;
        }
        for (int i = 0; i < space; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBare(Line line) {
        return !line.frame().framed() && !line.text().isBlank();
    }
}
