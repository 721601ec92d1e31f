/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import java.util.ArrayList;
import java.util.List;

/// The figures of one row that mail or a terminal may have broken into several lines. They stand in
/// columns of seven (`%6lu `), which tells a break inside a number from one between two.
final class WrappedRow {

    private static final int COLUMN = 7;

    private final Line first;
    private final int figuresFrom;
    private final StringBuilder figures;
    private int continued;

    /// @param figuresFrom position behind the row's name
    WrappedRow(Line first, int figuresFrom) {
        this.first = first;
        this.figuresFrom = figuresFrom;
        this.figures = new StringBuilder(first.text().substring(figuresFrom));
    }

    Line first() {
        return first;
    }

    int continued() {
        return continued;
    }

    void add(String text) {
        continued++;
        if (!brokenInsideNumber(text)) {
            figures.append(' ');
        }
        figures.append(text);
    }

    List<String> fields() {
        return Fields.of(figures.toString()).words();
    }

    private boolean brokenInsideNumber(String next) {
        String line = first.text();
        if (continued != 1
                || next.isEmpty()
                || next.charAt(0) == ' '
                || line.isEmpty()
                || !Character.isDigit(line.charAt(line.length() - 1))) {
            return false;
        }
        List<Integer> ends = new ArrayList<>();
        for (int i = figuresFrom; i < line.length(); i++) {
            boolean lastDigit =
                    Character.isDigit(line.charAt(i))
                            && (i + 1 == line.length() || line.charAt(i + 1) == ' ');
            if (lastDigit) {
                ends.add(i - figuresFrom);
            }
        }
        for (int i = 0; i + 1 < ends.size(); i++) {
            if (ends.get(i) != (i + 1) * COLUMN - 1) {
                return false;
            }
        }
        return ends.size() > 1 && ends.getLast() < ends.size() * COLUMN - 1;
    }
}
