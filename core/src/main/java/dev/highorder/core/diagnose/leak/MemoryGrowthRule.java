/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.memory.MemInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Unreclaimable kernel memory grew many times over between two readings of /proc/meminfo. When per-CPU memory grew with it, the
/// growing thing owns both slab objects and per-CPU counters, as a memory cgroup does.
public final class MemoryGrowthRule implements Rule {

    private static final long LARGE_BYTES = 1L << 30;

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
        if (readings.size() < 2) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<Growth> slab = growth(readings, "SUnreclaim");
        Optional<Growth> percpu = growth(readings, "Percpu");
        if (slab.isEmpty()) {
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
                                        " "
                                                + g.sentence()
                                                + " Objects that own both are made and not freed; memory cgroups do.")
                                .orElse(""),
                cites);
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
        boolean large = from > 0 && to >= 3 * from && to >= LARGE_BYTES;
        return large && first.cite(name).isPresent() && largest.cite(name).isPresent()
                ? Optional.of(
                        new Growth(
                                name,
                                from,
                                to,
                                List.of(first.cite(name).get(), largest.cite(name).get())))
                : Optional.empty();
    }

    private record Growth(String name, long from, long to, List<Cite> cites) {
        String sentence() {
            return name + " grew from " + Amount.bytes(from) + " to " + Amount.bytes(to) + ".";
        }
    }
}
