/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Frame;
import dev.highorder.core.document.Line;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the kernel's messages out of a log: from framed lines to events, in the order of their first lines.
///
/// The lines of different nodes, and those of different CPUs or tasks where the kernel names them (CONFIG_PRINTK_CALLER), are put
/// together apart from each other. Lines of other programs are passed over, but for what syslog and the journal say of lines they
/// dropped. The same event twice is two events here: each has its own origin.
public final class KernelLog {
    private KernelLog() {}

    /// Reads a log as the examined node's.
    public static Parsed<List<KernelEvent>> read(List<Line> log) {
        return read(log, Origin.Role.NODE);
    }

    public static Parsed<List<KernelEvent>> read(List<Line> log, Origin.Role role) {
        List<Problem> problems = new ArrayList<>();
        Map<String, ReportAssembler> streams = new HashMap<>();
        List<Report> reports = new ArrayList<>();
        List<ReportAssembler> inOrder = new ArrayList<>();
        ReportAssembler current = null;
        boolean kernel = false;
        for (int i = 0; i < log.size(); i++) {
            Line line = log.get(i);
            Frame frame = line.frame();
            if (current == null || frame.framed() || frame.caller().isPresent()) {
                String key = frame.host().orElse("") + '\n' + frame.caller().orElse("");
                current = streams.get(key);
                if (current == null) {
                    current = new ReportAssembler(problems);
                    streams.put(key, current);
                    inOrder.add(current);
                }
                kernel = isKernel(frame);
            }
            current.take(line, i, kernel);
        }
        for (ReportAssembler stream : inOrder) {
            reports.addAll(stream.finish());
        }
        reports.sort((a, b) -> Integer.compare(a.place, b.place));
        List<KernelEvent> events = new ArrayList<>(reports.size());
        for (Report report : reports) {
            events.add(report.build(origin(report.first, role)));
        }
        problems.sort((a, b) -> Integer.compare(a.line().orElse(0), b.line().orElse(0)));
        return new Parsed<>(List.copyOf(events), problems);
    }

    /// Whether the transport says that the kernel printed the line: by its tag, or by a time without node and tag, as dmesg prints it.
    private static boolean isKernel(Frame frame) {
        if (frame.tag().isEmpty()) {
            return frame.caller().isPresent()
                    || (frame.stamp().isPresent() && frame.host().isEmpty());
        }
        return frame.tag().equals("kernel") || frame.tag().equals("kern");
    }

    private static Origin origin(Line line, Origin.Role role) {
        Frame frame = line.frame();
        return new Origin(line.cite(), frame.host(), frame.stamp(), Optional.empty(), role);
    }
}
