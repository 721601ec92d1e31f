/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.explain.Explanation;
import dev.highorder.report.layout.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Explanations for a person: what the text is, its parts, what there is to know, and for a mask without a kernel the
/// readings that make sense before those that do not.
public final class ExplainText {

    private static final int INPUT_LINES = 3;

    private final Glyphs glyphs;
    private final int width;

    private ExplainText(TextStyle style) {
        this.glyphs = new Glyphs(style.unicode());
        this.width = style.width();
    }

    /// Writes the explanations, an empty line between.
    ///
    /// @throws IOException as `out` does
    public static void write(List<Explanation> explanations, TextStyle style, Appendable out)
            throws IOException {
        var text = new StringBuilder();
        var explain = new ExplainText(style);
        for (var explanation : explanations) {
            text.append(text.isEmpty() ? "" : "\n");
            for (TextLine line : explain.lines(explanation)) {
                line.print(style.colour(), text);
            }
        }
        out.append(text);
    }

    private List<TextLine> lines(Explanation item) {
        var lines = new ArrayList<TextLine>();
        var input =
                new Paragraph()
                        .add(glyphs.text(item.input().strip().replace('\n', ' ')), Tone.STRONG);
        lines.addAll(input.wrap(width, INPUT_LINES, glyphs.ellipsis(), new Span("", Tone.PLAIN)));
        item.kernel().ifPresent(kernel -> part(lines, "kernel", glyphs.text(kernel)));
        item.layout().ifPresent(layout -> part(lines, "flags of", glyphs.text(layout.kernels())));
        item.mode().ifPresent(mode -> part(lines, "mode", glyphs.text(mode) + gfp(item.gfp())));
        item.sleeping()
                .ifPresent(sleeps ->
                        part(
                                lines,
                                "sleeps",
                                sleeps
                                        ? "yes, it may wait for reclaim"
                                        : "no, it takes what is there"));
        item.zone().ifPresent(zone -> part(lines, "zone", glyphs.text(zone)));
        item.migratetype().ifPresent(type -> part(lines, "lists", glyphs.text(type)));
        item.order().ifPresent(order -> part(lines, "order", order + size(item)));
        item.errno()
                .ifPresent(errno ->
                        part(
                                lines,
                                "errno",
                                errno.number() + " " + errno.name().toUpperCase(Locale.ROOT)));
        for (String statement : item.statements()) {
            lines.addAll(listed(new Paragraph().add(glyphs.text(statement)).wrap(width - 4)));
        }
        candidates(item, lines);
        return lines;
    }

    private String gfp(List<String> flags) {
        return flags.isEmpty() ? "" : " = " + glyphs.text(String.join(" | ", flags));
    }

    private static String size(Explanation item) {
        return item.bytes().isPresent()
                ? " = " + Figures.bytes(item.bytes().getAsLong()) + " in one piece"
                : "";
    }

    private void part(List<TextLine> lines, String label, String text) {
        var words = new Paragraph().add(text).wrap(width - 2 - Phrases.LABEL);
        for (TextLine line : Phrases.labelled(label, words)) {
            lines.add(Section.indent(line));
        }
    }

    private List<TextLine> listed(List<TextLine> text) {
        var lines = new ArrayList<TextLine>();
        for (TextLine line : text) {
            lines.add(
                    TextLine.of(Span.plain(lines.isEmpty() ? "  " + glyphs.dot() + " " : "    "))
                            .followedBy(line));
        }
        return lines;
    }

    private void candidates(Explanation item, List<TextLine> lines) {
        readings(item, true, "On these kernels it means", lines);
        readings(item, false, "On these it makes no sense", lines);
    }

    /// The kernels of each reading together, then the reading.
    private void readings(
            Explanation item, boolean sensible, String heading, List<TextLine> lines) {
        var kernels = new LinkedHashMap<String, String>();
        for (var candidate : item.candidates()) {
            if (candidate.reason().isEmpty() == sensible) {
                String reading = candidate.reason().orElse(String.join(" | ", candidate.gfp()));
                kernels.merge(reading, candidate.kernels(), (before, more) -> before + "; " + more);
            }
        }
        if (kernels.isEmpty()) {
            return;
        }
        lines.add(TextLine.of(Span.plain("  "), new Span(heading, Tone.STRONG)));
        kernels.forEach((reading, names) -> {
            var text =
                    new Paragraph()
                            .add(glyphs.text(names) + ":", Tone.FAINT)
                            .add(glyphs.text(reading), sensible ? Tone.PLAIN : Tone.FAINT);
            lines.addAll(listed(text.wrap(width - 4)));
        });
    }
}
