/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.FrameLayer;
import dev.highorder.core.klog.MemoryProfile;
import dev.highorder.core.klog.scan.CacheLine;
import dev.highorder.core.klog.scan.CmaLine;
import dev.highorder.core.klog.scan.CpuLine;
import dev.highorder.core.klog.scan.Cursor;
import dev.highorder.core.klog.scan.CutHead;
import dev.highorder.core.klog.scan.Headline;
import dev.highorder.core.klog.scan.MemInfoShape;
import dev.highorder.core.klog.scan.NoticeLine;
import dev.highorder.core.klog.scan.OomLine;
import dev.highorder.core.klog.scan.OversizedLine;
import dev.highorder.core.klog.scan.ProfileRow;
import dev.highorder.core.klog.scan.RequestTail;
import dev.highorder.core.klog.scan.SlabLine;
import dev.highorder.core.klog.scan.VmallocLine;
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Puts the lines of one stream (one CPU or task where the log tells them apart, else one node) together into reports. Several are
/// open at a time, because two CPUs may print at once and because other messages come in between; a line goes to the report that
/// lacks it, by task name where the line has one, else to the latest.
final class ReportAssembler {
    /// A report that got no line for so long is over. The table of tasks of a big node, which reaches it, has thousands.
    private static final int PATIENCE = 400;

    /// So many lines that are no frames end a stack: registers, code bytes and raw words of the stack are fewer.
    private static final int STACK_GAP = 40;

    private static final int MOST_OPEN = 32;

    private final List<Problem> problems;
    private final List<Report> all = new ArrayList<>();
    private final List<Report> open = new ArrayList<>();
    private final List<MemInfoReader> memInfos = new ArrayList<>();
    private Optional<StackReader> stack = Optional.empty();
    private boolean assigned;
    private int stackTouched;
    private int memTouched;
    private Optional<MemInfoReader> lastMem = Optional.empty();
    private Optional<Report> stackOwner = Optional.empty();
    private int position;
    private Optional<Line> above = Optional.empty();

    ReportAssembler(List<Problem> problems) {
        this.problems = problems;
    }

    List<Report> finish() {
        endStack();
        return all;
    }

    /// @param at position of the line in the log
    void take(Line line, int at, boolean kernel) {
        position = at;
        String text = line.text().replace('\u00a0', ' ');
        if (text.isBlank()) {
            return;
        }
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
        if (kernel || line.frame().tag().isEmpty()) {
            takeText(line, text, kernel);
        } else {
            NoticeLine.lost(text).ifPresent(lost -> begin(new Report.Notice(line, lost)));
        }
    }

    private void takeText(Line line, String text, boolean kernel) {
        boolean taken =
                frame(line, text)
                        || memInfo(line, text)
                        || headline(line, text)
                        || oom(line, text)
                        || slab(line, text)
                        || rarer(line, text)
                        || continuation(text);
        if (taken) {
            return;
        }
        Optional<NoticeLine> notice =
                NoticeLine.lost(text).or(() -> NoticeLine.scan(text.strip(), kernel));
        if (notice.isPresent()) {
            begin(new Report.Notice(line, notice.get()));
        }
    }

    private void begin(Report report) {
        report.began = position;
        report.touched = position;
        all.add(report);
        open.add(report);
        if (open.size() > MOST_OPEN) {
            open.removeFirst();
        }
    }

    /// The open reports, the latest first; forgets those that waited in vain.
    private List<Report> latestFirst() {
        open.removeIf(report -> position - report.touched > PATIENCE);
        return open.reversed();
    }

    // ---- stacks ----

    private boolean frame(Line line, String text) {
        Optional<CpuLine> cpu = CpuLine.scan(text);
        if (cpu.isPresent()) {
            beginStack(new StackReader(line.cite(), cpu));
            return true;
        }
        String trimmed = text.strip();
        if (trimmed.startsWith("Call Trace:") || trimmed.startsWith("Call trace:")) {
            if (stack.isEmpty() || !stack.get().callTrace()) {
                StackReader fresh = new StackReader(line.cite(), Optional.empty());
                beginStack(fresh);
                fresh.callTrace();
            }
            stackTouched = position;
            return trimmed.length() == 11 || frame(line, trimmed.substring(11));
        }
        if (stack.isEmpty()) {
            return false;
        }
        if (position - stackTouched > STACK_GAP) {
            endStack();
            return false;
        }
        if (!stack.get().take(text, line.cite())) {
            return false;
        }
        stackTouched = position;
        stackOwner.ifPresent(this::touchStack);
        if (!assigned && stack.get().hasFrames() && stack.get().printerKnown()) {
            assign();
        }
        return true;
    }

    private void touchStack(Report owner) {
        owner.touched = position;
        owner.stackEnd = position;
    }

    private void beginStack(StackReader fresh) {
        endStack();
        stack = Optional.of(fresh);
        assigned = false;
        stackOwner = Optional.empty();
        stackTouched = position;
    }

    private void endStack() {
        if (stack.isPresent() && !assigned) {
            assign();
        }
        stack = Optional.empty();
        stackOwner = Optional.empty();
    }

    /// Gives the stack to the report whose printer it names. One without any symbol can only be told by its task's name.
    private void assign() {
        StackReader reader = stack.orElseThrow();
        assigned = true;
        Optional<FrameLayer> printer = reader.printer();
        Optional<Report> owner = Optional.empty();
        for (Report report : latestFirst()) {
            if (report.stack.isPresent() || !isNear(report)) {
                continue;
            }
            boolean same = report.comm().isEmpty() || report.comm().equals(reader.comm());
            boolean fits =
                    printer.isPresent()
                            ? report.owns(printer.get())
                            : !report.comm().isEmpty() && !cacheFailureOpen();
            if (fits && (same || reader.comm().isEmpty())) {
                owner = Optional.of(report);
                break;
            }
        }
        owner.ifPresent(report -> {
            report.stack = stack;
            touchStack(report);
        });
        stackOwner = owner;
        if (owner.isEmpty() || owner.get() instanceof Report.CacheCreate) {
            other(reader);
        }
    }

    /// A stack comes within a screen of the line that announces it.
    private boolean isNear(Report report) {
        return position - report.touched <= STACK_GAP * 2;
    }

    private boolean cacheFailureOpen() {
        return latestFirst().stream()
                .anyMatch(report -> report instanceof Report.CacheCreate && report.stack.isEmpty());
    }

    /// Another printer's stack right behind a headline: the headline's own did not reach the log.
    private void other(StackReader reader) {
        for (Report report : latestFirst()) {
            if (report instanceof Report.Allocation headline
                    && headline.stack.isEmpty()
                    && headline.other.isEmpty()
                    && isNear(headline)
                    && (reader.comm().isEmpty() || reader.comm().equals(headline.comm()))) {
                headline.other = Optional.of(reader);
                return;
            }
        }
    }

    // ---- Mem-Info ----

    private boolean memInfo(Line line, String raw) {
        String text = MemInfoShape.unescape(raw);
        Optional<String> part = MemInfoShape.part(text);
        if (part.isEmpty()) {
            boolean rest =
                    lastMem.isPresent()
                            && position - memTouched <= 3
                            && MemInfoShape.carriesOn(text);
            if (rest) {
                lastMem.get().take(text, "", line);
                memTouched = position;
            }
            return rest;
        }
        String key = part.get();
        if (key.equals("HEAD")) {
            boolean interleaved = waiting() > 1 && position - memTouched <= 8;
            if (!interleaved) {
                memInfos.clear();
            }
            openMemInfo(line).take(text, key, line);
            return true;
        }
        if (position - memTouched > STACK_GAP) {
            memInfos.clear();
        }
        Optional<MemInfoReader> reader = readerFor(key);
        if (reader.isEmpty() && (key.startsWith("F:") || key.length() == 1)) {
            return key.length() == 1; // a footer alone says nothing
        }
        MemInfoReader target = reader.orElseGet(() -> openMemInfo(line));
        target.take(text, key, line);
        lastMem = Optional.of(target);
        memTouched = position;
        return true;
    }

    private long waiting() {
        return latestFirst().stream().filter(Report::wantsMemInfo).count();
    }

    /// The first open block that lacks this part; parts without a number of their own go where the last line went.
    private Optional<MemInfoReader> readerFor(String key) {
        if (key.length() == 1) {
            return lastMem.filter(memInfos::contains);
        }
        for (MemInfoReader reader : memInfos) {
            boolean late = reader.ended() && !key.startsWith("F:");
            if (!reader.has(key) && !late) {
                return Optional.of(reader);
            }
        }
        return Optional.empty();
    }

    private MemInfoReader openMemInfo(Line line) {
        if (stack.isPresent() && !assigned) {
            assign();
        }
        MemInfoReader reader = new MemInfoReader(line.cite(), problems);
        memInfos.add(reader);
        lastMem = Optional.of(reader);
        memTouched = position;
        Optional<Report> owner = memInfoOwner();
        if (owner.isPresent()) {
            owner.get().memInfo = Optional.of(reader);
            owner.get().touched = position;
        } else {
            begin(new Report.Dump(line, reader));
        }
        return reader;
    }

    /// The report that the block belongs to: the latest that waits for one, unless it began while another's stack was still being
    /// printed: then the elder prints first.
    private Optional<Report> memInfoOwner() {
        Optional<Report> owner = Optional.empty();
        int began = Integer.MAX_VALUE;
        for (Report report : latestFirst()) {
            if (!report.wantsMemInfo() || position - report.touched > STACK_GAP * 2) {
                continue;
            }
            if (owner.isPresent() && report.stackEnd < began) {
                break;
            }
            owner = Optional.of(report);
            began = report.began;
        }
        return owner;
    }

    // ---- heads ----

    private boolean headline(Line line, String text) {
        Optional<Headline> headline = Headline.scan(text);
        if (headline.isPresent()) {
            for (Report report : latestFirst()) {
                if (report instanceof Report.Vmalloc vmalloc
                        && position - vmalloc.touched <= 3
                        && vmalloc.takes(headline.get())) {
                    vmalloc.touched = position;
                    return true;
                }
            }
            begin(new Report.Allocation(line, headline.get()));
            return true;
        }
        Optional<VmallocLine> vmalloc = VmallocLine.scan(text);
        vmalloc.ifPresent(found -> begin(new Report.Vmalloc(line, found)));
        return vmalloc.isPresent();
    }

    private boolean oom(Line line, String text) {
        for (Report report : latestFirst()) {
            if (report instanceof OomReport oom
                    && oom.inSlabTable()
                    && position - oom.touched <= 3) {
                Optional<OomLine> row = OomLine.slabRow(text);
                if (row.isPresent()) {
                    oom.take(row.get(), line);
                    oom.touched = position;
                    return true;
                }
            }
        }
        Optional<OomLine> found = OomLine.scan(text);
        if (found.isEmpty()) {
            return false;
        }
        for (Report report : latestFirst()) {
            if (report instanceof OomReport oom && oom.accepts(found.get())) {
                oom.take(found.get(), line);
                oom.touched = position;
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
            oom.take(found.get(), line);
            begin(oom);
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
            begin(new Report.Slab(line, head.get()));
            return true;
        }
        Optional<SlabLine.Cache> cache = SlabLine.cache(text);
        if (cache.isPresent()) {
            List<Report> waiting = open.reversed();
            for (Report report : waiting) {
                if (report instanceof Report.Slab slab && slab.cache.isEmpty()) {
                    slab.cache = cache;
                    slab.touched = position;
                    break;
                }
            }
            return true;
        }
        Optional<CacheLine> create = CacheLine.scan(text);
        if (create.isEmpty()) {
            return false;
        }
        begin(new Report.CacheCreate(line, create.get()));
        String rest = create.get().rest();
        if (!rest.isEmpty()) {
            frame(line, rest);
        }
        return !isPanic(text);
    }

    private boolean rarer(Line line, String text) {
        Optional<CmaLine.Failure> cma = CmaLine.failure(text);
        if (cma.isPresent()) {
            begin(new Report.Cma(line, cma.get()));
            return true;
        }
        Optional<CmaLine.Available> available = CmaLine.available(text);
        if (available.isPresent()) {
            for (Report report : latestFirst()) {
                if (report instanceof Report.Cma failure && failure.available.isEmpty()) {
                    failure.available = available;
                    break;
                }
            }
            return true;
        }
        if (text.contains("FAULT_INJECTION: forcing a failure")) {
            Report.Fault fault = new Report.Fault(line);
            begin(fault);
            faultName(fault, text);
            return true;
        }
        Optional<String> oversized = OversizedLine.scan(text);
        if (oversized.isPresent()) {
            begin(new Report.Oversized(line, oversized.get()));
            return true;
        }
        return profile(line, text);
    }

    private static boolean faultName(Report.Fault fault, String text) {
        Cursor cursor = new Cursor(text, 0);
        if (fault.name.isPresent() || !text.contains(", interval ") || !cursor.find("name ")) {
            return false;
        }
        fault.name = Optional.of(cursor.until(",").strip());
        return true;
    }

    private boolean profile(Line line, String text) {
        boolean head =
                text.strip().startsWith("Memory allocations:") || text.startsWith("allocinfo - ");
        if (head) {
            begin(new Report.Profile(line));
            return true;
        }
        Optional<Report.Profile> current = currentProfile();
        Optional<Line> cut = current.flatMap(profile -> profile.cut);
        Optional<ProfileRow> row = ProfileRow.scan(text);
        if (row.isEmpty() && cut.isPresent()) {
            row = ProfileRow.scan(cut.get().text().stripTrailing() + " " + text.strip());
        }
        boolean half = row.isEmpty() && ProfileRow.isCut(text);
        if (row.isEmpty() && !half) {
            return false;
        }
        if (current.isEmpty()) {
            begin(new Report.Profile(line));
            current = currentProfile();
        }
        Report.Profile profile = current.orElseThrow();
        profile.touched = position;
        profile.cut = half ? Optional.of(line) : Optional.empty();
        row.ifPresent(site ->
                profile.sites.add(
                        new MemoryProfile.Site(
                                site.bytes(),
                                site.calls(),
                                site.place(),
                                site.module(),
                                site.function(),
                                line.cite())));
        return true;
    }

    /// The profile whose rows go on here: at most one other line stands in between.
    private Optional<Report.Profile> currentProfile() {
        for (Report report : latestFirst()) {
            if (report instanceof Report.Profile profile && position - profile.touched <= 2) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    // ---- what a mailer or another CPU cut off ----

    private boolean continuation(String text) {
        for (Report report : latestFirst()) {
            if (report instanceof Report.Fault fault && faultName(fault, text)) {
                return true;
            }
            if (report instanceof OomReport oom
                    && oom.isCut()
                    && position - oom.touched <= 3
                    && rest(oom, text)) {
                oom.touched = position;
                return true;
            }
        }
        Optional<RequestTail> tail = RequestTail.continuation(text);
        if (tail.isPresent()) {
            return tail(tail.get());
        }
        int cpuset = text.indexOf(" cpuset=");
        return cpuset > 0
                && text.contains("mems_allowed=")
                && cpuset(text.substring(0, cpuset).strip(), RequestTail.masks(text));
    }

    private boolean tail(RequestTail tail) {
        for (Report report : latestFirst()) {
            if (report instanceof Report.Allocation allocation
                    && (allocation.isCut() || allocation.tail.cpuset().isEmpty())
                    && isNear(allocation)) {
                allocation.tail = allocation.tail.or(tail);
                allocation.touched = position;
                return true;
            }
            if (report instanceof Report.Vmalloc vmalloc && isNear(vmalloc)) {
                vmalloc.tail = vmalloc.tail.or(tail);
                return true;
            }
        }
        return false;
    }

    /// `oom-killer: gfp_mask=…, order=0,` and `oom_score_adj=0` on the next lines.
    private static boolean rest(OomReport oom, String text) {
        Cursor cursor = new Cursor(text, 0);
        RequestTail mode = RequestTail.NONE;
        if (cursor.find("gfp_mask=")) {
            mode =
                    new RequestTail(
                            RequestTail.mode(cursor),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
        }
        OptionalInt order = cursor.find("order=") ? cursor.integer() : OptionalInt.empty();
        if (order.isEmpty() && mode.equals(RequestTail.NONE)) {
            return false;
        }
        oom.take(mode, order);
        return true;
    }

    /// The line `COMM cpuset=… mems_allowed=…` of 4.11 to 4.20 and of OOM reports goes to the report of that task.
    private boolean cpuset(String comm, RequestTail masks) {
        for (Report report : latestFirst()) {
            if (!report.comm().equals(comm)) {
                continue;
            }
            if (report instanceof Report.Allocation allocation
                    && allocation.tail.cpuset().isEmpty()) {
                allocation.tail = allocation.tail.or(masks);
                return true;
            }
            if (report instanceof OomReport oom && oom.wantsCpuset()) {
                oom.take(masks, OptionalInt.empty());
                return true;
            }
        }
        return false;
    }
}
