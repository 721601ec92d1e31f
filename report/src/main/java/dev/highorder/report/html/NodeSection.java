/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.model.Cite;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.FreeBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The answer for one node.
final class NodeSection {

    private final NodeDiagnosis answer;
    private final Markup page;
    private final CitedLines cited;

    NodeSection(NodeDiagnosis answer, String prefix, Markup page) {
        this.answer = answer;
        this.page = page;
        this.cited = new CitedLines(prefix, answer);
    }

    void print() {
        verdict();
        for (var incident : answer.incidents()) {
            incident(incident, answer.incidents().size() > 1);
        }
        page.line("<div class=\"pair\">");
        remedies();
        ruledOut();
        page.line("</div>");
        memory();
        missing();
        findings();
        if (!cited.isEmpty()) {
            page.line("<section><h2>Cited lines</h2>");
            cited.print(page);
            page.line("</section>");
        }
    }

    private void verdict() {
        var verdict = answer.verdict();
        String mood =
                verdict.cause().problem()
                        ? "bad"
                        : verdict.cause() == Cause.INCONCLUSIVE ? "doubt" : "good";
        page.tag(
                        "<header class=\"verdict "
                                + mood
                                + "\"><p><span class=\"word\">"
                                + verdict.cause().word()
                                + "</span> \u00b7 "
                                + verdict.confidence().word()
                                + "</p><h1>")
                .text(verdict.summary())
                .line("</h1>");
        var node = answer.node();
        var facts = new ArrayList<String>();
        node.name().ifPresent(facts::add);
        node.kernel().ifPresent(facts::add);
        node.distribution().ifPresent(facts::add);
        node.hardware().ifPresent(facts::add);
        node.memoryBytes().ifPresent(bytes -> facts.add(Figures.bytes(bytes)));
        node.numaNodes()
                .ifPresent(nodes -> facts.add(nodes + (nodes == 1 ? " NUMA node" : " NUMA nodes")));
        new TreeMap<>(node.runtimes()).forEach((name, version) -> facts.add(name + " " + version));
        if (!facts.isEmpty()) {
            page.element("p", "facts", String.join(" \u00b7 ", facts));
        }
        page.line("</header>");
    }

    private void incident(Incident incident, boolean several) {
        if (incident.chain().isEmpty()) {
            return;
        }
        page.tag("<section><h2>Why")
                .text(
                        several
                                ? ", "
                                        + incident.id()
                                        + ": "
                                        + incident.cause().word()
                                        + " ("
                                        + incident.confidence().word()
                                        + ")"
                                : "")
                .line("</h2>");
        page.element("p", "seen", seen(incident));
        page.line("<div class=\"pair\"><div>");
        new ChainGraph(incident, answer.memory(), cited).draw(page);
        page.line("</div><div>");
        request(incident);
        if (!several) {
            var timeline = new Timeline(answer);
            if (!timeline.isEmpty()) {
                page.line("<h3>When</h3>");
                timeline.draw(page);
            }
        }
        page.line("</div></div></section>");
    }

    private static String seen(Incident incident) {
        var facts = new ArrayList<String>();
        boolean moment = incident.firstSeen().equals(incident.lastSeen());
        incident.firstSeen()
                .ifPresent(first -> facts.add((moment ? "seen " : "first seen ") + first));
        incident.lastSeen()
                .filter(last -> !moment)
                .ifPresent(last -> facts.add("last seen " + last));
        facts.add(incident.count() == 1 ? "once" : Figures.grouped(incident.count()) + " times");
        incident.suppressed()
                .ifPresent(more -> facts.add(Figures.grouped(more) + " more not printed"));
        return String.join(", ", facts);
    }

    private void request(Incident incident) {
        incident.failure()
                .ifPresent(failure -> {
                    page.line(
                            "<h3>The request</h3><div class=\"scroll\"><table class=\"facts-table\">");
                    failure.comm().ifPresent(comm -> row("task", comm));
                    failure.order().ifPresent(order -> row("order", Integer.toString(order)));
                    failure.bytes().ifPresent(bytes -> row("size", Figures.bytes(bytes)));
                    failure.mode().ifPresent(mode -> row("mode", mode));
                    if (!failure.gfp().isEmpty()) {
                        row("flags", String.join("|", failure.gfp()));
                    }
                    failure.requester().ifPresent(requester -> row("for", requester));
                    failure.errno().ifPresent(errno -> row("error", errno));
                    failure.nodemask().ifPresent(mask -> row("nodemask", mask));
                    failure.cpuset().ifPresent(cpuset -> row("cpuset", cpuset));
                    page.line("</table></div>");
                    if (!failure.callTrace().isEmpty()) {
                        page.tag("<details><summary>Call trace</summary><pre>")
                                .text(String.join(" \u2190 ", failure.callTrace()))
                                .line("</pre></details>");
                    }
                });
        answer.demand().ifPresent(demand -> page.element("p", "small", demand.statement()));
    }

    private void row(String name, String value) {
        page.tag("<tr><th scope=\"row\">")
                .text(name)
                .tag("</th><td>")
                .text(value)
                .line("</td></tr>");
    }

    private void remedies() {
        if (answer.remedies().isEmpty()) {
            return;
        }
        page.line("<section><h2>What to do</h2><ul class=\"plain\">");
        for (Remedy remedy : answer.remedies()) {
            page.tag(
                    "<li><span class=\"tag "
                            + remedy.kind().word()
                            + "\">"
                            + remedy.kind().word()
                            + "</span><span class=\"tag "
                            + remedy.risk().word()
                            + "\">"
                            + remedy.risk().word()
                            + " risk</span><span class=\"tag\">"
                            + remedy.persistence().word()
                            + "</span><br>");
            page.element("strong", remedy.title())
                    .tag(": ")
                    .text(remedy.expected())
                    .tag("<pre>")
                    .command(remedy.command())
                    .line("</pre>");
            page.element(
                    "p",
                    "small",
                    remedy.why()
                            + remedy.kernelRange()
                                    .map(range -> " \u00b7 kernels: " + range)
                                    .orElse(""));
            remedy.undo()
                    .ifPresent(undo ->
                            page.tag("<details><summary>Undo</summary><pre>")
                                    .command(undo)
                                    .tag("</pre></details>"));
            page.line("</li>");
        }
        page.line("</ul></section>");
    }

    private void ruledOut() {
        if (answer.ruledOut().isEmpty()) {
            return;
        }
        page.line("<section><h2>It is not</h2><ul class=\"plain\">");
        for (var wrong : answer.ruledOut()) {
            String name = wrong.cause().map(Cause::word).or(wrong::claim).orElse("this");
            page.tag("<li>").element("strong", name).tag(": ").text(wrong.reason());
            standsOn(wrong.cites(), wrong.kb());
            page.line("</li>");
        }
        page.line("</ul></section>");
    }

    private void standsOn(List<Cite> cites, Optional<String> kb) {
        cited.links(cites, page);
        kb.ifPresent(id -> page.tag(" <span class=\"small\">").text("kb " + id).tag("</span>"));
    }

    private void memory() {
        if (answer.memory().isEmpty()) {
            return;
        }
        var memory = answer.memory().get();
        var asked = FreeBytes.askedOrder(answer);
        page.line("<section><h2>Free memory</h2>");
        if (memory.matchesFailure().equals(Optional.of(false))) {
            page.line("<p>This is not the failure's moment.</p>");
        }
        page.line("<div class=\"pair\"><div><h3>By order, share of the free bytes</h3>");
        new FreeByOrder(memory, answer.baseline(), asked).draw(page);
        page.line("</div><div><h3>Zones and their watermarks</h3>");
        new Watermarks(memory).draw(page);
        page.line("</div></div>");
        page.line("<details><summary>Free lists, zone by zone</summary>");
        zones("", memory, asked.orElse(-1));
        answer.baseline().ifPresent(healthy -> zones("Healthy node: ", healthy, asked.orElse(-1)));
        page.line("</details></section>");
    }

    private void zones(String whose, Memory memory, int asked) {
        page.line("<div class=\"scroll\">");
        for (var zone : memory.zones()) {
            page.tag("<table><caption>")
                    .text(
                            whose
                                    + zone.zone()
                                    + ", "
                                    + Figures.bytes(zone.freeBytes())
                                    + " free"
                                    + zone.usableFor()
                                            .map(u ->
                                                    "; order "
                                                            + u.order()
                                                            + ": "
                                                            + u.verdict()
                                                            + ", "
                                                            + u.reason())
                                            .orElse(""))
                    .line("</caption>");
            page.line(
                    "<tr><th>order</th><th>block</th><th>free</th><th>suitable</th><th>extfrag</th><th>unusable</th></tr>");
            for (int order = 0; order < zone.freeBlocks().size(); order++) {
                page.tag(order == asked ? "<tr class=\"asked\">" : "<tr>");
                cell(Integer.toString(order));
                cell(Figures.bytes(memory.pageSize() << order));
                cell(Figures.grouped(zone.freeBlocks().get(order)));
                cell(
                        order < zone.suitableBlocks().size()
                                ? Figures.grouped(zone.suitableBlocks().get(order))
                                : "");
                cell(
                        order < zone.extfragIndex().size()
                                ? Integer.toString(zone.extfragIndex().get(order))
                                : "");
                cell(
                        order < zone.unusableIndex().size()
                                ? Integer.toString(zone.unusableIndex().get(order))
                                : "");
                page.line("</tr>");
            }
            page.line("</table>");
        }
        page.line("</div>");
    }

    private void cell(String text) {
        page.element("td", text);
    }

    private void missing() {
        if (answer.missing().isEmpty()) {
            return;
        }
        page.line("<section><h2>Not known</h2><ul class=\"plain\">");
        for (var missing : answer.missing()) {
            page.tag("<li>").element("strong", missing.what()).tag(": ").text(missing.why());
            if (!missing.command().isEmpty()) {
                page.tag("<pre>").command(missing.command()).tag("</pre>");
            }
            page.line("</li>");
        }
        page.line("</ul></section>");
    }

    private void findings() {
        if (answer.findings().isEmpty()) {
            return;
        }
        page.line("<section><h2>Findings</h2><ul class=\"plain\">");
        for (Finding finding : answer.findings()) {
            page.tag(
                    "<li><span class=\"tag "
                            + (finding.status() == Finding.Status.FOUND
                                    ? finding.severity().word()
                                    : "")
                            + "\">"
                            + finding.status().word()
                            + "</span>");
            page.element("strong", finding.title()).tag(": ").text(finding.statement());
            standsOn(finding.cites(), finding.kb());
            page.line("</li>");
        }
        page.line("</ul></section>");
    }
}
