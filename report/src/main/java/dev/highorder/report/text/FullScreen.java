/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.diagnosis.Demand;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Problem;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.FreeBytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// Everything that is known of one node, for `-v`: all incidents, findings, remedies and free lists, and the cited lines.
final class FullScreen {

    private static final int ALL = Integer.MAX_VALUE;
    private static final int CITED_LINES = 4;

    private final NodeDiagnosis answer;
    private final Glyphs glyphs;
    private final CitePlaces places;
    private final Phrases phrases;
    private final int width;
    private final int inner;

    FullScreen(NodeDiagnosis answer, Glyphs glyphs, int width) {
        this.answer = answer;
        this.glyphs = glyphs;
        this.places = new CitePlaces(glyphs, answer);
        this.phrases = new Phrases(glyphs, places);
        this.width = width;
        this.inner = width - 2;
    }

    /// Every node, the worst first, then the problems of the input.
    static List<TextLine> lines(Diagnosis diagnosis, Glyphs glyphs, int width) {
        var lines = new ArrayList<TextLine>();
        var nodes = diagnosis.nodes().size() > 1 ? diagnosis.nodes() : List.of(diagnosis.top());
        for (var node : nodes) {
            if (!lines.isEmpty()) {
                lines.add(TextLine.EMPTY);
                lines.add(
                        TextLine.of(
                                new Span(
                                        (glyphs.unicode() ? "\u2500" : "-").repeat(width),
                                        Tone.FAINT)));
                lines.add(TextLine.EMPTY);
            }
            lines.addAll(new FullScreen(node, glyphs, width).lines());
        }
        var problems = problems(diagnosis.problems(), glyphs, width - 2);
        if (!problems.isEmpty()) {
            lines.add(TextLine.EMPTY);
            lines.addAll(problems.print(width));
        }
        return lines;
    }

    private List<TextLine> lines() {
        var lines = new ArrayList<TextLine>();
        lines.addAll(phrases.verdict(answer.verdict()).wrap(width));
        lines.addAll(phrases.identity(answer.node()).wrap(width));
        var sections = new ArrayList<Section>();
        for (var incident : answer.incidents()) {
            sections.add(incident(incident));
        }
        answer.demand().ifPresent(demand -> sections.add(demand(demand)));
        sections.add(remedies());
        sections.add(ruledOut());
        sections.add(findings("Found", Finding.Status.FOUND));
        sections.add(findings("Looked at and clear", Finding.Status.CLEAR));
        sections.add(findings("Could not be told", Finding.Status.NOT_APPLICABLE));
        sections.add(FreeCharts.of(answer, glyphs).section(inner, 4));
        var asked = FreeBytes.askedOrder(answer);
        answer.memory().ifPresent(memory -> sections.add(zones("Free lists", memory, asked)));
        answer.baseline()
                .ifPresent(memory ->
                        sections.add(zones("Free lists of the healthy node", memory, asked)));
        sections.add(missing());
        sections.add(cited());
        var body = Section.stack(sections, width);
        if (!body.isEmpty()) {
            lines.add(TextLine.EMPTY);
            lines.addAll(body);
        }
        return lines;
    }

    private Section incident(Incident incident) {
        var heading =
                new Paragraph()
                        .whole(glyphs.text(incident.id()) + ":", Tone.STRONG)
                        .add(incident.cause().word(), Phrases.tone(incident.cause()))
                        .add("(" + incident.confidence().word() + ")", Tone.STRONG);
        phrases.remark(heading, phrases.seen(incident));
        phrases.remark(heading, phrases.folder(inner - heading.width()));
        var lines = new ArrayList<TextLine>();
        for (var step : incident.chain()) {
            lines.addAll(phrases.step(step, inner, ALL, ALL));
        }
        incident.symptom()
                .ifPresent(symptom -> {
                    var words = new ArrayList<String>();
                    words.add(
                            symptom.component().isEmpty() ? "said" : symptom.component() + " said");
                    symptom.pod().ifPresent(pod -> words.add("pod " + pod));
                    symptom.namespace().ifPresent(namespace -> words.add("namespace " + namespace));
                    symptom.container().ifPresent(container -> words.add("container " + container));
                    facts(
                            lines,
                            "message",
                            List.of(String.join(", ", words) + ": " + symptom.message()),
                            symptom.cite());
                });
        incident.failure().ifPresent(failure -> failure(failure, lines));
        return new Section(heading, lines);
    }

    private void failure(Incident.Failure failure, List<TextLine> lines) {
        var facts = new ArrayList<String>();
        failure.comm().ifPresent(comm -> facts.add("task " + comm));
        failure.pid().ifPresent(pid -> facts.add("pid " + pid));
        failure.cpu().ifPresent(cpu -> facts.add("CPU " + cpu));
        failure.order().ifPresent(order -> facts.add("order " + order));
        failure.bytes().ifPresent(bytes -> facts.add(Figures.bytes(bytes)));
        failure.mode().ifPresent(mode -> facts.add("mode " + mode));
        if (!failure.gfp().isEmpty()) {
            facts.add(String.join("|", failure.gfp()));
        }
        failure.requester().ifPresent(requester -> facts.add("for " + requester));
        failure.errno().ifPresent(facts::add);
        failure.nodemask().ifPresent(mask -> facts.add("nodemask " + mask));
        failure.cpuset().ifPresent(cpuset -> facts.add("cpuset " + cpuset));
        facts(lines, "request", facts, failure.cite());
        if (!failure.callTrace().isEmpty()) {
            String arrow = glyphs.unicode() ? " \u2190 " : " <- ";
            lines.addAll(
                    Phrases.labelled(
                            "trace",
                            new Paragraph()
                                    .add(glyphs.text(String.join(arrow, failure.callTrace())))
                                    .wrap(inner - Phrases.LABEL)));
        }
    }

    private void facts(List<TextLine> lines, String label, List<String> facts, Cite cite) {
        var text = new Paragraph().add(glyphs.text(String.join(", ", facts)));
        var place = phrases.standsOn(List.of(cite), Optional.empty(), 1, inner - Phrases.LABEL);
        lines.addAll(
                Phrases.labelled(
                        label, text.wrap(inner - Phrases.LABEL, ALL, glyphs.ellipsis(), place)));
    }

    private Section demand(Demand demand) {
        var lines = new ArrayList<TextLine>();
        var text = new Paragraph();
        demand.callSite().ifPresent(site -> text.whole(glyphs.text(site) + ":", Tone.STRONG));
        lines.addAll(text.add(glyphs.text(demand.statement())).wrap(inner));
        demand.derived()
                .ifPresent(derived -> {
                    String count =
                            derived.exact().isPresent()
                                    ? "exactly " + Figures.grouped(derived.exact().getAsLong())
                                    : (derived.low().isPresent()
                                                    ? "from "
                                                            + Figures.grouped(
                                                                    derived.low().getAsLong())
                                                            + " "
                                                    : "")
                                            + (derived.high().isPresent()
                                                    ? "to "
                                                            + Figures.grouped(
                                                                    derived.high().getAsLong())
                                                    : "");
                    lines.addAll(
                            new Paragraph()
                                    .add(glyphs.text(derived.what()) + ":")
                                    .add(count.strip(), Tone.STRONG)
                                    .wrap(inner));
                });
        return Section.of("What was asked for, order " + demand.order(), lines);
    }

    private Section ruledOut() {
        var lines = new ArrayList<TextLine>();
        for (var wrong : answer.ruledOut()) {
            lines.addAll(phrases.ruledOut(wrong, inner, ALL, ALL));
        }
        return Section.of("It is not", lines);
    }

    private Section remedies() {
        var lines = new ArrayList<TextLine>();
        for (var remedy : answer.remedies()) {
            if (!lines.isEmpty()) {
                lines.add(TextLine.EMPTY);
            }
            lines.addAll(phrases.remedy(remedy.kind().word(), remedy, inner, ALL));
            note(lines, "why", remedy.why());
            remedy.kernelRange().ifPresent(range -> note(lines, "kernels", range));
            remedy.undo().ifPresent(undo -> undo(lines, undo));
        }
        return Section.of("What to do", lines);
    }

    private void note(List<TextLine> lines, String label, String text) {
        lines.addAll(
                Phrases.labelled(
                        "  " + label,
                        new Paragraph().add(glyphs.text(text)).wrap(inner - Phrases.LABEL)));
    }

    private void undo(List<TextLine> lines, String undo) {
        var commands = phrases.command(undo, inner, 0);
        boolean beside =
                commands.size() == 1 && commands.getFirst().width() <= inner - Phrases.LABEL;
        lines.addAll(Phrases.labelled("  undo", beside ? commands : List.of(TextLine.EMPTY)));
        lines.addAll(beside ? List.of() : phrases.command(undo, inner, Phrases.LABEL));
    }

    private Section findings(String heading, Finding.Status status) {
        var lines = new ArrayList<TextLine>();
        for (var finding : answer.findings()) {
            if (finding.status() == status) {
                var tone =
                        status != Finding.Status.FOUND
                                ? Tone.PLAIN
                                : severityTone(finding.severity());
                var text =
                        new Paragraph()
                                .add(glyphs.text(finding.title()) + ":", tone)
                                .add(glyphs.text(finding.statement()));
                var place = phrases.standsOn(finding.cites(), finding.kb(), ALL, inner / 2);
                lines.addAll(Phrases.hanging(text.wrap(inner - 2, ALL, glyphs.ellipsis(), place)));
            }
        }
        return Section.of(heading, lines);
    }

    private static Tone severityTone(Finding.Severity severity) {
        return switch (severity) {
            case CRITICAL -> Tone.BAD;
            case WARNING -> Tone.DOUBT;
            case INFO -> Tone.STRONG;
        };
    }

    private Section zones(String name, Memory memory, OptionalInt asked) {
        var heading = new Paragraph().whole(name, Tone.STRONG);
        memory.asOf().ifPresent(when -> phrases.remark(heading, glyphs.text(when)));
        memory.cite()
                .ifPresent(cite -> phrases.remark(heading, places.of(List.of(cite), 1, inner / 2)));
        var lines = new ArrayList<>(ZoneTable.grid(memory, asked, glyphs, inner));
        if (!lines.isEmpty()) {
            lines.addAll(
                    new Paragraph()
                            .add(
                                    "extfrag: -1000 a block is there, else towards 0 memory is short, towards 1000 it is fragmented; unusable: thousandths of the free memory in blocks too small",
                                    Tone.FAINT)
                            .wrap(inner));
        }
        var totals = new Paragraph();
        new TreeMap<>(memory.totals())
                .forEach((what, bytes) ->
                        totals.whole(
                                (totals.isEmpty() ? "" : glyphs.dot() + " ")
                                        + glyphs.text(what)
                                        + " "
                                        + Figures.bytes(bytes),
                                Tone.PLAIN));
        if (!totals.isEmpty()) {
            lines.addAll(lines.isEmpty() ? List.of() : List.of(TextLine.EMPTY));
            lines.addAll(totals.wrap(inner));
        }
        return new Section(heading, lines);
    }

    private Section missing() {
        var lines = new ArrayList<TextLine>();
        for (var missing : answer.missing()) {
            lines.addAll(phrases.missing(missing, inner, ALL));
        }
        return Section.of("Not known", lines);
    }

    private static Section problems(List<Problem> problems, Glyphs glyphs, int inner) {
        var lines = new ArrayList<TextLine>();
        for (var problem : problems) {
            String line = problem.line().isPresent() ? ":" + problem.line().getAsInt() : "";
            var text =
                    new Paragraph()
                            .whole(glyphs.path(problem.path(), inner / 2) + line + ":", Tone.FAINT)
                            .add(glyphs.text(problem.message()));
            lines.addAll(Phrases.hanging(text.wrap(inner - 2)));
        }
        return Section.of("Problems in the input", lines);
    }

    private Section cited() {
        var lines = new ArrayList<TextLine>();
        for (Cite cite : cites()) {
            var place =
                    new Paragraph()
                            .whole(places.of(List.of(cite), 1, inner / 2), Tone.STRONG)
                            .add(glyphs.text(cite.text()), Tone.FAINT);
            lines.addAll(
                    Phrases.hanging(
                            place.wrap(
                                    inner - 2,
                                    CITED_LINES,
                                    glyphs.ellipsis(),
                                    new Span("", Tone.PLAIN))));
        }
        return Section.of("Cited lines", lines);
    }

    private Set<Cite> cites() {
        var cites = new LinkedHashSet<Cite>();
        for (var incident : answer.incidents()) {
            incident.chain().forEach(step -> cites.addAll(step.cites()));
            incident.symptom().ifPresent(symptom -> cites.add(symptom.cite()));
            incident.failure().ifPresent(failure -> cites.add(failure.cite()));
        }
        answer.findings().forEach(finding -> cites.addAll(finding.cites()));
        answer.ruledOut().forEach(wrong -> cites.addAll(wrong.cites()));
        return cites;
    }
}
