/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.report.layout.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/// Words in tones, wrapped to a width. Blanks separate words; a word wider than the line is cut across lines.
final class Paragraph {

    private final List<Span> words = new ArrayList<>();

    Paragraph add(String text, Tone tone) {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf(' ', from);
            end = end < 0 ? text.length() : end;
            if (end > from) {
                words.add(new Span(text.substring(from, end), tone));
            }
            from = end + 1;
        }
        return this;
    }

    Paragraph add(String text) {
        return add(text, Tone.PLAIN);
    }

    /// A piece that is not broken at its blanks as long as it fits a line.
    Paragraph whole(String text, Tone tone) {
        if (!text.isEmpty()) {
            words.add(new Span(text, tone));
        }
        return this;
    }

    /// Columns of the whole on one line.
    int width() {
        int width = Math.max(words.size() - 1, 0);
        for (Span word : words) {
            width += word.width();
        }
        return width;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    List<TextLine> wrap(int width) {
        var lines = new ArrayList<TextLine>();
        var line = new ArrayList<Span>();
        int used = 0;
        for (Span word : words) {
            Span rest = word;
            if (used > 0 && used + 1 + rest.width() > width) {
                lines.add(new TextLine(line));
                line.clear();
                used = 0;
            }
            while (rest.width() > width) {
                int cut = Math.max(DisplayWidth.fit(rest.text(), width), 1);
                lines.add(TextLine.of(new Span(rest.text().substring(0, cut), rest.tone())));
                rest = new Span(rest.text().substring(cut), rest.tone());
            }
            if (used > 0) {
                append(
                        line,
                        new Span(
                                " ",
                                line.getLast().tone() == rest.tone() ? rest.tone() : Tone.PLAIN));
                used++;
            }
            append(line, rest);
            used += rest.width();
        }
        if (!line.isEmpty()) {
            lines.add(new TextLine(line));
        }
        return lines;
    }

    /// As `wrap`, but of so many lines at most, with a remark at the right end of the last; what is left out gives way
    /// to an ellipsis.
    List<TextLine> wrap(int width, int limit, String ellipsis, Span remark) {
        int room = remark.text().isEmpty() ? 0 : remark.width() + 2;
        var lines = wrap(width);
        var shown = new Paragraph();
        for (int kept = words.size(); kept > 0; kept--) {
            boolean fits = lines.isEmpty() || lines.getLast().width() + room <= width;
            if (lines.size() + (fits ? 0 : 1) <= limit) {
                return fits ? remarked(lines, width, remark) : below(lines, width, remark);
            }
            shown.words.clear();
            shown.words.addAll(words.subList(0, kept - 1));
            shown.words.add(new Span(ellipsis, Tone.FAINT));
            lines = shown.wrap(width);
        }
        return below(lines, width, remark);
    }

    /// Prints it on the lines it takes; below an indent, those after the first are set in further.
    void print(String indent, TextStyle style, StringBuilder out) {
        List<TextLine> lines = wrap(style.width() - indent.length() - 2);
        for (TextLine line : indent.isEmpty() ? lines : Phrases.hanging(lines)) {
            TextLine.of(Span.plain(indent)).followedBy(line).print(style.colour(), out);
        }
    }

    private static List<TextLine> remarked(List<TextLine> lines, int width, Span remark) {
        if (!remark.text().isEmpty()) {
            lines.add(lines.removeLast().beside(width - remark.width(), TextLine.of(remark)));
        }
        return lines;
    }

    private static List<TextLine> below(List<TextLine> lines, int width, Span remark) {
        lines.add(TextLine.EMPTY.beside(Math.max(width - remark.width(), 0), TextLine.of(remark)));
        return lines;
    }

    private static void append(List<Span> line, Span span) {
        if (!line.isEmpty() && line.getLast().tone() == span.tone()) {
            var last = line.removeLast();
            line.add(new Span(last.text() + span.text(), span.tone()));
        } else {
            line.add(span);
        }
    }
}
