/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import dev.highorder.core.klog.read.KernelLogFilter;
import dev.highorder.core.runtime.RuntimeLogFilter;
import java.util.ArrayList;
import java.util.List;

/// What a line of a log that is too large to be kept whole must hold to be kept, and how many lines after
/// it belong to it: a report of the kernel and the rows of a file of /proc go on for long, a message stands alone.
/// What the logs' readers look for they say themselves.
final class Interest {

    /// Lines kept in front of one that passes.
    static final int BEFORE = 6;

    /// Rows of /proc/slabinfo, or counters of /proc/vmstat.
    private static final int STATE_LINES = 256;

    private static final int MESSAGE_LINES = 3;

    /// The heads of the files and tools that a log or a transcript may hold.
    private static final List<String> STATE =
            List.of(
                    "Node 0, zone",
                    "MemTotal",
                    "nr_free_pages",
                    "#subsys_name",
                    "slabinfo - version",
                    "OBJ/SLAB",
                    "vm.min_free_kbytes",
                    "nr_dying_descendants",
                    "total        used",
                    "Server Version",
                    "compact_memory");

    private Interest() {}

    /// Finds whatever is of interest.
    static LiteralScanner scanner() {
        List<String> all = new ArrayList<>(STATE);
        all.addAll(KernelLogFilter.REPORTS);
        all.addAll(KernelLogFilter.MESSAGES);
        all.addAll(RuntimeLogFilter.LITERALS);
        return new LiteralScanner(all);
    }

    /// How many lines after one with this literal belong to it.
    static int after(int literal) {
        if (literal < STATE.size()) {
            return STATE_LINES;
        }
        return literal < STATE.size() + KernelLogFilter.REPORTS.size()
                ? KernelLogFilter.CONTEXT_LINES
                : MESSAGE_LINES;
    }
}
