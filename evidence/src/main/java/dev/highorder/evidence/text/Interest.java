/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import dev.highorder.core.klog.read.KernelLogFilter;
import dev.highorder.core.runtime.RuntimeLogFilter;
import java.nio.charset.StandardCharsets;
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

    private static final int STATES = 0;
    private static final int REPORTS = 1;
    private static final int MESSAGES = 2;
    private static final int LOSSES = 3;
    private static final int FAILURES = 4;
    private static final int ORDINARY = 5;

    private Interest() {}

    /// Finds whatever may be of interest.
    ///
    /// @param sample the beginning of what is to be looked through
    static LiteralScanner scanner(byte[] sample, int sampleLength) {
        List<LiteralScanner.Literal> all = new ArrayList<>();
        add(STATE, STATES, all);
        add(KernelLogFilter.REPORTS, REPORTS, all);
        add(KernelLogFilter.MESSAGES, MESSAGES, all);
        add(KernelLogFilter.LOSSES, LOSSES, all);
        add(RuntimeLogFilter.LITERALS, FAILURES, all);
        add(RuntimeLogFilter.ORDINARY, ORDINARY, all);
        return new LiteralScanner(all, sample, sampleLength);
    }

    private static void add(List<String> texts, int group, List<LiteralScanner.Literal> all) {
        for (String text : texts) {
            all.add(new LiteralScanner.Literal(text, group));
        }
    }

    /// How many lines after one with these groups of literals belong to it; −1 where it is of no interest itself.
    static int following(int groups, byte[] bytes, int from, int to) {
        if (has(groups, STATES)) {
            return STATE_LINES;
        }
        boolean surely = has(groups, LOSSES) || has(groups, FAILURES);
        boolean kernels = has(groups, REPORTS) || has(groups, MESSAGES);
        if (surely && !kernels) {
            return MESSAGE_LINES;
        }
        if (kernels && !KernelLogFilter.isAnothers(line(bytes, from, to))) {
            return has(groups, REPORTS) ? KernelLogFilter.CONTEXT_LINES : MESSAGE_LINES;
        }
        boolean maybe = has(groups, ORDINARY) && !RuntimeLogFilter.isOrdinary(bytes, from, to);
        return surely || maybe ? MESSAGE_LINES : -1;
    }

    private static String line(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean has(int groups, int group) {
        return (groups & (1 << group)) != 0;
    }
}
