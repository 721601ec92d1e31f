/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A Markdown page of the knowledge base at a terminal: headings stand out, paragraphs and lists are wrapped, tables of
/// two columns become labels, code blocks stay as they are.
public final class MarkdownPage {

    private static final int LABEL = 20;

    private final Glyphs glyphs;
    private final int width;
    private final List<TextLine> lines = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private String bullet = "";

    private MarkdownPage(TextStyle style) {
        this.glyphs = new Glyphs(style.unicode());
        this.width = style.width();
    }

    /// Writes the page; no line but those of code blocks is wider than the style's width.
    ///
    /// @throws IOException as `out` does
    public static void write(String markdown, TextStyle style, Appendable out) throws IOException {
        var page = new MarkdownPage(style);
        boolean code = false;
        for (String line : markdown.lines().toList()) {
            if (line.strip().startsWith("```")) {
                page.end();
                code = !code;
            } else if (code) {
                page.lines.add(
                        TextLine.of(
                                Span.plain("    "),
                                new Span(page.glyphs.text(line), Tone.COMMAND)));
            } else {
                page.read(line);
            }
        }
        page.end();
        var text = new StringBuilder();
        for (TextLine line : page.lines) {
            line.print(style.colour(), text);
        }
        out.append(text);
    }

    private void read(String line) {
        String text = line.strip();
        if (text.isEmpty()) {
            end();
            if (!lines.isEmpty() && lines.getLast().width() > 0) {
                lines.add(TextLine.EMPTY);
            }
        } else if (text.startsWith("#")) {
            end();
            lines.addAll(inline(text.substring(text.indexOf(' ') + 1), Tone.STRONG).wrap(width));
        } else if (text.startsWith("|")) {
            end();
            row(text);
        } else if (isItem(text)) {
            end();
            int mark = text.indexOf(' ');
            bullet =
                    text.startsWith("-") || text.startsWith("*")
                            ? glyphs.dot()
                            : text.substring(0, mark);
            paragraph.append(text, mark + 1, text.length());
        } else {
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(text);
        }
    }

    private static boolean isItem(String text) {
        if (text.startsWith("- ") || text.startsWith("* ")) {
            return true;
        }
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        return digits > 0 && text.startsWith(". ", digits);
    }

    private void end() {
        if (!paragraph.isEmpty()) {
            int indent = bullet.isEmpty() ? 0 : bullet.length() + 3;
            boolean first = true;
            for (TextLine line : inline(paragraph.toString(), Tone.PLAIN).wrap(width - indent)) {
                String before = first && indent > 0 ? "  " + bullet + " " : " ".repeat(indent);
                lines.add(TextLine.of(Span.plain(before)).followedBy(line));
                first = false;
            }
            paragraph.setLength(0);
        }
        bullet = "";
    }

    private void row(String text) {
        String inner =
                text.substring(
                        1,
                        text.endsWith("|") && text.length() > 1
                                ? text.length() - 1
                                : text.length());
        if (inner.replace("|", "").replace("-", "").replace(":", "").isBlank()) {
            return;
        }
        int column = inner.indexOf('|');
        String label = column < 0 ? inner.strip() : inner.substring(0, column).strip();
        String value = column < 0 ? "" : inner.substring(column + 1).replace("|", "  ").strip();
        var head = inline(label, Tone.STRONG).wrap(LABEL - 1);
        lines.addAll(Section.beside(head, LABEL, inline(value, Tone.PLAIN).wrap(width - LABEL)));
    }

    /// Words without the marks of code and emphasis.
    private Paragraph inline(String text, Tone tone) {
        return new Paragraph()
                .add(
                        glyphs.text(text.replace("`", "").replace("**", "").replace("\\|", "|")),
                        tone);
    }
}
