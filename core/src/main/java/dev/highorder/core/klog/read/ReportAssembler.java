/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.scan.CacheLine;
import dev.highorder.core.klog.scan.CmaLine;
import dev.highorder.core.klog.scan.CutHead;
import dev.highorder.core.klog.scan.Headline;
import dev.highorder.core.klog.scan.NoticeLine;
import dev.highorder.core.klog.scan.OomLine;
import dev.highorder.core.klog.scan.OversizedLine;
import dev.highorder.core.klog.scan.SlabLine;
import dev.highorder.core.klog.scan.VmallocLine;
import dev.highorder.core.model.Problem;
import java.util.List;
import java.util.Optional;

/// Puts the lines of one stream (one CPU or task where the log tells them apart, else one node) together into reports. Several are
/// open at a time, because two CPUs may print at once and because other messages come in between; a line goes to the report that
/// lacks it, by task name where the line has one, else to the latest.
final class ReportAssembler {
    private final List<Problem> problems;
    private final OpenReports reports = new OpenReports();
    private final StackAssembly stacks;
    private final MemInfoAssembly memInfos;
    private final CutLines cuts = new CutLines(reports);
    private final ProfileAssembly profiles = new ProfileAssembly(reports);
    private Optional<Line> above = Optional.empty();

    ReportAssembler(List<Problem> problems) {
        this.problems = problems;
        this.stacks = new StackAssembly(reports, problems);
        this.memInfos = new MemInfoAssembly(reports, stacks, problems);
    }

    List<Report> finish() {
        stacks.end();
        return reports.all();
    }

    /// @param at position of the line in the log
    void take(Line line, int at, boolean kernel) {
        String text = line.text().replace('\u00a0', ' ');
        if (text.isBlank()) {
            return;
        }
        boolean foreign = !kernel && !line.frame().tag().isEmpty();
        if (foreign) {
            NoticeLine.lost(text)
                    .ifPresent(lost -> {
                        reports.tick(at);
                        reports.begin(new Report.Notice(line, lost));
                    });
            return;
        }
        reports.tick(at);
        if (above.isPresent() && CutHead.joins(above.get().text(), text)) {
            Line whole =
                    new Line(
                            above.get().cite(),
                            above.get().text().stripTrailing() + " " + text.strip(),
                            above.get().frame());
            above = Optional.empty();
            takeText(whole, whole.text(), kernel);
            return;
        }
        above = Optional.of(line);
        takeText(line, text, kernel);
    }

    private void takeText(Line line, String text, boolean kernel) {
        boolean taken =
                stacks.take(line, text)
                        || memInfos.take(line, text)
                        || headline(line, text)
                        || oom(line, text)
                        || slab(line, text)
                        || rarer(line, text)
                        || cuts.take(text);
        if (taken) {
            return;
        }
        Optional<NoticeLine> notice =
                NoticeLine.lost(text).or(() -> NoticeLine.scan(text.strip(), kernel));
        if (notice.isPresent()) {
            reports.begin(new Report.Notice(line, notice.get()));
        }
    }

    private boolean headline(Line line, String text) {
        Optional<Headline> headline = Headline.scan(text);
        if (headline.isPresent()) {
            for (Report report : reports.latestFirst()) {
                if (report instanceof VmallocReport vmalloc
                        && reports.clock() - vmalloc.touched <= 3
                        && vmalloc.takes(headline.get())) {
                    vmalloc.touched = reports.clock();
                    return true;
                }
            }
            reports.begin(new AllocationReport(line, headline.get()));
            return true;
        }
        Optional<VmallocLine> vmalloc = VmallocLine.scan(text);
        vmalloc.ifPresent(found -> reports.begin(new VmallocReport(line, found)));
        return vmalloc.isPresent();
    }

    private boolean oom(Line line, String text) {
        for (Report report : reports.latestFirst()) {
            if (report instanceof OomReport oom
                    && oom.inSlabTable()
                    && reports.clock() - oom.touched <= 3) {
                Optional<OomLine> row = OomLine.slabRow(text);
                if (row.isPresent()) {
                    oom.take(row.get(), line);
                    oom.touched = reports.clock();
                    return true;
                }
            }
        }
        Optional<OomLine> found = OomLine.scan(text);
        if (found.isEmpty()) {
            return false;
        }
        for (Report report : reports.latestFirst()) {
            if (report instanceof OomReport oom && oom.accepts(found.get())) {
                oom.take(found.get(), line);
                oom.touched = reports.clock();
                return !isPanic(text);
            }
        }
        boolean begins =
                switch (found.get()) {
                    case OomLine.Invoked _,
                            OomLine.Kill _,
                            OomLine.Constraint _,
                            OomLine.Usage _,
                            OomLine.Limited _,
                            OomLine.NoKillable _ ->
                            true;
                    case OomLine.Stats _,
                            OomLine.Group _,
                            OomLine.Reaped _,
                            OomLine.SlabHead _,
                            OomLine.SlabRow _,
                            OomLine.Task _ ->
                            false;
                };
        if (begins) {
            OomReport oom = new OomReport(line, problems);
            if (!(found.get() instanceof OomLine.Invoked)) {
                oom.memInfo = reports.reclaim();
            }
            oom.take(found.get(), line);
            reports.begin(oom);
        }
        return !isPanic(text);
    }

    /// `Kernel panic - not syncing: System is deadlocked on memory` is a panic as well.
    private static boolean isPanic(String text) {
        return text.contains("Kernel panic");
    }

    private boolean slab(Line line, String text) {
        Optional<SlabLine.Head> head = SlabLine.head(text);
        if (head.isPresent()) {
            reports.begin(new Report.Slab(line, head.get()));
            return true;
        }
        Optional<SlabLine.Cache> cache = SlabLine.cache(text);
        if (cache.isPresent()) {
            List<Report> waiting = reports.latestFirst();
            for (Report report : waiting) {
                if (report instanceof Report.Slab slab && slab.cache.isEmpty()) {
                    slab.cache = cache;
                    slab.touched = reports.clock();
                    break;
                }
            }
            return true;
        }
        Optional<CacheLine> create = CacheLine.scan(text);
        if (create.isEmpty()) {
            return false;
        }
        reports.begin(new Report.CacheCreate(line, create.get()));
        String rest = create.get().rest();
        if (!rest.isEmpty()) {
            stacks.take(line, rest);
        }
        return !isPanic(text);
    }

    private boolean rarer(Line line, String text) {
        Optional<CmaLine.Failure> cma = CmaLine.failure(text);
        if (cma.isPresent()) {
            reports.begin(new Report.Cma(line, cma.get()));
            return true;
        }
        Optional<CmaLine.Available> available = CmaLine.available(text);
        if (available.isPresent()) {
            for (Report report : reports.latestFirst()) {
                if (report instanceof Report.Cma failure && failure.available.isEmpty()) {
                    failure.available = available;
                    break;
                }
            }
            return true;
        }
        if (text.contains("FAULT_INJECTION: forcing a failure")) {
            Report.Fault fault = new Report.Fault(line);
            reports.begin(fault);
            fault.takeName(text);
            return true;
        }
        Optional<String> oversized = OversizedLine.scan(text);
        if (oversized.isPresent()) {
            reports.begin(new Report.Oversized(line, oversized.get()));
            return true;
        }
        return profiles.take(line, text);
    }
}
