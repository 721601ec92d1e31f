/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.buddy.Bounds;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.MemcgDemand;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import java.util.List;
import java.util.Optional;

/// The request was for the per-memcg pointer array of a slab cache or an LRU, whose size tells how many kernel-accounted memory
/// cgroups existed at once: leaked ones, when there are more than a node can have. The demand stays, and doubles at the next step.
public final class KmemArrayRule implements Rule {

    @Override
    public String id() {
        return "kmem-array";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<MemcgDemand> found = MemcgDemand.of(examination);
        if (found.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        MemcgDemand demand = found.get();
        Optional<Bounds> memcgs = demand.memcgs();
        String count =
                memcgs.map(b ->
                                "Order "
                                        + demand.order().getAsInt()
                                        + " here means that between "
                                        + Amount.count(b.low())
                                        + " and "
                                        + Amount.count(b.high())
                                        + " kernel-accounted memory cgroups existed at once; a node has perhaps 2,000"
                                        + " real ones, so they leak.")
                        .orElse(
                                "The only allocation of variable size on this path is the array with one pointer a"
                                        + " kernel-accounted memory cgroup.");
        return Ruling.Found.of(
                        Cause.KMEM_MEMCG_LEAK,
                        confidence(demand),
                        "Memory cgroups leak, and each new slab cache needs an array as long as their number",
                        count,
                        demand.cites())
                .kb(demand.listLru() ? "KB-04" : "KB-01")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.EXTERNAL_FRAGMENTATION),
                                Optional.empty(),
                                "fragmentation is only what the request met: a node that does not ask for this order does not fail,"
                                        + " however fragmented it is",
                                List.of(demand.cites().getFirst()),
                                Optional.of("KB-01")))
                .missing(
                        demand.shown()
                                ? new Missing[] {accounting()}
                                : new Missing[] {stack(), accounting()});
    }

    /// Certain where the allocator's own stack shows the call site and the count is beyond any real node (KERNEL: order 5 and
    /// above); an inferred call site never is.
    private static Confidence confidence(MemcgDemand demand) {
        if (demand.memcgs().isEmpty()) {
            return Confidence.POSSIBLE;
        }
        int order = demand.order().getAsInt();
        if (demand.shown() && order >= 5) {
            return Confidence.CERTAIN;
        }
        return order >= 4 ? Confidence.LIKELY : Confidence.POSSIBLE;
    }

    private static Missing stack() {
        return new Missing(
                "the allocator's own stack of that moment (warn_alloc_failed)",
                "shows memcg_alloc_cache_params as the caller, which would make the cause certain",
                "grep -A 40 'page allocation failure' /var/log/messages");
    }

    private static Missing accounting() {
        return new Missing(
                "whether kernel memory accounting is on in the kubelet's cgroups",
                "a header means on, an I/O error means off",
                "cat /sys/fs/cgroup/memory/kubepods/memory.kmem.slabinfo; grep -o nokmem /proc/cmdline");
    }
}
