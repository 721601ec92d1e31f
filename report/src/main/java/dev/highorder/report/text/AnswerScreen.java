/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.FirstRemedies;
import dev.highorder.report.layout.Headline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answer on one screen: verdict, chain, what to do, what it is not, the free lists, what is not known. Two
/// columns where the terminal is wide.
final class AnswerScreen {

    private static final int WIDE = 130;
    private static final int RULED_OUT = 4;

    private final Diagnosis whole;
    private final NodeDiagnosis answer;
    private final FirstRemedies first;
    private final Glyphs glyphs;
    private final Phrases phrases;
    private final int width;

    AnswerScreen(Diagnosis whole, Glyphs glyphs, int width) {
        this.whole = whole;
        this.answer = whole.top();
        this.first = FirstRemedies.of(answer.remedies());
        this.glyphs = glyphs;
        this.phrases = new Phrases(glyphs, new CitePlaces(glyphs, answer));
        this.width = width;
    }

    /// The lines, at the loosest density that fits a screen.
    List<TextLine> lines() {
        var lines = List.<TextLine>of();
        for (Density density : Density.LOOSE_TO_TIGHT) {
            lines = lines(density);
            if (lines.size() <= Density.SCREEN) {
                break;
            }
        }
        return lines;
    }

    private List<TextLine> lines(Density density) {
        var lines = new ArrayList<TextLine>();
        lines.addAll(phrases.verdict(answer.verdict()).wrap(width));
        var identity = phrases.identity(answer.node());
        if (!identity.isEmpty()) {
            lines.addAll(identity.wrap(width, 1, glyphs.ellipsis(), new Span("", Tone.PLAIN)));
        }
        if (whole.nodes().size() > 1) {
            lines.addAll(phrases.otherNodes(whole.nodes()).wrap(width));
        }
        var body = width >= WIDE ? columns(density) : column(density);
        if (!body.isEmpty()) {
            lines.add(TextLine.EMPTY);
            lines.addAll(body);
        }
        lines.add(TextLine.EMPTY);
        lines.addAll(more(density).wrap(width));
        return lines;
    }

    private List<TextLine> column(Density density) {
        int inner = width - 2;
        return Section.stack(
                List.of(
                        why(inner, density),
                        remedies(inner, density),
                        ruledOut(inner, density),
                        free(inner, density),
                        missing(inner, density)),
                width);
    }

    private List<TextLine> columns(Density density) {
        int right = Math.max((width - 4) * 45 / 100, 70);
        int left = width - 4 - right;
        var leftLines =
                Section.stack(List.of(why(left - 2, density), ruledOut(left - 2, density)), left);
        var rightLines =
                Section.stack(
                        List.of(
                                remedies(right - 2, density),
                                free(right - 2, density),
                                missing(right - 2, density)),
                        right);
        return leftLines.isEmpty() ? rightLines : Section.beside(leftLines, left + 4, rightLines);
    }

    private Section why(int columns, Density density) {
        var heading = new Paragraph().whole("Why", Tone.STRONG);
        var lines = new ArrayList<TextLine>();
        var incident = incident();
        if (incident.isPresent()) {
            phrases.remark(heading, phrases.seen(incident.get()));
            phrases.remark(heading, phrases.folder(columns - heading.width()));
            int left = incident.get().chain().size();
            for (var step : incident.get().chain()) {
                left--;
                int limit = density.step() + (left == 0 ? 1 : 0);
                lines.addAll(phrases.step(notTwice(step), columns, limit, 2));
            }
        }
        return new Section(heading, lines);
    }

    /// A step without what the verdict has said a few lines above.
    private Incident.Step notTwice(Incident.Step step) {
        return new Incident.Step(
                step.step(),
                Headline.of(answer.verdict().summary()).notSaidOf(step.statement()),
                step.cites(),
                step.kb());
    }

    /// The incident that the verdict is about: the first with its cause and a chain, else the first with a chain.
    private Optional<Incident> incident() {
        Optional<Incident> first = Optional.empty();
        for (var incident : answer.incidents()) {
            if (incident.chain().isEmpty()) {
                continue;
            }
            if (incident.cause() == answer.verdict().cause()) {
                return Optional.of(incident);
            }
            first = first.isEmpty() ? Optional.of(incident) : first;
        }
        return first;
    }

    private Section ruledOut(int columns, Density density) {
        var lines = new ArrayList<TextLine>();
        for (var wrong :
                answer.ruledOut().subList(0, Math.min(RULED_OUT, answer.ruledOut().size()))) {
            lines.addAll(phrases.ruledOut(wrong, columns, density.reason(), 1));
        }
        return Section.of("It is not", lines);
    }

    private Section remedies(int columns, Density density) {
        var lines = new ArrayList<TextLine>();
        first.now()
                .ifPresent(remedy ->
                        lines.addAll(phrases.remedy("now", remedy, columns, density.remedy())));
        first.forGood()
                .ifPresent(remedy ->
                        lines.addAll(
                                phrases.remedy("for good", remedy, columns, density.remedy())));
        return Section.of("What to do", lines);
    }

    private Section free(int columns, Density density) {
        return FreeCharts.of(answer, glyphs).section(columns, density.bars());
    }

    private Section missing(int columns, Density density) {
        var lines = new ArrayList<TextLine>();
        for (var missing :
                answer.missing().subList(0, Math.min(density.missing(), answer.missing().size()))) {
            lines.addAll(phrases.missing(missing, columns, density.why()));
        }
        return Section.of("Not known", lines);
    }

    private Paragraph more(Density density) {
        var counts = new ArrayList<String>();
        count(counts, answer.incidents().size() - 1, "more incident", "more incidents");
        count(counts, answer.findings().size(), "finding", "findings");
        count(counts, answer.ruledOut().size() - RULED_OUT, "more ruled out", "more ruled out");
        int shown = (first.now().isPresent() ? 1 : 0) + (first.forGood().isPresent() ? 1 : 0);
        count(counts, answer.remedies().size() - shown, "more remedy", "more remedies");
        count(
                counts,
                answer.missing().size() - density.missing(),
                "more not known",
                "more not known");
        count(counts, whole.problems().size(), "problem in the input", "problems in the input");
        var line =
                new Paragraph()
                        .whole("-v", Tone.STRONG)
                        .whole("for all" + (counts.isEmpty() ? "" : ":"), Tone.FAINT);
        for (int i = 0; i < counts.size(); i++) {
            line.whole(counts.get(i) + (i + 1 < counts.size() ? "," : ""), Tone.FAINT);
        }
        return line;
    }

    private static void count(List<String> counts, int count, String one, String several) {
        if (count > 0) {
            counts.add(Figures.grouped(count) + " " + (count == 1 ? one : several));
        }
    }
}
