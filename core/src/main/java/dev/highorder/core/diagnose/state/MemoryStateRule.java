/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.state;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.diagnosis.Missing;
import java.util.List;

/// Whether the node has memory to give, by what the kernel calls available (mm/show_mem.c, si_mem_available: free pages and what
/// reclaim gives without swapping). Little free memory means nothing: it is page cache. Of several readings the last one counts.
public final class MemoryStateRule implements Rule {

    @Override
    public String id() {
        return "memory-state";
    }

    @Override
    public Ruling examine(Examination examination) {
        List<MemoryReading> readings = MemoryReading.all(examination.node());
        if (examination.episode().isPresent() || readings.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        MemoryReading last = readings.getLast();
        boolean agree = readings.stream().allMatch(r -> r.level() == last.level());
        String figures = last.figures() + (agree ? "" : others(readings));
        boolean sure = agree && !last.estimated();
        return switch (last.level()) {
            case OUT ->
                    Ruling.Found.of(
                                    Cause.MEMORY_EXHAUSTED,
                                    agree ? Confidence.LIKELY : Confidence.POSSIBLE,
                                    "Memory is all but used up",
                                    figures
                                            + last.holder().map(h -> "; " + h.words()).orElse("")
                                            + ".",
                                    last.cites())
                            .kb(last.holder().map(MemoryReading.Holder::kb).orElse("KB-51"))
                            .missing(consumers());
            case SHORT ->
                    Ruling.Found.of(
                                    Cause.INCONCLUSIVE,
                                    Confidence.POSSIBLE,
                                    "Memory is getting short",
                                    figures
                                            + last.holder().map(h -> "; " + h.words()).orElse("")
                                            + ": little, but not out, and no failure is in the evidence.",
                                    last.cites())
                            .severity(Severity.WARNING)
                            .missing(consumers());
            case PLENTY ->
                    last.unexplained() > 0
                            ? Ruling.Found.of(
                                            Cause.INCONCLUSIVE,
                                            Confidence.POSSIBLE,
                                            "The reading ends before the kernel's own use",
                                            figures
                                                    + ". "
                                                    + Amount.bytes(last.unexplained())
                                                    + " are in no row that is shown: the rows on slab, page tables and the"
                                                    + " like are missing.",
                                            last.cites())
                                    .severity(Severity.INFO)
                                    .missing(kernelRows())
                            : Ruling.Found.of(
                                            Cause.HEALTHY,
                                            sure ? Confidence.LIKELY : Confidence.POSSIBLE,
                                            "Memory is available",
                                            figures + ", and no failure is in the evidence.",
                                            last.cites())
                                    .severity(Severity.INFO);
        };
    }

    private static String others(List<MemoryReading> readings) {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (MemoryReading reading : readings) {
            least = Math.min(least, reading.available());
            most = Math.max(most, reading.available());
        }
        return " in the last of "
                + readings.size()
                + " readings, which go from "
                + Amount.bytes(least)
                + " to "
                + Amount.bytes(most);
    }

    private static Missing kernelRows() {
        return new Missing(
                "the rest of /proc/meminfo, and the slab caches",
                "what the kernel itself holds is below the rows shown",
                "cat /proc/meminfo; slabtop --once --sort=c | head -20");
    }

    private static Missing consumers() {
        return new Missing(
                "who holds the memory",
                "processes, tmpfs, huge pages, slab",
                "cat /proc/meminfo; ps -eo rss,comm --sort=-rss | head; df -h -t tmpfs");
    }
}
