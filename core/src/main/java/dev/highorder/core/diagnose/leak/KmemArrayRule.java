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
import dev.highorder.core.proc.system.KernelCommandLine;
import java.util.List;
import java.util.Optional;

/// The request was for the per-memcg pointer array of a slab cache or an LRU, whose size tells how many kernel-accounted memory
/// cgroups existed at once: leaked ones, when there are more than a node can have. The demand stays, and doubles at the next step.
public final class KmemArrayRule implements Rule {

    /// More kernel-accounted memory cgroups than a node has for its pods, containers and services, with room.
    private static final long REAL = 3_000;

    private static final String NOKMEM = "cgroup.memory=nokmem";

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
        Optional<KernelCommandLine> off =
                examination
                        .node()
                        .first(KernelCommandLine.class)
                        .filter(line -> !demand.shown() && line.options().contains(NOKMEM));
        if (off.isPresent()) {
            return new Ruling.Clear(
                    "Kernel memory is not accounted",
                    "The kernel was booted with "
                            + NOKMEM
                            + ", which leaves no such array to ask for.",
                    List.of(off.get().cite()),
                    Optional.empty());
        }
        boolean old = keepsIds(examination, demand);
        return Ruling.Found.of(
                        Cause.KMEM_MEMCG_LEAK,
                        confidence(demand, old),
                        demand.listLru()
                                ? "Memory cgroups pile up, and making another needs an array as long as their number"
                                : "Memory cgroups leak, and each new slab cache needs an array as long as their number",
                        statement(demand, old),
                        demand.cites())
                .kb(demand.listLru() ? "KB-04" : "KB-01")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.EXTERNAL_FRAGMENTATION),
                                Optional.empty(),
                                "what the request met, not its cause: a node that does not ask for this order does not fail, however"
                                        + " fragmented it is",
                                List.of(demand.cites().getFirst()),
                                Optional.of("KB-01")))
                .missing(
                        demand.shown()
                                ? new Missing[] {accounting(), caches()}
                                : new Missing[] {stack(), accounting(), caches()});
    }

    /// Whether the kernel is one on which an id comes back only when its cgroup is really gone: 3.8 to 3.19 and el7; from 4.0 on it
    /// comes back when the cgroup is removed, and the array has another name.
    private static boolean keepsIds(Examination examination, MemcgDemand demand) {
        return examination
                .release()
                .map(r -> r.below(4, 0))
                .orElse(
                        demand.callSite().equals("memcg_alloc_cache_params")
                                || demand.callSite().equals("memcg_register_cache"));
    }

    private static String statement(MemcgDemand demand, boolean old) {
        if (demand.memcgs().isEmpty()) {
            return "The only allocation of variable size on this path is the array with one pointer a kernel-accounted"
                    + " memory cgroup; its order, which would tell their number, is not in the evidence.";
        }
        Bounds memcgs = demand.memcgs().get();
        boolean many = memcgs.low() > REAL;
        return "Order "
                + demand.order().getAsInt()
                + " here means that between "
                + Amount.count(memcgs.low())
                + " and "
                + Amount.count(memcgs.high())
                + " kernel-accounted memory cgroups "
                + (old ? "existed" : "were in use")
                + " at once; a node has perhaps 2,000 real ones, "
                + (many ? "so they leak." : "so these may be real.");
    }

    /// Certain where the allocator's own stack shows the call site, ids come back only when a cgroup is really gone (3.10, el7), and
    /// the count is beyond any real node; an inferred call site never is.
    private static Confidence confidence(MemcgDemand demand, boolean old) {
        if (demand.memcgs().isEmpty()) {
            return Confidence.POSSIBLE;
        }
        long low = demand.memcgs().get().low();
        if (demand.shown() && old && low > 2 * REAL) {
            return Confidence.CERTAIN;
        }
        return low > REAL ? Confidence.LIKELY : Confidence.POSSIBLE;
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

    private static Missing caches() {
        return new Missing(
                "how many slab caches belong to cgroups",
                "an independent count of the leak: some two dozen caches a leaked cgroup",
                "ls -U /sys/kernel/slab | grep -c '('");
    }
}
