/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.MemInfoDump.ZoneUse;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The OOM killer was called by a page fault that answered VM_FAULT_OOM (`pagefault_out_of_memory`, gfp_mask 0), not by an
/// allocation: no request for a page is behind it, and the zones may be full of free memory.
public final class PageFaultOomRule implements Rule {

    @Override
    public String id() {
        return "page-fault-oom";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<OomKill> kill =
                examination
                        .lead(OomKill.class)
                        .filter(k ->
                                !k.memcg()
                                        && k.mode().mask().isPresent()
                                        && k.mode().mask().getAsLong() == 0);
        if (kill.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<Cite> cites = new ArrayList<>(List.of(kill.get().cite()));
        Optional<Cite> limit =
                examination.node().all(OomKill.class).stream()
                        .filter(OomKill::memcg)
                        .map(Fact::cite)
                        .findFirst()
                        .or(() -> refusedCharge(examination));
        String fault =
                "The OOM killer was called with a mask of 0, by a page fault that could not be completed, not by a request"
                        + " for a page.";
        boolean fine = zonesAreFine(kill.get());
        RuledOut exhausted =
                new RuledOut(
                        Optional.of(Cause.MEMORY_EXHAUSTED),
                        Optional.empty(),
                        "no page was asked for"
                                + (fine ? ", and a zone is above its high watermark" : ""),
                        List.of(kill.get().cite()),
                        Optional.empty());
        if (limit.isPresent()) {
            cites.add(limit.get());
            return Ruling.Found.of(
                            Cause.MEMCG_LIMIT,
                            Confidence.LIKELY,
                            "A page fault met the cgroup's limit",
                            fault
                                    + " A charge to a cgroup was refused in the same log, and a fault that needs one ends so.",
                            cites)
                    .rulingOut(exhausted);
        }
        if (!fine) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<KernelNotice> broken = examination.node().notices(KernelNotice.Kind.BAD_STATE);
        broken.stream().limit(2).map(Fact::cite).forEach(cites::add);
        return Ruling.Found.of(
                        broken.isEmpty() ? Cause.INCONCLUSIVE : Cause.KERNEL_BUG,
                        broken.isEmpty() ? Confidence.POSSIBLE : Confidence.LIKELY,
                        "An OOM kill without a shortage",
                        fault
                                + " A zone is above its high watermark"
                                + (broken.isEmpty()
                                        ? "; what the fault could not get is not shown."
                                        : ", and the kernel reports a broken state beside it: "
                                                + broken.getFirst().message()
                                                + "."),
                        cites)
                .rulingOut(exhausted);
    }

    /// SLUB had no page for a cgroup's copy of a cache: the charge to the cgroup came first and was refused.
    private static Optional<Cite> refusedCharge(Examination examination) {
        return examination.node().all(SlabAllocationFailure.class).stream()
                .filter(failure -> failure.memcgId().isPresent())
                .map(Fact::cite)
                .findFirst();
    }

    /// Whether some zone is above its high watermark.
    static boolean zonesAreFine(OomKill kill) {
        for (ZoneUse zone : kill.memInfo().map(MemInfoDump::zones).orElse(List.of())) {
            if (zone.bytes("free").orElse(0) > zone.bytes("high").orElse(Long.MAX_VALUE)) {
                return true;
            }
        }
        return false;
    }
}
