/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.NodeList;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.Unprinted;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.gfp.GfpFlags;
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
        if (examination.failedRequest().isEmpty() || !restricted(examination)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.failedRequest().get();
        Optional<OomKill> bound = constrained(examination);
        Optional<ZoneCase> serving = serving(request);
        List<Cite> cites = new ArrayList<>(List.of(request.firstCite()));
        serving.map(ZoneCase::cite).ifPresent(cites::add);
        cites.addAll(request.cites());
        boolean thisNode = request.flags().map(GfpFlags::thisNode).orElse(false);
        boolean sure =
                request.atFailure()
                        && (bound.isPresent()
                                || (serving.isPresent() && !thisNode && request.decided()));
        String free = request.bytes(free(request));
        return Ruling.Found.of(
                        Cause.NUMA_RESTRICTED,
                        sure ? Confidence.CERTAIN : Confidence.LIKELY,
                        "Memory is free on nodes that the request may not use",
                        serving.map(zone ->
                                        zone.zone()
                                                + " has "
                                                + request.bytes(zone.admission().figures().free())
                                                + " free and would serve "
                                                + request.asked()
                                                + ", but the request may not use that node")
                                        .orElse(
                                                free
                                                        + " are free on the machine outside the nodes that this request may use")
                                + reason(examination, bound, thisNode)
                                + ".",
                        cites)
                .kb("KB-27")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                "other nodes of the machine have " + free + " free",
                                List.of(request.picture().cite()),
                                Optional.of("KB-27")));
    }

    private static String reason(
            Examination examination, Optional<OomKill> bound, boolean thisNode) {
        StringBuilder text = new StringBuilder();
        bound.flatMap(OomKill::constraint)
                .ifPresent(c -> text.append("; the kernel names the constraint: ").append(c));
        Optional<FailedRequest> failed =
                examination.episode().flatMap(e -> FailedRequest.of(e.lead(), examination.node()));
        failed.flatMap(FailedRequest::nodemask)
                .filter(mask -> !NodeList.parse(mask).orElse(NodeList.ALL).all())
                .ifPresent(mask -> text.append(", nodemask=").append(mask));
        failed.flatMap(FailedRequest::memsAllowed)
                .ifPresent(mems -> text.append(", mems_allowed=").append(mems));
        return text + (thisNode ? "; __GFP_THISNODE binds it to one node" : "");
    }

    /// Whether the request's own nodes refuse it and others are shown, or must have, memory for it.
    static boolean restricted(Examination examination) {
        RequestCase request = examination.failedRequest().orElseThrow();
        boolean refused =
                request.zones().stream()
                        .noneMatch(zone -> zone.admission().answer() == Admission.Answer.YES);
        if (!refused) {
            return false;
        }
        boolean shortOfPages =
                request.zones().isEmpty() || request.all(Admission.ShortOfPages.class);
        return serving(request).isPresent() || (shortOfPages && left(examination, request));
    }

    /// Whether nodes that the report leaves out, or shows without their blocks, have more free than the request's own and more
    /// than changes while a report is printed.
    private static boolean left(Examination examination, RequestCase request) {
        long own = 0;
        for (ZoneCase zone : request.zones()) {
            own += zone.admission().figures().free();
        }
        boolean shutOut =
                constrained(examination).isPresent()
                        || (request.unprinted().where() == Unprinted.Where.NODES_SHUT_OUT
                                && request.picture().complete()
                                && severalNodes(examination))
                        || !request.shutOut().isEmpty();
        return shutOut && free(request) > Math.max(own, request.marks());
    }

    /// A zone on a node that is shut out, and that would have served the request.
    private static Optional<ZoneCase> serving(RequestCase request) {
        ZoneCase best = null;
        for (ZoneCase zone : request.shutOut()) {
            if (zone.admission() instanceof Admission.Served
                    && (best == null
                            || zone.admission().figures().free()
                                    > best.admission().figures().free())) {
                best = zone;
            }
        }
        return Optional.ofNullable(best);
    }

    private static long free(RequestCase request) {
        return Math.max(
                request.onOtherNodes(),
                request.unprinted().where() == Unprinted.Where.ZONES_ABOVE
                        ? 0
                        : request.unprinted().pages());
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
