/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.model.Cite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A cpuset, a memory policy, a nodemask or THISNODE keeps the request on nodes that are out, while other nodes have memory.
public final class NodeRule implements Rule {

    @Override
    public String id() {
        return "numa-restricted";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.failedRequest().isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.failedRequest().get();
        boolean out =
                request.zones().isEmpty()
                        || request.zones().stream()
                                .noneMatch(
                                        zone -> zone.admission().answer() == Admission.Answer.YES);
        Optional<OomKill> bound = constrained(examination);
        if (!out || !restricted(examination)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<Cite> cites = new ArrayList<>(List.of(request.firstCite()));
        bound.map(OomKill::cite).ifPresent(cites::add);
        cites.addAll(request.cites());
        boolean sure = request.atFailure() && bound.isPresent();
        return Ruling.Found.of(
                        Cause.NUMA_RESTRICTED,
                        sure ? Confidence.CERTAIN : Confidence.LIKELY,
                        "Memory is free on nodes that the request may not use",
                        request.bytes(request.elsewhere())
                                + " are free on the machine outside the nodes and zones of this request"
                                + bound.flatMap(OomKill::constraint)
                                        .map(c -> "; the kernel names the constraint: " + c)
                                        .orElse("")
                                + bound.flatMap(OomKill::memsAllowed)
                                        .map(m -> ", mems_allowed=" + m)
                                        .orElse("")
                                + ".",
                        cites)
                .kb("KB-27")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                "the machine has "
                                        + request.bytes(request.elsewhere())
                                        + " free elsewhere",
                                List.of(request.picture().cite()),
                                Optional.of("KB-27")));
    }

    /// Whether the evidence shows that nodes are shut out and that these have more free than the request's own.
    static boolean restricted(Examination examination) {
        RequestCase request = examination.failedRequest().orElseThrow();
        long own = 0;
        long marks = 0;
        for (RequestCase.ZoneCase zone : request.zones()) {
            own += zone.admission().figures().free();
            marks += zone.pool().highPages().orElse(0);
        }
        boolean plenty =
                request.elsewhere() > Math.max(own, 2 * marks)
                        && request.elsewhere() > 2 * request.request().pages();
        boolean zoneOnly = request.request().highestZoneRank() < 2;
        return plenty
                && (constrained(examination).isPresent()
                        || (!zoneOnly && severalNodes(examination)));
    }

    private static Optional<OomKill> constrained(Examination examination) {
        return examination
                .lead(OomKill.class)
                .filter(kill -> {
                    String constraint = kill.constraint().orElse("");
                    return constraint.equals("CONSTRAINT_CPUSET")
                            || constraint.equals("CONSTRAINT_MEMORY_POLICY");
                });
    }

    private static boolean severalNodes(Examination examination) {
        return examination.failedRequest().orElseThrow().picture().nodes() > 1
                || examination.node().numaNodes().orElse(1) > 1;
    }
}
