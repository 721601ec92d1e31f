/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.Seen;
import java.util.Optional;

/// One incident: its chain of evidence, and beside it the request that failed and when things happened.
final class IncidentSection {

    private final NodeDiagnosis answer;
    private final Incident incident;
    private final CitedLines cited;
    private final Markup page;

    IncidentSection(NodeDiagnosis answer, Incident incident, CitedLines cited, Markup page) {
        this.answer = answer;
        this.incident = incident;
        this.cited = cited;
        this.page = page;
    }

    /// @param timeline of all incidents, beside the first one
    void print(Optional<Timeline> timeline) {
        page.line("<div class=\"pair\"><div>");
        boolean first = timeline.isPresent();
        page.element("p", "small", Seen.words(incident));
        ChainGraph.draw(page, incident, first ? answer.memory() : Optional.empty(), cited);
        page.line("</div><div>");
        request();
        if (first) {
            answer.demand()
                    .filter(demand -> !told(demand.statement()))
                    .ifPresent(demand -> page.element("p", "small", demand.statement()).line(""));
        }
        timeline.filter(Timeline::isWorthDrawing)
                .ifPresent(line -> {
                    page.line("<h3>When</h3>");
                    line.draw(page);
                });
        page.line("</div></div>");
    }

    /// Whether the chain says it already.
    private boolean told(String statement) {
        return incident.chain().stream().anyMatch(step -> step.statement().equals(statement));
    }

    private void request() {
        incident.symptom()
                .ifPresent(symptom -> {
                    page.line("<h3>What was seen</h3><table class=\"pairs\">");
                    if (!symptom.component().isEmpty()) {
                        row("by", symptom.component());
                    }
                    row("message", symptom.message());
                    symptom.namespace().ifPresent(namespace -> row("namespace", namespace));
                    symptom.pod().ifPresent(pod -> row("pod", pod));
                    symptom.container().ifPresent(container -> row("container", container));
                    page.line("</table>");
                });
        incident.failure().ifPresent(this::failure);
    }

    private void failure(Incident.Failure failure) {
        page.line("<h3>The request that failed</h3><table class=\"pairs\">");
        failure.comm()
                .ifPresent(comm ->
                        row(
                                "task",
                                failure.pid().isPresent()
                                        ? comm + ", pid " + failure.pid().getAsInt()
                                        : comm));
        failure.order().ifPresent(order -> row("order", Integer.toString(order)));
        failure.bytes().ifPresent(bytes -> row("size", Figures.bytes(bytes)));
        failure.mode().ifPresent(mode -> row("mode", mode));
        if (!failure.gfp().isEmpty()) {
            row("flags", String.join(" | ", failure.gfp()));
        }
        failure.requester().ifPresent(requester -> row("for", requester));
        failure.errno().ifPresent(errno -> row("error", errno));
        failure.nodemask().ifPresent(mask -> row("nodemask", mask));
        failure.cpuset().ifPresent(cpuset -> row("cpuset", cpuset));
        page.line("</table>");
        if (!failure.callTrace().isEmpty()) {
            page.tag("<details><summary>Call trace, the innermost first</summary><pre>");
            for (int i = 0; i < failure.callTrace().size(); i++) {
                page.tag(i == 0 ? "" : "\n").text(failure.callTrace().get(i));
            }
            page.line("</pre></details>");
        }
    }

    private void row(String name, String value) {
        page.tag("<tr><th scope=\"row\">" + name + "</th>").element("td", value).line("</tr>");
    }
}
