/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.model.Cite;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.Headline;
import dev.highorder.report.layout.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The answer for one node: the verdict, the way to each part of the answer, and the parts that are not empty.
final class NodeSection {

    /// @param id the end of the name of its place on the page
    private record Part(String id, String title, Runnable body) {}

    private final NodeDiagnosis answer;
    private final String prefix;
    private final Markup page;
    private final CitedLines cited;

    /// @param prefix of every name on the page that belongs to this node
    NodeSection(NodeDiagnosis answer, String prefix, Markup page) {
        this.answer = answer;
        this.prefix = prefix;
        this.page = page;
        this.cited = new CitedLines(prefix, answer);
    }

    void print() {
        verdict();
        var parts = parts();
        if (parts.size() > 2) {
            page.line("<nav class=\"parts\" aria-label=\"Parts of this answer\">");
            for (var part : parts) {
                page.line("<a href=\"#" + prefix + part.id() + "\">" + part.title() + "</a>");
            }
            page.line("</nav>");
        }
        for (var part : parts) {
            page.line("<section id=\"" + prefix + part.id() + "\"><h2>" + part.title() + "</h2>");
            part.body().run();
            page.line("</section>");
        }
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        var incidents =
                answer.incidents().stream().filter(each -> !each.chain().isEmpty()).toList();
        if (!incidents.isEmpty()) {
            parts.add(new Part("why", "Why", () -> incidents(incidents)));
        }
        if (!answer.remedies().isEmpty()) {
            parts.add(
                    new Part(
                            "do",
                            "What to do",
                            () -> RemedyList.print(answer.remedies(), prefix, page)));
        }
        if (!answer.ruledOut().isEmpty()) {
            parts.add(new Part("not", "What it is not", this::ruledOut));
        }
        answer.memory()
                .map(memory -> new MemorySection(answer, memory, page))
                .filter(MemorySection::isWorthPrinting)
                .ifPresent(section -> parts.add(new Part("memory", "Memory", section::print)));
        if (!answer.missing().isEmpty()) {
            parts.add(new Part("missing", "Not known", this::missing));
        }
        if (!answer.findings().isEmpty()) {
            parts.add(new Part("findings", "Findings", this::findings));
        }
        if (!cited.isEmpty()) {
            parts.add(new Part("lines", "Cited lines", () -> cited.print(page)));
        }
        return parts;
    }

    private void verdict() {
        var verdict = answer.verdict();
        String mood =
                verdict.cause().problem()
                        ? "bad"
                        : verdict.cause() == Cause.INCONCLUSIVE ? "doubt" : "good";
        page.line("<header class=\"verdict " + mood + "\">");
        answer.node().name().ifPresent(name -> page.element("p", "whose", name));
        page.line(
                "<p><span class=\"word\">"
                        + verdict.cause().word()
                        + "</span> <span class=\"chip\">"
                        + verdict.confidence().word()
                        + "</span></p>");
        var headline = Headline.of(verdict.summary());
        page.element("h1", headline.title());
        if (!headline.rest().isEmpty()) {
            page.element("p", "lead", headline.rest());
        }
        RemedyList.first(answer.remedies(), prefix, page);
        var facts = facts();
        if (!facts.isEmpty()) {
            page.element("p", "facts", String.join(" \u00b7 ", facts));
        }
        page.line("</header>");
    }

    private List<String> facts() {
        var node = answer.node();
        var facts = new ArrayList<String>();
        node.kernel().ifPresent(kernel -> facts.add("kernel " + kernel));
        node.distribution().ifPresent(facts::add);
        node.hardware().ifPresent(facts::add);
        node.memoryBytes().ifPresent(bytes -> facts.add(Figures.bytes(bytes)));
        node.numaNodes()
                .ifPresent(nodes -> facts.add(nodes + (nodes == 1 ? " NUMA node" : " NUMA nodes")));
        new TreeMap<>(node.runtimes()).forEach((name, version) -> facts.add(name + " " + version));
        return facts;
    }

    /// The first incident is the one that the verdict is about; the others are folded.
    private void incidents(List<Incident> incidents) {
        var timeline = new Timeline(answer, cited);
        for (int i = 0; i < incidents.size(); i++) {
            var incident = incidents.get(i);
            if (i > 0) {
                page.tag("<details class=\"more\"><summary>")
                        .text(
                                incident.id()
                                        + ": "
                                        + incident.cause().word()
                                        + " ("
                                        + incident.confidence().word()
                                        + "), "
                                        + Seen.words(incident))
                        .line("</summary>");
            }
            new IncidentSection(answer, incident, cited, page)
                    .print(i == 0 ? Optional.of(timeline) : Optional.empty());
            if (i > 0) {
                page.line("</details>");
            }
        }
    }

    private void ruledOut() {
        page.line("<ul class=\"plain columns\">");
        for (var wrong : answer.ruledOut()) {
            String name =
                    wrong.cause()
                            .map(Cause::word)
                            .or(() -> wrong.claim().map(claim -> "\u201c" + claim + "\u201d"))
                            .orElse("this");
            page.tag("<li>").element("strong", name).tag(": ").text(wrong.reason());
            standsOn(wrong.cites(), wrong.kb());
            page.line("</li>");
        }
        page.line("</ul>");
    }

    private void standsOn(List<Cite> cites, Optional<String> kb) {
        cited.links(cites, page);
        kb.ifPresent(id -> page.tag(" ").element("span", "small", "kb " + id));
    }

    private void missing() {
        page.line("<ul class=\"plain\">");
        for (var missing : answer.missing()) {
            page.tag("<li>").element("strong", missing.what()).tag(": ").text(missing.why());
            if (!missing.command().isEmpty()) {
                page.tag("<pre>").command(missing.command()).tag("</pre>");
            }
            page.line("</li>");
        }
        page.line("</ul>");
    }

    /// What was found stands open; what is clear or could not be told is folded.
    private void findings() {
        var found = new ArrayList<Finding>();
        var others = new ArrayList<Finding>();
        for (var finding : answer.findings()) {
            (finding.status() == Finding.Status.FOUND ? found : others).add(finding);
        }
        list(found);
        if (!others.isEmpty()) {
            page.line(
                    "<details><summary>Looked at and not found, or not to be told: "
                            + others.size()
                            + "</summary>");
            list(others);
            page.line("</details>");
        }
    }

    private void list(List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        page.line("<ul class=\"plain\">");
        for (var finding : findings) {
            boolean found = finding.status() == Finding.Status.FOUND;
            String word = found ? finding.severity().word() : finding.status().word();
            page.tag("<li><span class=\"chip " + word + "\">" + word + "</span> ")
                    .element("strong", finding.title())
                    .tag(": ")
                    .text(finding.statement());
            standsOn(finding.cites(), finding.kb());
            page.line("</li>");
        }
        page.line("</ul>");
    }
}
