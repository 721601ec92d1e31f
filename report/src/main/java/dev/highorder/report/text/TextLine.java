/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import java.util.ArrayList;
import java.util.List;

/// One line of output as pieces with tones.
record TextLine(List<Span> spans) {

    static final TextLine EMPTY = new TextLine(List.of());

    TextLine {
        spans = List.copyOf(spans);
    }

    static TextLine of(Span... spans) {
        return new TextLine(List.of(spans));
    }

    int width() {
        int width = 0;
        for (Span span : spans) {
            width += span.width();
        }
        return width;
    }

    /// This line padded to a column, then the other.
    TextLine beside(int column, TextLine other) {
        if (other.spans.isEmpty()) {
            return this;
        }
        var joined = new ArrayList<>(spans);
        joined.add(Span.plain(" ".repeat(Math.max(column - width(), spans.isEmpty() ? 0 : 1))));
        joined.addAll(other.spans);
        return new TextLine(joined);
    }

    TextLine followedBy(TextLine other) {
        var joined = new ArrayList<>(spans);
        joined.addAll(other.spans);
        return new TextLine(joined);
    }

    /// Appends the line without its trailing blanks, and a line feed.
    void print(boolean colour, StringBuilder out) {
        int start = out.length();
        for (Span span : spans) {
            if (!colour || span.tone() == Tone.PLAIN || span.text().isBlank()) {
                out.append(span.text());
            } else {
                out.append("\u001b[")
                        .append(span.tone().sgr())
                        .append('m')
                        .append(span.text())
                        .append("\u001b[0m");
            }
        }
        int end = out.length();
        while (end > start && out.charAt(end - 1) == ' ') {
            end--;
        }
        out.setLength(end);
        out.append('\n');
    }
}
