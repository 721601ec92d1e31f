/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The reports of one stream, and which of them may still get lines. Time is counted in lines of the stream.
final class OpenReports {
    /// Lines of one piece of a report are no further apart: registers, code bytes and raw words of a stack are fewer.
    static final int SCREEN = 40;

    /// A report that got no line for so long is over. The table of tasks of a big node, which reaches it, has thousands.
    private static final int PATIENCE = 400;

    private static final int MOST_OPEN = 32;

    private final List<Report> all = new ArrayList<>();
    private final List<Report> open = new ArrayList<>();
    private int clock;
    private int place;

    /// Notes that a line of the stream is read, and forgets the reports that waited in vain.
    ///
    /// @param at its place in the log, which orders the events of all streams
    void tick(int at) {
        clock++;
        place = at;
        open.removeIf(report -> clock - report.touched > PATIENCE);
    }

    /// Place of the line that is being read.
    int place() {
        return place;
    }

    int clock() {
        return clock;
    }

    void begin(Report report) {
        report.place = place;
        report.began = clock;
        report.touched = clock;
        all.add(report);
        open.add(report);
        if (open.size() > MOST_OPEN) {
            open.removeFirst();
        }
    }

    /// Takes back the latest Mem-Info block that stands alone, where it is still open: the head of its report was lost.
    Optional<MemInfoReader> reclaim() {
        for (Report report : open.reversed()) {
            if (report instanceof Report.Dump dump) {
                open.remove(dump);
                all.remove(dump);
                return dump.memInfo;
            }
        }
        return Optional.empty();
    }

    /// The open reports, the latest first.
    List<Report> latestFirst() {
        return open.reversed();
    }

    /// A stack and a Mem-Info block come within two screens of the line that announces them.
    boolean isNear(Report report) {
        return clock - report.touched <= SCREEN * 2;
    }

    List<Report> all() {
        return all;
    }
}
