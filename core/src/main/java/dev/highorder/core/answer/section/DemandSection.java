/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.section;

import dev.highorder.core.buddy.Bounds;
import dev.highorder.core.buddy.VethQueues;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.MemcgDemand;
import dev.highorder.core.diagnosis.Demand;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.Requester;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import java.util.Optional;
import java.util.OptionalLong;

/// The section on demand: which function asked for the pages, and what the order tells where the size grows with a number of objects.
public final class DemandSection {

    private static final String VETH = "veth_alloc_queues";

    private DemandSection() {}

    public static Optional<Demand> of(Examination examination) {
        Optional<MemcgDemand> memcgs =
                MemcgDemand.of(examination).filter(d -> d.order().isPresent());
        if (memcgs.isPresent()) {
            return Optional.of(ofMemcgs(memcgs.get()));
        }
        Optional<FailedRequest> failed =
                examination
                        .episode()
                        .map(Episode::lead)
                        .flatMap(lead -> FailedRequest.of(lead, examination.node()));
        Optional<StackDump> stack =
                examination
                        .lead(KernelEvent.class)
                        .flatMap(event -> event.stacks().stream().findFirst());
        if (failed.isEmpty() || stack.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> site = Requester.callSite(stack.get()).map(StackFrame::function);
        return site.map(function -> ofStack(failed.get(), function, stack.get()));
    }

    private static Demand ofMemcgs(MemcgDemand demand) {
        int order = demand.order().getAsInt();
        String asked =
                demand.callSite()
                        + " asked for the pages"
                        + demand.memcgs()
                                .map(b ->
                                        ", an array for "
                                                + Amount.count(b.high())
                                                + " slots: between "
                                                + Amount.count(b.low())
                                                + " and "
                                                + Amount.count(b.high())
                                                + " kernel-accounted memory cgroups existed at once.")
                                .orElse(".");
        String how =
                demand.shown()
                        ? " The allocator's own stack shows the call site."
                        : " The call site is inferred: the stack that is printed is the error path of kmem_cache_create,"
                                + " and this array is the only allocation of variable size there.";
        return new Demand(
                order,
                Optional.of(demand.callSite()),
                demand.memcgs()
                        .map(b ->
                                derived("kernel-accounted memory cgroups that existed at once", b)),
                asked + how);
    }

    private static Demand ofStack(FailedRequest failed, String site, StackDump stack) {
        boolean veth =
                stack.frames().stream().anyMatch(f -> f.reliable() && f.function().equals(VETH));
        Optional<Bounds> queues =
                veth
                        ? VethQueues.queues(failed.order(), MemoryPictures.USUAL_PAGE)
                        : Optional.empty();
        return new Demand(
                failed.order(),
                Optional.of(veth ? VETH : site),
                queues.map(b -> derived("possible CPUs, one receive queue each", b)),
                (veth ? VETH : site)
                        + " asked for "
                        + Amount.pages(1L << failed.order(), MemoryPictures.USUAL_PAGE)
                        + " in one piece."
                        + queues.map(b ->
                                        " It is an array with one receive queue a possible CPU: "
                                                + b.low()
                                                + " to "
                                                + b.high()
                                                + " of them.")
                                .orElse(""));
    }

    private static Demand.Derived derived(String what, Bounds bounds) {
        return bounds.exact()
                ? new Demand.Derived(
                        what,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(bounds.low()))
                : new Demand.Derived(
                        what,
                        OptionalLong.of(bounds.low()),
                        OptionalLong.of(bounds.high()),
                        OptionalLong.empty());
    }
}
