/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer;

import dev.highorder.core.answer.observe.Observations;
import dev.highorder.core.answer.observe.TemptingClaims;
import dev.highorder.core.answer.section.DemandSection;
import dev.highorder.core.answer.section.FindingSection;
import dev.highorder.core.answer.section.IncidentSection;
import dev.highorder.core.answer.section.MemorySection;
import dev.highorder.core.answer.section.NodeSection;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.judge.Judge;
import dev.highorder.core.diagnose.judge.Judged;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Demand;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.diagnosis.Verdict;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.incident.Episodes;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.model.Problem;
import dev.highorder.core.remedy.Remedies;
import dev.highorder.core.remedy.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Judges each node and puts the answer together.
public final class Answer {

    private Answer() {}

    /// A node's diagnosis, and what its first verdict weighs beside those of other nodes.
    private record Weighed(NodeDiagnosis diagnosis, int weight) {}

    /// @param missing what the reader could not get
    /// @param problems what could not be read or understood
    public static Diagnosis nodes(
            List<NodeEvidence> nodes,
            OptionalInt order,
            List<Missing> missing,
            List<Problem> problems) {
        List<Weighed> weighed = new ArrayList<>(nodes.size());
        for (NodeEvidence node : nodes) {
            List<Judged> judged = judged(node, order);
            weighed.add(new Weighed(node(node, judged, missing), judged.getFirst().weight()));
        }
        weighed.sort((a, b) -> Integer.compare(b.weight(), a.weight()));
        List<NodeDiagnosis> each = weighed.stream().map(Weighed::diagnosis).toList();
        return new Diagnosis(each.getFirst(), each.size() > 1 ? each : List.of(), problems);
    }

    /// The episodes and the state of the node, the one that the verdict is of first.
    private static List<Judged> judged(NodeEvidence node, OptionalInt order) {
        Judge judge = new Judge(node, order);
        List<Judged> judged = new ArrayList<>();
        for (Episode episode : Episodes.of(node)) {
            judged.add(judge.judge(episode));
        }
        judged.sort((a, b) ->
                rank(a) == rank(b)
                        ? Integer.compare(symptoms(b), symptoms(a))
                        : Integer.compare(rank(b), rank(a)));
        Judged state = judge.judgeState();
        boolean failed = judged.stream().anyMatch(j -> j.cause() != Cause.INCONCLUSIVE);
        boolean stateExplains = state.cause().problem();
        if (judged.isEmpty() || (!failed && stateExplains)) {
            judged.addFirst(state);
        } else {
            judged.add(state);
        }
        return judged;
    }

    /// What was done on purpose comes first; then the failure in the kernel that explains what a person saw; then what the software
    /// surely says itself; then the surer one. A cgroup at its limit is everyday on a node: what else is at least likely goes before it, what is only
    /// possible does not.
    private static int rank(Judged judged) {
        boolean named = judged.cause().problem();
        boolean kernel =
                judged.examination().episode().map(Episode::lead).stream()
                        .anyMatch(KernelEvent.class::isInstance);
        boolean sure = judged.confidence().compareTo(Confidence.LIKELY) >= 0;
        int seen = !named || symptoms(judged) == 0 ? 0 : kernel ? 100 : sure ? 50 : 0;
        int everyday = judged.cause() == Cause.MEMCG_LIMIT && seen == 0 ? 3 : 0;
        int artificial = judged.cause() == Cause.FAULT_INJECTION ? 1000 : 0;
        return artificial + seen + 2 * judged.weight() - everyday;
    }

    /// How much a person saw of it; of two that rank the same, the one that more was seen of is the verdict's.
    private static int symptoms(Judged judged) {
        return judged.examination().episode().map(e -> e.symptoms().size()).orElse(0);
    }

    private static NodeDiagnosis node(
            NodeEvidence node, List<Judged> judged, List<Missing> missing) {
        Judged top = judged.getFirst();
        Optional<Demand> demand = DemandSection.of(top.examination());
        List<Incident> incidents = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            Judged each = judged.get(i);
            if (each.examination().episode().isPresent()) {
                incidents.add(IncidentSection.of(each, incidents.size() + 1));
            }
            boolean beside = i > 0 && each.examination().episode().isEmpty();
            findings.addAll(beside ? FindingSection.besideFailures(each) : FindingSection.of(each));
        }
        List<Finding> observed = Observations.of(top);
        // What is seen of the snapshot tells all that the rule tells, with the figures of every
        // zone.
        if (top.cause() != Cause.INCONCLUSIVE
                && observed.stream().anyMatch(f -> f.id().equals("snapshot"))) {
            findings.removeIf(f -> f.id().equals("would-serve"));
        }
        findings.addAll(observed);
        List<RuledOut> ruledOut = new ArrayList<>(FindingSection.ruledOut(top));
        ruledOut.addAll(TemptingClaims.of(top));
        return new NodeDiagnosis(
                verdict(top),
                NodeSection.of(node),
                incidents,
                FindingSection.distinct(findings),
                FindingSection.distinctRuledOut(ruledOut, top.cause()),
                MemorySection.of(top),
                demand,
                Remedies.of(
                        new Situation(
                                top.cause(),
                                top.best().flatMap(Judged.Answer::found).flatMap(Ruling.Found::kb),
                                demand.flatMap(Demand::callSite),
                                node.release(),
                                node.numaNodes().orElse(1))),
                MemorySection.baseline(top),
                FindingSection.missing(judged, missing));
    }

    private static Verdict verdict(Judged top) {
        Optional<Ruling.Found> found = top.best().flatMap(Judged.Answer::found);
        String summary =
                found.map(f -> Summary.of(f.title(), f.statement()))
                        .orElse(
                                top.examination().episode().isPresent()
                                        ? "Something failed, and nothing in the evidence tells why."
                                        : "Nothing in the evidence tells of a failure, and it holds no state that could be judged.");
        return new Verdict(top.cause(), top.confidence(), summary);
    }
}
