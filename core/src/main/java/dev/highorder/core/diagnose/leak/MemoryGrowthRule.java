/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.memory.MemInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Unreclaimable kernel memory grew many times over between two readings of /proc/meminfo. When per-CPU memory grew with it, the
/// growing thing owns both slab objects and per-CPU counters, as a memory cgroup does.
public final class MemoryGrowthRule implements Rule {

    private static final long LARGE_BYTES = 1L << 30;

    /// A node that takes up its work grows too, but not to such a share of the machine, and not in per-CPU memory.
    private static final long LARGE_PERCENT = 5;

    private static final long TIMES = 3;

    @Override
    public String id() {
        return "kernel-memory-growth";
    }

    @Override
    public Ruling examine(Examination examination) {
        List<MemInfo> readings =
                examination.node().all(MemInfo.class).stream()
                        .filter(m -> m.node().isEmpty())
                        .toList();
        if (readings.size() < 2 || !MemoryShort.concerns(examination)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<Growth> slab = growth(readings, "SUnreclaim");
        Optional<Growth> percpu = growth(readings, "Percpu");
        if (slab.isEmpty() || (percpu.isEmpty() && slab.get().percent() < LARGE_PERCENT)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<Cite> cites = new ArrayList<>(slab.get().cites());
        percpu.map(Growth::cites).ifPresent(cites::addAll);
        boolean memcgs = percpu.isPresent();
        return Ruling.Found.of(
                        memcgs ? Cause.KMEM_MEMCG_LEAK : Cause.KERNEL_MEMORY_LEAK,
                        memcgs ? Confidence.POSSIBLE : Confidence.LIKELY,
                        "Unreclaimable kernel memory grows",
                        slab.get().sentence()
                                + percpu.map(g ->
                                                " and "
                                                        + g.sentence()
                                                        + ": objects that own both are made and not freed, as memory cgroups are")
                                        .orElse("")
                                + ".",
                        cites)
                .kb(memcgs ? "KB-32" : "KB-31")
                .missing(
                        new Missing(
                                "which slab cache grows, and how many cgroups are counted",
                                "names what is made and not freed",
                                "slabtop -o -s c | head -20; grep memory /proc/cgroups; cat /sys/fs/cgroup/cgroup.stat"));
    }

    private static Optional<Growth> growth(List<MemInfo> readings, String name) {
        MemInfo first = readings.getFirst();
        MemInfo largest = first;
        for (MemInfo reading : readings) {
            if (reading.bytes(name).orElse(0) > largest.bytes(name).orElse(0)) {
                largest = reading;
            }
        }
        long from = first.bytes(name).orElse(0);
        long to = largest.bytes(name).orElse(0);
        long ram = first.bytes("MemTotal").orElse(0);
        return from > 0 && to >= TIMES * from && to >= LARGE_BYTES
                ? Optional.of(
                        new Growth(
                                name,
                                from,
                                to,
                                Amount.percent(to, Math.max(ram, to)),
                                List.of(cite(first, name), cite(largest, name))))
                : Optional.empty();
    }

    private static Cite cite(MemInfo reading, String name) {
        return reading.cite(name).orElse(reading.cite());
    }

    /// @param percent of the machine that it holds in the end
    private record Growth(String name, long from, long to, long percent, List<Cite> cites) {
        String sentence() {
            return name + " grew from " + Amount.bytes(from) + " to " + Amount.bytes(to);
        }
    }
}
