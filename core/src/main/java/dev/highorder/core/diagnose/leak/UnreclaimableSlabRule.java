/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Reclaimable;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.memory.MemInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Slab that cannot be reclaimed, or per-CPU memory, holds much of the machine; which cache it is the evidence does not list.
public final class UnreclaimableSlabRule implements Rule {

    /// Half of the machine in kernel objects is no working set.
    private static final long MOST_PERCENT = 50;

    private static final long LARGE_PERCENT = 25;

    /// Per-CPU memory is small on any node that works.
    private static final long PERCPU_PERCENT = 10;

    /// A machine so small that the kernel's own needs are a large share.
    private static final long LEAST_BYTES = 1L << 30;

    @Override
    public String id() {
        return "unreclaimable-slab";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (!MemoryShort.concerns(examination)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<Share> slab =
                examination.episode().isPresent()
                        ? examination
                                .failedRequest()
                                .map(RequestCase::picture)
                                .flatMap(UnreclaimableSlabRule::ofReport)
                        : ofFile(examination, "SUnreclaim");
        if (slab.filter(s -> s.large(LARGE_PERCENT)).isPresent()) {
            return slab(slab.get());
        }
        Optional<Share> percpu =
                examination.episode().isPresent()
                        ? Optional.empty()
                        : ofFile(examination, "Percpu").filter(s -> s.large(PERCPU_PERCENT));
        return percpu.<Ruling>map(UnreclaimableSlabRule::percpu)
                .or(() -> slab.map(UnreclaimableSlabRule::clear))
                .orElse(Ruling.NotApplicable.OTHER_MATTER);
    }

    private static Optional<Share> ofReport(MemoryPicture picture) {
        OptionalLong slab = picture.counter("slab_unreclaimable");
        OptionalLong total = Reclaimable.of(picture).total();
        return slab.isEmpty() || total.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Share(
                                slab.getAsLong() * picture.pageSize(),
                                total.getAsLong() * picture.pageSize(),
                                picture.cite()));
    }

    private static Optional<Share> ofFile(Examination examination, String name) {
        return examination.node().all(MemInfo.class).stream()
                .filter(m ->
                        m.node().isEmpty()
                                && m.bytes(name).isPresent()
                                && m.bytes("MemTotal").isPresent())
                .map(m ->
                        new Share(
                                m.bytes(name).getAsLong(),
                                m.bytes("MemTotal").getAsLong(),
                                m.cite(name).orElse(m.cite())))
                .reduce((_, last) -> last);
    }

    private static Ruling slab(Share share) {
        return Ruling.Found.of(
                        Cause.KERNEL_MEMORY_LEAK,
                        share.large(MOST_PERCENT) ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "Kernel objects hold much of the memory",
                        "Slab that cannot be reclaimed holds "
                                + share.figures()
                                + "; killing processes or dropping caches does not give it back.",
                        List.of(share.cite()))
                .kb("KB-31")
                .missing(
                        new Missing(
                                "which slab cache it is, and whether it grows",
                                "its name or its size leads to the owner",
                                "slabtop -o -s c | head -20"));
    }

    private static Ruling percpu(Share share) {
        return Ruling.Found.of(
                        Cause.DYING_MEMCG,
                        Confidence.POSSIBLE,
                        "Per-CPU memory holds much of the machine",
                        "Per-CPU memory holds "
                                + share.figures()
                                + "; each memory cgroup owns some, dead ones too, and so do network devices and BPF maps.",
                        List.of(share.cite()))
                .kb("KB-32")
                .missing(
                        new Missing(
                                "how many cgroups are counted and how many directories there are",
                                "tells dead cgroups from other owners",
                                "grep memory /proc/cgroups; cat /sys/fs/cgroup/cgroup.stat;"
                                        + " find /sys/fs/cgroup/memory -type d | wc -l"));
    }

    private static Ruling clear(Share share) {
        return new Ruling.Clear(
                "Unreclaimable slab is no large part",
                "It holds " + share.figures() + ".",
                List.of(share.cite()),
                Optional.empty());
    }

    private record Share(long bytes, long total, Cite cite) {

        boolean large(long percent) {
            return bytes >= LEAST_BYTES && Amount.percent(bytes, total) >= percent;
        }

        String figures() {
            return Amount.bytes(bytes)
                    + " of "
                    + Amount.bytes(total)
                    + " ("
                    + Amount.percent(bytes, total)
                    + " %)";
        }
    }
}
