/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.klog.OomKill;
import java.util.List;
import java.util.Optional;

/// A cgroup at its limit whose charge is kernel memory, not what its processes use: slab objects and stacks charged to it by
/// kmem accounting and not given back. That is a defect of 3.10/el7, where caches of a cgroup outlive it; later kernels give the
/// charge back, so there it is the cgroup's own use.
public final class KmemChargeRule implements Rule {

    /// From here on kernel memory is the charge and what processes use is the rest.
    private static final long MOSTLY_KERNEL_PERCENT = 80;

    @Override
    public String id() {
        return "kmem-charge";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<OomKill> kill = examination.lead(OomKill.class).filter(OomKill::memcg);
        Optional<OomKill.Usage> memory = kill.flatMap(k -> MemcgLimitRule.usage(k, "memory"));
        Optional<OomKill.Usage> kmem = kill.flatMap(k -> MemcgLimitRule.usage(k, "kmem"));
        if (memory.isEmpty() || kmem.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        long percent = Amount.percent(kmem.get().usageBytes(), memory.get().usageBytes());
        String figures =
                Amount.bytes(kmem.get().usageBytes())
                        + " of the "
                        + Amount.bytes(memory.get().usageBytes())
                        + " charged to the cgroup are kernel memory ("
                        + percent
                        + " %).";
        boolean leaks = examination.release().map(r -> r.below(4, 0)).orElse(true);
        if (percent < MOSTLY_KERNEL_PERCENT || !leaks) {
            return new Ruling.Clear(
                    percent < MOSTLY_KERNEL_PERCENT
                            ? "Kernel memory is a small part of the charge"
                            : "Kernel memory is the charge",
                    figures,
                    List.of(kmem.get().cite()),
                    Optional.empty());
        }
        return Ruling.Found.of(
                        Cause.KMEM_MEMCG_LEAK,
                        examination.release().isPresent() ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "Kernel memory fills the cgroup's limit",
                        figures
                                + " On this generation of kernels caches of a cgroup outlive what they held, so killing"
                                + " its processes gives little back; stacks of very many threads would count so too.",
                        List.of(kmem.get().cite(), memory.get().cite()))
                .kb("KB-02")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMCG_LIMIT),
                                Optional.empty(),
                                "the limit is only where it showed: raising it feeds the kernel memory that is not given back",
                                List.of(kmem.get().cite()),
                                Optional.of("KB-02")))
                .missing(
                        new Missing(
                                "slab caches of the cgroup",
                                "names what the kernel memory is",
                                "cat /sys/fs/cgroup/memory/<cgroup>/memory.kmem.slabinfo"
                                        + " /sys/fs/cgroup/memory/<cgroup>/memory.kmem.failcnt"));
    }
}
