/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import java.util.ArrayList;
import java.util.List;

/// A heading and its lines; a section without lines is not printed.
record Section(Paragraph heading, List<TextLine> lines) {

    private static final String INDENT = "  ";

    Section {
        lines = List.copyOf(lines);
    }

    static Section of(String heading, List<TextLine> lines) {
        return new Section(new Paragraph().whole(heading, Tone.STRONG), lines);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// The heading, then the lines indented.
    List<TextLine> print(int width) {
        var all = new ArrayList<>(heading.wrap(width));
        for (TextLine line : lines) {
            all.add(line.width() == 0 ? line : indent(line));
        }
        return all;
    }

    /// Sections one below the other, an empty line between.
    static List<TextLine> stack(List<Section> sections, int width) {
        var all = new ArrayList<TextLine>();
        for (Section section : sections) {
            if (!section.isEmpty()) {
                if (!all.isEmpty()) {
                    all.add(TextLine.EMPTY);
                }
                all.addAll(section.print(width));
            }
        }
        return all;
    }

    /// Two stacks side by side, the right one from this column on.
    static List<TextLine> beside(List<TextLine> left, int column, List<TextLine> right) {
        var all = new ArrayList<TextLine>();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            var line = i < left.size() ? left.get(i) : TextLine.EMPTY;
            all.add(i < right.size() ? line.beside(column, right.get(i)) : line);
        }
        return all;
    }

    static TextLine indent(TextLine line) {
        var spans = new ArrayList<Span>();
        spans.add(Span.plain(INDENT));
        spans.addAll(line.spans());
        return new TextLine(spans);
    }
}
