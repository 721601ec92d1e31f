/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.klog.scan.Cursor;
import dev.highorder.core.klog.scan.RequestTail;
import java.util.Optional;
import java.util.OptionalInt;

/// Gives lines that carry on another one to its report: what printk puts into a record of its own, what another CPU cut off, and
/// what a mailer wrapped.
final class CutLines {
    private final OpenReports reports;

    CutLines(OpenReports reports) {
        this.reports = reports;
    }

    boolean take(String text) {
        for (Report report : reports.latestFirst()) {
            if (report instanceof Report.Fault fault && fault.takeName(text)) {
                return true;
            }
            if (report instanceof OomReport oom
                    && oom.isCut()
                    && reports.clock() - oom.touched <= 3
                    && rest(oom, text)) {
                oom.touched = reports.clock();
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
        for (Report report : reports.latestFirst()) {
            if (report instanceof AllocationReport allocation
                    && (allocation.isCut() || allocation.tail.cpuset().isEmpty())
                    && reports.isNear(allocation)) {
                allocation.tail = allocation.tail.or(tail);
                allocation.touched = reports.clock();
                return true;
            }
            if (report instanceof VmallocReport vmalloc && reports.isNear(vmalloc)) {
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
        for (Report report : reports.latestFirst()) {
            if (!report.comm().equals(comm)) {
                continue;
            }
            if (report instanceof AllocationReport allocation
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
