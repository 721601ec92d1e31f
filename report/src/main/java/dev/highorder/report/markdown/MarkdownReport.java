/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.markdown;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.diagnosis.Node;
import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Problem;
import dev.highorder.report.safe.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A diagnosis as Markdown to paste into an issue or a ticket: everything, with the cited lines folded away.
public final class MarkdownReport {

    private final StringBuilder out = new StringBuilder();

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
        answer.memory().ifPresent(memory -> memory(memory, answer.baseline()));
        findings(answer);
        missing(answer);
        citedLines(answer);
    }

    private void identity(Node node) {
        var facts = new ArrayList<String>();
        node.name().ifPresent(facts::add);
        node.kernel().ifPresent(facts::add);
        node.distribution().ifPresent(facts::add);
        node.hardware().ifPresent(facts::add);
        node.memoryBytes().ifPresent(bytes -> facts.add((bytes >> 20) + " MiB"));
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
        var seen = new ArrayList<String>();
        incident.firstSeen()
                .ifPresent(first -> seen.add("first seen " + MarkdownText.prose(first)));
        incident.lastSeen().ifPresent(last -> seen.add("last seen " + MarkdownText.prose(last)));
        seen.add("count " + incident.count());
        incident.suppressed().ifPresent(more -> seen.add("suppressed " + more));
        line(String.join(", ", seen)).line("");
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

    private void memory(Memory memory, Optional<Memory> baseline) {
        line("### Free memory by order").line("");
        if (memory.matchesFailure().equals(Optional.of(false))) {
            line("The snapshot is not of the failure's moment.").line("");
        }
        zones("this node", memory);
        baseline.ifPresent(healthy -> zones("healthy node", healthy));
        line("");
    }

    private void zones(String whose, Memory memory) {
        for (var zone : memory.zones()) {
            int orders = zone.freeBlocks().size();
            line("").line(
                            "| "
                                    + whose
                                    + ", "
                                    + MarkdownText.prose(zone.zone().toString())
                                    + " |"
                                    + row(orders, Integer::toString));
            line("| --- |" + " ---: |".repeat(orders));
            line("| free blocks |" + row(orders, i -> Long.toString(zone.freeBlocks().get(i))));
            if (zone.suitableBlocks().size() == orders) {
                line(
                        "| suitable blocks |"
                                + row(orders, i -> Long.toString(zone.suitableBlocks().get(i))));
            }
            if (zone.extfragIndex().size() == orders) {
                line(
                        "| extfrag index |"
                                + row(orders, i -> Integer.toString(zone.extfragIndex().get(i))));
            }
            if (zone.unusableIndex().size() == orders) {
                line(
                        "| unusable index |"
                                + row(orders, i -> Integer.toString(zone.unusableIndex().get(i))));
            }
            line("");
        }
    }

    private static String row(int orders, java.util.function.IntFunction<String> cell) {
        var row = new StringBuilder();
        for (int order = 0; order < orders; order++) {
            row.append(' ').append(cell.apply(order)).append(" |");
        }
        return row.toString();
    }

    private void findings(NodeDiagnosis answer) {
        heading("Findings", answer.findings());
        for (var finding : answer.findings()) {
            line(
                    "- **"
                            + MarkdownText.prose(finding.title())
                            + "** ("
                            + finding.status().word()
                            + ", "
                            + finding.severity().word()
                            + "): "
                            + MarkdownText.prose(finding.statement())
                            + places(finding.cites(), finding.kb()));
        }
        end(answer.findings());
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
            String line = problem.line().isPresent() ? ":" + problem.line().getAsInt() : "";
            line(
                    "- "
                            + MarkdownText.code(problem.path() + line)
                            + ": "
                            + MarkdownText.prose(problem.message()));
        }
    }

    private void citedLines(NodeDiagnosis answer) {
        var cites = new LinkedHashSet<Cite>();
        for (var incident : answer.incidents()) {
            incident.chain().forEach(step -> cites.addAll(step.cites()));
        }
        answer.findings().forEach(finding -> cites.addAll(finding.cites()));
        answer.ruledOut().forEach(wrong -> cites.addAll(wrong.cites()));
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

    private static String places(List<Cite> cites, Optional<String> kb) {
        var places = new ArrayList<String>();
        for (Cite cite : cites) {
            places.add(MarkdownText.code(cite.path() + ":" + cite.line()));
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
