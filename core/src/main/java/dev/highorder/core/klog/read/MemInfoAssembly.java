/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.scan.MemInfoShape;
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects Mem-Info blocks, two at once where two CPUs print, and gives each to the report that waits for it.
final class MemInfoAssembly {
    private final OpenReports reports;
    private final StackAssembly stacks;
    private final List<Problem> problems;
    private final List<MemInfoReader> memInfos = new ArrayList<>();
    private Optional<MemInfoReader> last = Optional.empty();
    private int touched;

    MemInfoAssembly(OpenReports reports, StackAssembly stacks, List<Problem> problems) {
        this.reports = reports;
        this.stacks = stacks;
        this.problems = problems;
    }

    boolean take(Line line, String raw) {
        String text = MemInfoShape.unescape(raw);
        Optional<String> part = MemInfoShape.part(text);
        if (part.isEmpty()) {
            boolean rest =
                    last.isPresent()
                            && reports.clock() - touched <= 3
                            && MemInfoShape.carriesOn(text);
            if (rest) {
                last.get().take(text, "", line);
                touched = reports.clock();
            }
            return rest;
        }
        String key = part.get();
        if (key.equals("HEAD")) {
            boolean interleaved = waiting() > 1 && reports.clock() - touched <= 8;
            if (!interleaved) {
                memInfos.clear();
            }
            open(line).take(text, key, line);
            return true;
        }
        if (reports.clock() - touched > OpenReports.SCREEN) {
            memInfos.clear();
        }
        Optional<MemInfoReader> reader = readerFor(key);
        if (reader.isEmpty() && (key.startsWith("F:") || key.length() == 1)) {
            return key.length() == 1; // a footer alone says nothing
        }
        MemInfoReader target = reader.orElseGet(() -> open(line));
        target.take(text, key, line);
        last = Optional.of(target);
        touched = reports.clock();
        return true;
    }

    private long waiting() {
        return reports.latestFirst().stream().filter(Report::wantsMemInfo).count();
    }

    /// The first open block that lacks this part; parts without a number of their own go where the last line went.
    private Optional<MemInfoReader> readerFor(String key) {
        if (key.length() == 1) {
            return last.filter(memInfos::contains);
        }
        for (MemInfoReader reader : memInfos) {
            boolean late = reader.ended() && !key.startsWith("F:");
            if (!reader.has(key) && !late) {
                return Optional.of(reader);
            }
        }
        return Optional.empty();
    }

    private MemInfoReader open(Line line) {
        stacks.settle();
        MemInfoReader reader = new MemInfoReader(line.cite(), problems);
        memInfos.add(reader);
        last = Optional.of(reader);
        touched = reports.clock();
        Optional<Report> owner = owner();
        if (owner.isPresent()) {
            owner.get().memInfo = Optional.of(reader);
            owner.get().touched = reports.clock();
        } else {
            reports.begin(new Report.Dump(line, reader));
        }
        return reader;
    }

    /// The report that the block belongs to: the latest that waits for one, unless it began while another's stack was still being
    /// printed: then the elder prints first.
    private Optional<Report> owner() {
        Optional<Report> owner = Optional.empty();
        int began = Integer.MAX_VALUE;
        for (Report report : reports.latestFirst()) {
            if (!report.wantsMemInfo()
                    || reports.clock() - report.touched > OpenReports.SCREEN * 2) {
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
}
