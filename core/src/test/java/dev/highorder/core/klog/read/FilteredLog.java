/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import java.util.ArrayList;
import java.util.List;

/// A log as it is left when [KernelLogFilter] was applied to it.
final class FilteredLog {
    private FilteredLog() {}

    static List<Line> of(List<Line> log) {
        List<Line> kept = new ArrayList<>();
        int left = 0;
        for (Line line : log) {
            if (KernelLogFilter.opensReport(line.cite().text())) {
                left = KernelLogFilter.CONTEXT_LINES + 1;
            } else if (left == 0 && KernelLogFilter.starts(line.cite().text())) {
                left = 1;
            }
            if (left > 0) {
                left--;
                kept.add(line);
            }
        }
        return kept;
    }
}
