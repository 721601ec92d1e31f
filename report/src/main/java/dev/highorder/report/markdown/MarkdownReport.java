/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.markdown;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Node;
import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Problem;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.Seen;
import dev.highorder.report.layout.ShortPaths;
import dev.highorder.report.safe.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A diagnosis as Markdown to paste into an issue or a ticket: everything, with the cited lines folded away.
public final class MarkdownReport {

    private final StringBuilder out = new StringBuilder();
    private ShortPaths files = new ShortPaths(List.of());

    private MarkdownReport() {}

    /// Writes the diagnosis.
    ///
    /// @throws IOException as `out` does
    public static void write(Diagnosis diagnosis, Appendable out) throws IOException {
        var report = new MarkdownReport();
        if (diagnosis.nodes().size() > 1) {
            for (var node : diagnosis.nodes()) {
                report.line(
                                "# "
                                        + node.node()
                                                .name()
                                                .map(MarkdownText::prose)
                                                .orElse("A node without a name"))
                        .line("");
                report.answer(node);
            }
        } else {
            report.answer(diagnosis.top());
        }
        report.problems(diagnosis.problems());
        out.append(report.out.toString().stripTrailing()).append('\n');
    }

    private void answer(NodeDiagnosis answer) {
        var cites = cites(answer);
        files = new ShortPaths(cites.stream().map(Cite::path).toList());
        line("## "
                        + answer.verdict().cause().word()
                        + " ("
                        + answer.verdict().confidence().word()
                        + ")")
                .line("");
        line(MarkdownText.prose(answer.verdict().summary())).line("");
        identity(answer.node());
        for (var incident : answer.incidents()) {
            incident(incident, answer.incidents().size() > 1);
        }
        remedies(answer.remedies());
        ruledOut(answer);
        answer.memory()
                .filter(memory -> !memory.zones().isEmpty())
                .ifPresent(memory -> new FreeTables(answer, memory).lines().forEach(this::line));
        findings(answer);
        missing(answer);
        citedLines(cites);
    }

    private void identity(Node node) {
        var facts = new ArrayList<String>();
        node.name().ifPresent(facts::add);
        node.kernel().ifPresent(facts::add);
        node.distribution().ifPresent(facts::add);
        node.hardware().ifPresent(facts::add);
        node.memoryBytes().ifPresent(bytes -> facts.add(Figures.bytes(bytes)));
        node.numaNodes()
                .ifPresent(nodes -> facts.add(nodes + " NUMA node" + (nodes == 1 ? "" : "s")));
        new TreeMap<>(node.runtimes()).forEach((name, version) -> facts.add(name + " " + version));
        if (!facts.isEmpty()) {
            line(String.join(" \u00b7 ", facts.stream().map(MarkdownText::code).toList())).line("");
        }
    }

    private void incident(Incident incident, boolean several) {
        if (incident.chain().isEmpty()) {
            return;
        }
        String verdict = ": " + incident.cause().word() + " (" + incident.confidence().word() + ")";
        line("### Why" + (several ? ", " + MarkdownText.prose(incident.id()) + verdict : ""))
                .line("");
        line(MarkdownText.prose(Seen.words(incident))).line("");
        int number = 0;
        for (var step : incident.chain()) {
            number++;
            line(
                    number
                            + ". **"
                            + MarkdownText.prose(step.step())
                            + "** "
                            + MarkdownText.prose(step.statement())
                            + places(step.cites(), step.kb()));
        }
        line("");
    }

    private void ruledOut(NodeDiagnosis answer) {
        heading("It is not", answer.ruledOut());
        for (var wrong : answer.ruledOut()) {
            String name =
                    wrong.cause()
                            .map(Cause::word)
                            .or(wrong::claim)
                            .map(MarkdownText::prose)
                            .orElse("this");
            line(
                    "- **"
                            + name
                            + "**: "
                            + MarkdownText.prose(wrong.reason())
                            + places(wrong.cites(), wrong.kb()));
        }
        end(answer.ruledOut());
    }

    private void remedies(List<Remedy> remedies) {
        heading("What to do", remedies);
        for (var remedy : remedies) {
            line(
                    "- **"
                            + MarkdownText.prose(remedy.title())
                            + "** ("
                            + remedy.kind().word()
                            + ", "
                            + remedy.persistence().word()
                            + ", risk "
                            + remedy.risk().word()
                            + "): "
                            + MarkdownText.prose(remedy.expected()));
            command(remedy.command());
        }
        end(remedies);
    }

    /// What was found stands open, the rest is folded.
    private void findings(NodeDiagnosis answer) {
        var found = new ArrayList<Finding>();
        var others = new ArrayList<Finding>();
        for (var finding : answer.findings()) {
            (finding.status() == Finding.Status.FOUND ? found : others).add(finding);
        }
        heading("Findings", found);
        found.forEach(this::finding);
        end(found);
        if (!others.isEmpty()) {
            line("<details><summary>Looked at and not found, or not to be told</summary>").line("");
            others.forEach(this::finding);
            line("").line("</details>").line("");
        }
    }

    private void finding(Finding finding) {
        boolean found = finding.status() == Finding.Status.FOUND;
        line(
                "- **"
                        + MarkdownText.prose(finding.title())
                        + "** ("
                        + (found ? finding.severity().word() : finding.status().word())
                        + "): "
                        + MarkdownText.prose(finding.statement())
                        + places(finding.cites(), finding.kb()));
    }

    private void missing(NodeDiagnosis answer) {
        heading("Not known", answer.missing());
        for (var missing : answer.missing()) {
            line(
                    "- **"
                            + MarkdownText.prose(missing.what())
                            + "**: "
                            + MarkdownText.prose(missing.why()));
            if (!missing.command().isEmpty()) {
                command(missing.command());
            }
        }
        end(answer.missing());
    }

    private void problems(List<Problem> problems) {
        heading("Problems in the input", problems);
        for (var problem : problems) {
            line(
                    "- "
                            + MarkdownText.code(problem.place())
                            + ": "
                            + MarkdownText.prose(problem.message()));
        }
    }

    private static Set<Cite> cites(NodeDiagnosis answer) {
        var cites = new LinkedHashSet<Cite>();
        for (var incident : answer.incidents()) {
            incident.chain().forEach(step -> cites.addAll(step.cites()));
        }
        answer.findings().forEach(finding -> cites.addAll(finding.cites()));
        answer.ruledOut().forEach(wrong -> cites.addAll(wrong.cites()));
        return cites;
    }

    private void citedLines(Set<Cite> cites) {
        if (cites.isEmpty()) {
            return;
        }
        var lines = new ArrayList<String>();
        for (Cite cite : cites) {
            lines.add(SafeText.of(cite.path() + ":" + cite.line() + ": " + cite.text()));
        }
        line("<details><summary>Cited lines</summary>").line("");
        out.append(MarkdownText.block("", String.join("\n", lines)));
        line("").line("</details>").line("");
    }

    /// The lines, those of one file together; their whole paths stand with the lines themselves.
    private String places(List<Cite> cites, Optional<String> kb) {
        var places = new ArrayList<String>();
        for (int i = 0; i < cites.size(); i++) {
            var cite = cites.get(i);
            var place = new StringBuilder(files.of(cite.path())).append(':').append(cite.line());
            while (i + 1 < cites.size() && cites.get(i + 1).path().equals(cite.path())) {
                i++;
                place.append(',').append(cites.get(i).line());
            }
            places.add(MarkdownText.code(place.toString()));
        }
        kb.ifPresent(id -> places.add("kb " + MarkdownText.code(id)));
        return places.isEmpty() ? "" : " (" + String.join(", ", places) + ")";
    }

    private void command(String command) {
        var lines = new ArrayList<String>();
        for (String line : command.split("\n", -1)) {
            lines.add(SafeText.visible(line));
        }
        line("");
        for (String line : MarkdownText.block("sh", String.join("\n", lines)).lines().toList()) {
            line("  " + line);
        }
        line("");
    }

    private void heading(String heading, List<?> items) {
        if (!items.isEmpty()) {
            line("### " + heading).line("");
        }
    }

    private void end(List<?> items) {
        if (!items.isEmpty()) {
            line("");
        }
    }

    private MarkdownReport line(String line) {
        int end = out.length();
        if (!line.isEmpty() || (end > 1 && out.charAt(end - 2) != '\n')) {
            out.append(line).append('\n');
        }
        return this;
    }
}
