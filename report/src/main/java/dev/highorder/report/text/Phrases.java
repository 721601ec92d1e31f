/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.Node;
import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.diagnosis.Verdict;
import dev.highorder.core.model.Cite;
import dev.highorder.report.layout.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The parts of an answer as lines: the same words on the short screen and the long one, with limits on the short.
final class Phrases {

    static final int LABEL = 11;
    private static final int NARROW = 4;
    private static final int NODES = 6;

    private final Glyphs glyphs;
    private final CitePlaces places;

    Phrases(Glyphs glyphs, CitePlaces places) {
        this.glyphs = glyphs;
        this.places = places;
    }

    Paragraph verdict(Verdict verdict) {
        return new Paragraph()
                .add(verdict.cause().word(), tone(verdict.cause()))
                .add("(" + verdict.confidence().word() + "):", Tone.STRONG)
                .add(glyphs.text(verdict.summary()));
    }

    static Tone tone(Cause cause) {
        return cause.problem() ? Tone.BAD : cause == Cause.INCONCLUSIVE ? Tone.DOUBT : Tone.GOOD;
    }

    Paragraph identity(Node node) {
        var facts = new ArrayList<String>();
        node.name().ifPresent(facts::add);
        node.kernel().ifPresent(facts::add);
        node.memoryBytes().ifPresent(bytes -> facts.add(Figures.bytes(bytes)));
        node.numaNodes()
                .ifPresent(nodes -> facts.add(nodes == 1 ? "1 NUMA node" : nodes + " NUMA nodes"));
        node.distribution().ifPresent(facts::add);
        node.hardware().ifPresent(facts::add);
        new TreeMap<>(node.runtimes()).forEach((name, version) -> facts.add(name + " " + version));
        var line = new Paragraph();
        for (int i = 0; i < facts.size(); i++) {
            line.whole(
                    glyphs.text(facts.get(i)) + (i + 1 < facts.size() ? " " + glyphs.dot() : ""),
                    Tone.FAINT);
        }
        return line;
    }

    Paragraph otherNodes(List<NodeDiagnosis> nodes) {
        var line =
                new Paragraph()
                        .add("The worst of " + nodes.size() + " nodes; the others:", Tone.FAINT);
        for (var node : nodes.subList(1, Math.min(nodes.size(), NODES))) {
            line.add(glyphs.text(node.node().name().orElse("(no name)")), Tone.FAINT)
                    .add(node.verdict().cause().word(), tone(node.verdict().cause()));
        }
        return nodes.size() > NODES ? line.add(glyphs.ellipsis(), Tone.FAINT) : line;
    }

    void remark(Paragraph heading, String text) {
        if (!text.isEmpty()) {
            heading.whole(glyphs.dot(), Tone.FAINT).add(text, Tone.FAINT);
        }
    }

    /// Where the files of the citations are, in what is left of a line.
    String folder(int columns) {
        int room = columns - " . files in ".length();
        return places.folder().isEmpty()
                ? ""
                : "files in " + glyphs.path(places.folder(), Math.max(room, 20));
    }

    String seen(Incident incident) {
        var facts = new ArrayList<String>();
        incident.firstSeen().ifPresent(first -> facts.add(glyphs.text(first)));
        if (incident.count() > 1) {
            incident.lastSeen()
                    .filter(last -> !incident.firstSeen().equals(Optional.of(last)))
                    .ifPresent(last ->
                            facts.add(
                                    (facts.isEmpty() ? "" : facts.removeLast() + " to ")
                                            + glyphs.text(last)));
            facts.add(Figures.grouped(incident.count()) + " times");
        }
        incident.suppressed()
                .ifPresent(more -> facts.add(Figures.grouped(more) + " more not printed"));
        return String.join(", ", facts);
    }

    List<TextLine> step(Incident.Step step, int columns, int limit, int cites) {
        var text = new Paragraph().add(glyphs.text(step.statement()));
        var remark = standsOn(step.cites(), step.kb(), cites, columns - LABEL);
        return labelled(
                glyphs.text(step.step()),
                text.wrap(columns - LABEL, limit, glyphs.ellipsis(), remark));
    }

    List<TextLine> ruledOut(RuledOut wrong, int columns, int limit, int cites) {
        var text =
                new Paragraph()
                        .add(name(wrong) + ":", Tone.STRONG)
                        .add(glyphs.text(wrong.reason()));
        var remark = standsOn(wrong.cites(), wrong.kb(), cites, columns / 2);
        if (limit == 1
                && text.wrap(columns).size() == 1
                && text.wrap(columns - remark.width() - 2).size() > 1) {
            return text.wrap(columns);
        }
        return hanging(
                text.wrap(limit == 1 ? columns : columns - 2, limit, glyphs.ellipsis(), remark));
    }

    private String name(RuledOut wrong) {
        return wrong.cause()
                .map(Cause::word)
                .or(() -> wrong.claim().map(claim -> glyphs.text("\u201c" + claim + "\u201d")))
                .orElse("this");
    }

    Span standsOn(List<Cite> cites, Optional<String> kb, int most, int columns) {
        String place =
                cites.isEmpty()
                        ? kb.map(id -> "kb " + glyphs.text(id)).orElse("")
                        : places.of(cites, most, columns);
        return new Span(place, Tone.FAINT);
    }

    List<TextLine> remedy(String label, Remedy remedy, int columns, int limit) {
        var price = new Span("(" + price(remedy) + ")", Tone.FAINT);
        var title = new Paragraph().add(glyphs.text(remedy.title()));
        var text =
                new Paragraph()
                        .add(glyphs.text(remedy.title()) + ":")
                        .add(glyphs.text(remedy.expected()));
        if (limit == 1 && text.wrap(columns - LABEL - price.width() - 2).size() > 1) {
            text = title;
        }
        var lines =
                new ArrayList<>(
                        labelled(
                                label,
                                text.wrap(columns - LABEL, limit, glyphs.ellipsis(), price)));
        lines.addAll(command(remedy.command(), columns, LABEL));
        return lines;
    }

    static String price(Remedy remedy) {
        String lasts =
                switch (remedy.persistence()) {
                    case ONCE -> "once";
                    case UNTIL_REBOOT -> "until reboot";
                    case PERMANENT -> "permanent";
                };
        return lasts
                + ", "
                + (remedy.risk() == Remedy.Risk.NONE ? "no risk" : remedy.risk().word() + " risk");
    }

    List<TextLine> missing(Missing missing, int columns, int limit) {
        var text =
                new Paragraph()
                        .add(glyphs.text(missing.what()) + ":", Tone.STRONG)
                        .add(glyphs.text(missing.why()));
        var lines =
                new ArrayList<>(
                        hanging(
                                text.wrap(
                                        columns - 2,
                                        limit,
                                        glyphs.ellipsis(),
                                        new Span("", Tone.PLAIN))));
        if (!missing.command().isEmpty()) {
            lines.addAll(command(missing.command(), columns, NARROW));
        }
        return lines;
    }

    /// The command on lines of its own, as far in as it fits unbroken, up to `indent`.
    List<TextLine> command(String command, int columns, int indent) {
        var wrapped = Commands.wrap(glyphs, command, columns - indent);
        String before = " ".repeat(wrapped.size() > command.lines().count() ? NARROW : indent);
        if (before.length() < indent) {
            wrapped = Commands.wrap(glyphs, command, columns - NARROW);
        }
        var lines = new ArrayList<TextLine>();
        for (String line : wrapped) {
            lines.add(TextLine.of(Span.plain(before), new Span(line, Tone.COMMAND)));
        }
        return lines;
    }

    /// The label, and the text beside it.
    static List<TextLine> labelled(String label, List<TextLine> text) {
        var lines = new ArrayList<TextLine>();
        for (int i = 0; i < text.size(); i++) {
            String head = i == 0 ? label : "";
            lines.add(TextLine.of(new Span(head, Tone.STRONG)).beside(LABEL, text.get(i)));
        }
        return lines;
    }

    /// The first line as it is, the others indented.
    static List<TextLine> hanging(List<TextLine> lines) {
        var all = new ArrayList<TextLine>();
        for (int i = 0; i < lines.size(); i++) {
            all.add(i == 0 ? lines.get(i) : Section.indent(lines.get(i)));
        }
        return all;
    }
}
