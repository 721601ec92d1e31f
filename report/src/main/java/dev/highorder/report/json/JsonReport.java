/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.json;

import dev.highorder.core.diagnosis.Demand;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.Node;
import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.model.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.TreeMap;

/// A diagnosis as JSON, schema `highorder.dev/diagnosis/v1` (`docs/reference/diagnosis-v1.schema.json`).
///
/// What is not known has no key. Lists of objects are always there, possibly empty, so that `jq '.incidents[]'`
/// works on every answer; lists of plain values are there where they are known.
public final class JsonReport {

    private static final String SCHEMA = "highorder.dev/diagnosis/v1";

    private final JsonSink json;
    private final List<Problem> problems;

    private JsonReport(JsonSink json, List<Problem> problems) {
        this.json = json;
        this.problems = problems;
    }

    /// Writes the diagnosis in UTF-8 with a line feed at the end; the stream is flushed and stays open.
    ///
    /// @throws IOException as the stream does
    public static void write(Diagnosis diagnosis, OutputStream out) throws IOException {
        JsonSink.write(out, json -> new JsonReport(json, diagnosis.problems()).write(diagnosis));
    }

    private void write(Diagnosis diagnosis) {
        json.text("schema", SCHEMA);
        head(diagnosis.top());
        if (diagnosis.nodes().size() > 1) {
            json.objects("nodes", diagnosis.nodes(), this::node);
        }
        body(diagnosis.top());
        json.objects("problems", problems, this::problem);
    }

    private void node(NodeDiagnosis node) {
        head(node);
        body(node);
        var paths = CitedPaths.of(node);
        json.objects(
                "problems",
                problems.stream().filter(p -> paths.contains(p.path())).toList(),
                this::problem);
    }

    private void head(NodeDiagnosis answer) {
        json.object(
                "verdict",
                () -> {
                    json.text("cause", answer.verdict().cause().word());
                    json.text("confidence", answer.verdict().confidence().word());
                    json.text("summary", answer.verdict().summary());
                });
        json.object("node", () -> identity(answer.node()));
    }

    private void identity(Node node) {
        json.text("name", node.name());
        json.text("kernel", node.kernel());
        json.text("distribution", node.distribution());
        json.text("arch", node.arch());
        json.text("hardware", node.hardware());
        json.number("memoryBytes", node.memoryBytes());
        json.number("numaNodes", node.numaNodes());
        if (!node.runtimes().isEmpty()) {
            json.object("runtimes", () -> new TreeMap<>(node.runtimes()).forEach(json::text));
        }
    }

    private void body(NodeDiagnosis answer) {
        json.objects("incidents", answer.incidents(), this::incident);
        json.objects("findings", answer.findings(), this::finding);
        json.objects("ruledOut", answer.ruledOut(), this::ruledOut);
        answer.memory().ifPresent(memory -> json.object("memory", () -> memory(memory)));
        answer.demand().ifPresent(demand -> json.object("demand", () -> demand(demand)));
        json.objects("remedies", answer.remedies(), this::remedy);
        answer.baseline().ifPresent(memory -> json.object("baseline", () -> memory(memory)));
        json.objects("missing", answer.missing(), this::missing);
    }

    private void incident(Incident incident) {
        json.text("id", incident.id());
        json.text("firstSeen", incident.firstSeen());
        json.text("lastSeen", incident.lastSeen());
        json.number("count", incident.count());
        json.number("suppressed", incident.suppressed());
        incident.symptom().ifPresent(symptom -> json.object("symptom", () -> symptom(symptom)));
        incident.failure().ifPresent(failure -> json.object("failure", () -> failure(failure)));
        json.objects("chain", incident.chain(), this::step);
        json.text("cause", incident.cause().word());
        json.text("confidence", incident.confidence().word());
    }

    private void symptom(Incident.Symptom symptom) {
        json.text("component", symptom.component());
        json.text("message", symptom.message());
        json.text("pod", symptom.pod());
        json.text("namespace", symptom.namespace());
        json.text("container", symptom.container());
        json.cite("cite", symptom.cite());
    }

    private void failure(Incident.Failure failure) {
        json.text("comm", failure.comm());
        json.number("pid", failure.pid());
        json.number("cpu", failure.cpu());
        json.number("order", failure.order());
        json.number("bytes", failure.bytes());
        json.text("mode", failure.mode());
        json.texts("gfp", failure.gfp());
        json.text("requester", failure.requester());
        json.texts("callTrace", failure.callTrace());
        json.text("errno", failure.errno());
        json.text("nodemask", failure.nodemask());
        json.text("cpuset", failure.cpuset());
        json.cite("cite", failure.cite());
    }

    private void step(Incident.Step step) {
        json.text("step", step.step());
        json.text("statement", step.statement());
        json.cites(step.cites());
        json.text("kb", step.kb());
    }

    private void finding(Finding finding) {
        json.text("id", finding.id());
        json.text("status", finding.status().word());
        json.text("severity", finding.severity().word());
        json.text("title", finding.title());
        json.text("statement", finding.statement());
        json.cites(finding.cites());
        json.text("kb", finding.kb());
    }

    private void ruledOut(RuledOut ruledOut) {
        ruledOut.cause().ifPresent(cause -> json.text("cause", cause.word()));
        json.text("claim", ruledOut.claim());
        json.text("reason", ruledOut.reason());
        json.cites(ruledOut.cites());
        json.text("kb", ruledOut.kb());
    }

    private void memory(Memory memory) {
        json.objects("zones", memory.zones(), this::zone);
        json.numbers("totals", memory.totals());
        json.text("asOf", memory.asOf());
        json.truth("matchesFailure", memory.matchesFailure());
        json.number("pageSize", memory.pageSize());
        memory.cite().ifPresent(cite -> json.cite("cite", cite));
    }

    private void zone(Memory.Zone zone) {
        json.number("node", zone.zone().node());
        json.text("zone", zone.zone().zone());
        json.number("freeBytes", zone.freeBytes());
        json.number("minBytes", zone.minBytes());
        json.number("lowBytes", zone.lowBytes());
        json.number("highBytes", zone.highBytes());
        json.numbers("freeBlocks", zone.freeBlocks());
        json.numbers("suitableBlocks", zone.suitableBlocks());
        json.numbers("extfragIndex", zone.extfragIndex());
        json.numbers("unusableIndex", zone.unusableIndex());
        zone.usableFor()
                .ifPresent(usable ->
                        json.object(
                                "usableFor",
                                () -> {
                                    json.number("order", usable.order());
                                    json.text("verdict", usable.verdict());
                                    json.text("reason", usable.reason());
                                }));
        zone.cite().ifPresent(cite -> json.cite("cite", cite));
    }

    private void demand(Demand demand) {
        json.number("order", demand.order());
        json.text("callSite", demand.callSite());
        demand.derived()
                .ifPresent(derived ->
                        json.object(
                                "derived",
                                () -> {
                                    json.text("what", derived.what());
                                    json.number("low", derived.low());
                                    json.number("high", derived.high());
                                    json.number("exact", derived.exact());
                                }));
        json.text("statement", demand.statement());
    }

    private void remedy(Remedy remedy) {
        json.text("id", remedy.id());
        json.text("title", remedy.title());
        json.text("kind", remedy.kind().word());
        json.command("command", remedy.command());
        json.text("persistence", remedy.persistence().word());
        json.text("risk", remedy.risk().word());
        json.text("expected", remedy.expected());
        json.text("kernelRange", remedy.kernelRange());
        json.text("why", remedy.why());
        remedy.undo().ifPresent(undo -> json.command("undo", undo));
    }

    private void missing(Missing missing) {
        json.text("what", missing.what());
        json.text("why", missing.why());
        json.command("command", missing.command());
    }

    private void problem(Problem problem) {
        json.text("path", problem.path());
        json.number("line", problem.line());
        json.text("message", problem.message());
    }
}
