/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.state;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.memory.Free;
import dev.highorder.core.proc.memory.MemInfo;
import java.util.List;
import java.util.Optional;

/// Whether the node has memory to give, by what the kernel calls available (mm/show_mem.c, si_mem_available: free pages and what
/// reclaim gives without swapping). Little free memory means nothing: it is page cache.
public final class MemoryStateRule implements Rule {

    private static final long OUT_PERCENT = 2;
    private static final long PLENTY_PERCENT = 10;

    @Override
    public String id() {
        return "memory-state";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<Reading> found = reading(examination);
        if (examination.episode().isPresent() || found.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Reading reading = found.get();
        long percent = Amount.percent(reading.available(), reading.total());
        String figures =
                Amount.bytes(reading.available())
                        + " of "
                        + Amount.bytes(reading.total())
                        + " are available ("
                        + percent
                        + " %)";
        if (percent < OUT_PERCENT) {
            return Ruling.Found.of(
                    Cause.MEMORY_EXHAUSTED,
                    Confidence.LIKELY,
                    "Memory is all but used up",
                    figures + reading.holder().map(h -> "; " + h).orElse("") + ".",
                    reading.cites());
        }
        if (percent < PLENTY_PERCENT) {
            return Ruling.Found.of(
                            Cause.INCONCLUSIVE,
                            Confidence.POSSIBLE,
                            "Memory is getting short",
                            figures + ": little, but not out, and no failure is in the evidence.",
                            reading.cites())
                    .severity(Severity.WARNING);
        }
        return Ruling.Found.of(
                        Cause.HEALTHY,
                        Confidence.LIKELY,
                        "Memory is available",
                        figures + ", and no failure is in the evidence.",
                        reading.cites())
                .severity(Severity.INFO);
    }

    private static Optional<Reading> reading(Examination examination) {
        List<MemInfo> infos =
                examination.node().all(MemInfo.class).stream()
                        .filter(m ->
                                m.node().isEmpty()
                                        && m.bytes("MemTotal").isPresent()
                                        && m.bytes("MemAvailable").isPresent())
                        .toList();
        if (!infos.isEmpty()) {
            MemInfo last = infos.getLast();
            long total = last.bytes("MemTotal").getAsLong();
            long anon = last.bytes("AnonPages").orElse(0);
            return Optional.of(
                    new Reading(
                            last.bytes("MemAvailable").getAsLong(),
                            total,
                            anon > total / 2
                                    ? Optional.of(
                                            Amount.bytes(anon)
                                                    + " are anonymous memory of processes")
                                    : Optional.empty(),
                            last.cite("MemAvailable").map(List::of).orElse(List.of(last.cite()))));
        }
        return examination
                .node()
                .first(Free.class)
                .filter(f -> f.available().isPresent())
                .map(f ->
                        new Reading(
                                f.available().getAsLong(),
                                f.total(),
                                Optional.empty(),
                                List.of(f.memCite())));
    }

    private record Reading(long available, long total, Optional<String> holder, List<Cite> cites) {}
}
