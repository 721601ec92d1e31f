/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.FrameLayer;
import dev.highorder.core.klog.scan.CpuLine;
import dev.highorder.core.model.Problem;
import java.util.List;
import java.util.Optional;

/// Collects the stack that is being printed and gives it to the report it belongs to, by who printed it. A stack of `dump_header`
/// (mm/oom_kill.c) without a report is what is left of an OOM report whose head was cut off.
final class StackAssembly {
    private final OpenReports reports;
    private final List<Problem> problems;
    private Optional<StackReader> stack = Optional.empty();
    private Optional<Report> stackOwner = Optional.empty();
    private Optional<Line> first = Optional.empty();
    private int place;
    private boolean assigned;
    private int touched;

    StackAssembly(OpenReports reports, List<Problem> problems) {
        this.reports = reports;
        this.problems = problems;
    }

    /// Gives the stack away by what is known of it, because something follows that depends on whose it is.
    void settle() {
        if (stack.isPresent() && !assigned) {
            assign();
        }
    }

    boolean take(Line line, String text) {
        Optional<CpuLine> cpu = CpuLine.scan(text);
        if (cpu.isPresent()) {
            begin(line, new StackReader(line.cite(), cpu));
            return true;
        }
        String trimmed = text.strip();
        if (trimmed.startsWith("Call Trace:") || trimmed.startsWith("Call trace:")) {
            if (stack.isEmpty() || !stack.get().callTrace()) {
                StackReader fresh = new StackReader(line.cite(), Optional.empty());
                begin(line, fresh);
                fresh.callTrace();
            }
            touched = reports.clock();
            return trimmed.length() == 11 || take(line, trimmed.substring(11));
        }
        if (stack.isEmpty()) {
            return false;
        }
        if (reports.clock() - touched > OpenReports.SCREEN) {
            end();
            return false;
        }
        if (!stack.get().take(text, line.cite())) {
            return false;
        }
        touched = reports.clock();
        stackOwner.ifPresent(this::touchStack);
        if (!assigned && stack.get().hasFrames() && stack.get().printerKnown()) {
            assign();
        }
        return true;
    }

    private void touchStack(Report owner) {
        owner.touched = reports.clock();
        owner.stackEnd = reports.clock();
    }

    private void begin(Line line, StackReader fresh) {
        end();
        first = Optional.of(line);
        place = reports.place();
        stack = Optional.of(fresh);
        assigned = false;
        stackOwner = Optional.empty();
        touched = reports.clock();
    }

    void end() {
        settle();
        stack = Optional.empty();
        stackOwner = Optional.empty();
    }

    /// Gives the stack to the report whose printer it names. One without any symbol can only be told by its task's name.
    private void assign() {
        StackReader reader = stack.orElseThrow();
        assigned = true;
        Optional<FrameLayer> printer = reader.printer();
        Optional<Report> owner = Optional.empty();
        for (Report report : reports.latestFirst()) {
            if (report.stack.isPresent() || !reports.isNear(report)) {
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
        if (owner.isEmpty() && printer.equals(Optional.of(FrameLayer.OOM)) && !headOpen()) {
            OomReport headless = new OomReport(first.orElseThrow(), problems);
            headless.stack = stack;
            reports.begin(headless);
            headless.place = place;
            touchStack(headless);
            stackOwner = Optional.of(headless);
            return;
        }
        if (owner.isEmpty() || owner.get() instanceof Report.CacheCreate) {
            other(reader);
        }
    }

    private boolean headOpen() {
        return reports.latestFirst().stream()
                .anyMatch(report ->
                        report instanceof OomReport
                                && report.stack.isEmpty()
                                && reports.isNear(report));
    }

    private boolean cacheFailureOpen() {
        return reports.latestFirst().stream()
                .anyMatch(report -> report instanceof Report.CacheCreate && report.stack.isEmpty());
    }

    /// Another printer's stack right behind a headline: the headline's own did not reach the log.
    private void other(StackReader reader) {
        for (Report report : reports.latestFirst()) {
            if (report instanceof AllocationReport headline
                    && headline.stack.isEmpty()
                    && headline.other.isEmpty()
                    && reports.isNear(headline)
                    && (reader.comm().isEmpty() || reader.comm().equals(headline.comm()))) {
                headline.other = Optional.of(reader);
                return;
            }
        }
    }
}
