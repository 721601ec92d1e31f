/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.Problem;
import dev.highorder.core.whatif.WhatIf;
import dev.highorder.report.layout.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What remedies would give back, for a person at a terminal: a line a remedy, then why it cannot be said more exactly.
public final class WhatIfText {

    private final WhatIf whatIf;
    private final TextStyle style;
    private final Glyphs glyphs;

    private WhatIfText(WhatIf whatIf, TextStyle style) {
        this.whatIf = whatIf;
        this.style = style;
        this.glyphs = new Glyphs(style.unicode());
    }

    /// Writes the answer.
    ///
    /// @throws IOException as `out` does
    public static void write(WhatIf whatIf, TextStyle style, Appendable out) throws IOException {
        StringBuilder text = new StringBuilder();
        new WhatIfText(whatIf, style).write(text);
        out.append(text);
    }

    private void write(StringBuilder out) {
        new Paragraph()
                .add("Order " + whatIf.order(), Tone.STRONG)
                .add(
                        "("
                                + Figures.bytes(whatIf.pageSize() << whatIf.order())
                                + " in one piece), "
                                + whatIf.orderWhy()
                                + ".")
                .print("", style, out);
        new Paragraph()
                .add("As things are, the request is")
                .add(served(whatIf.now()), tone(whatIf.now()))
                .add("(" + glyphs.text(whatIf.now().reason()) + ").")
                .print("", style, out);
        out.append('\n');
        new Paragraph()
                .add(
                        "Blocks of order "
                                + whatIf.order()
                                + " afterwards in "
                                + where()
                                + ", expected (at least to at most):")
                .print("", style, out);
        table(out);
        Set<String> reasons = new LinkedHashSet<>();
        for (WhatIf.Outcome outcome : whatIf.actions()) {
            reasons.addAll(outcome.reasons());
        }
        section("Why not more exactly", List.copyOf(reasons), out);
        section("Not known", missing(), out);
        if (style.verbose()) {
            section("Remarks", problems(), out);
        }
    }

    private void table(StringBuilder out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("remedy", "blocks", "request", "moves", "drops"));
        for (WhatIf.Outcome outcome : whatIf.actions()) {
            WhatIf.Range range = changed(outcome);
            String expected = Figures.grouped(range.expected());
            String between =
                    range.low() == range.high()
                            ? expected
                            : expected
                                    + " ("
                                    + Figures.grouped(range.low())
                                    + " to "
                                    + Figures.grouped(range.high())
                                    + ")";
            rows.add(
                    List.of(
                            outcome.action().word(),
                            between,
                            served(outcome.request()),
                            Figures.bytes(outcome.pagesMigrated() * whatIf.pageSize()),
                            Figures.bytes(outcome.bytesDropped())));
        }
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            TextLine line = TextLine.of(Span.plain("  "));
            int column = 2;
            for (int cell = 0; cell < widths.length; cell++) {
                Tone tone =
                        i == 0
                                ? Tone.FAINT
                                : cell == 2
                                        ? tone(whatIf.actions().get(i - 1).request())
                                        : Tone.PLAIN;
                line = line.beside(column, TextLine.of(new Span(rows.get(i).get(cell), tone)));
                column += widths[cell] + 2;
            }
            line.print(style.colour(), out);
        }
    }

    /// Blocks in the zones that a remedy changes; in all where none changes any.
    private WhatIf.Range changed(WhatIf.Outcome outcome) {
        long low = 0;
        long expected = 0;
        long high = 0;
        for (int i = 0; i < outcome.zones().size(); i++) {
            if (counts(i)) {
                WhatIf.Range range = outcome.zones().get(i).suitable();
                low += range.low();
                expected += range.expected();
                high += range.high();
            }
        }
        return new WhatIf.Range(low, expected, high);
    }

    private boolean counts(int zone) {
        boolean any = false;
        for (int i = 0; i < whatIf.actions().getFirst().zones().size(); i++) {
            any |= changes(i);
        }
        return changes(zone) || !any;
    }

    private boolean changes(int zone) {
        WhatIf.Range first = whatIf.actions().getFirst().zones().get(zone).suitable();
        for (WhatIf.Outcome outcome : whatIf.actions()) {
            WhatIf.Range range = outcome.zones().get(zone).suitable();
            if (range.low() != range.high() || !range.equals(first)) {
                return true;
            }
        }
        return false;
    }

    private String where() {
        List<String> zones = new ArrayList<>();
        for (int i = 0; i < whatIf.actions().getFirst().zones().size(); i++) {
            if (counts(i)) {
                zones.add(whatIf.actions().getFirst().zones().get(i).id().toString());
            }
        }
        return String.join(", ", zones);
    }

    private static String served(WhatIf.Served served) {
        return switch (served.answer()) {
            case YES -> "served";
            case NO -> "refused";
            case UNSURE -> "unsure";
        };
    }

    private static Tone tone(WhatIf.Served served) {
        if (served.answer() == Admission.Answer.YES) {
            return Tone.GOOD;
        }
        return served.answer() == Admission.Answer.NO ? Tone.BAD : Tone.DOUBT;
    }

    private List<String> missing() {
        List<String> lines = new ArrayList<>();
        for (Missing item : whatIf.missing()) {
            lines.add(item.what() + ": " + item.why() + ". " + item.command());
        }
        return lines;
    }

    private List<String> problems() {
        List<String> lines = new ArrayList<>();
        for (Problem problem : whatIf.problems()) {
            lines.add(problem.place() + ": " + problem.message());
        }
        return lines;
    }

    private void section(String heading, List<String> lines, StringBuilder out) {
        if (lines.isEmpty()) {
            return;
        }
        out.append('\n');
        TextLine.of(new Span(heading, Tone.STRONG)).print(style.colour(), out);
        for (String line : lines) {
            new Paragraph().add(glyphs.text(line)).print("  ", style, out);
        }
    }
}
