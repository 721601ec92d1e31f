/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import java.util.ArrayList;
import java.util.List;

/// The cheap first pass over a big log: which lines [KernelLog] can make something of. A superset; what passes is read properly
/// afterwards. A line with a literal of [#REPORTS] is kept with the [#CONTEXT_LINES] lines behind it, each further such line counts
/// anew; one with a literal of [#MESSAGES] stands alone. Plain, case-sensitive substrings, for a scanner that looks for all of them
/// at once.
public final class KernelLogFilter {
    private KernelLogFilter() {}

    /// The longest piece of a report without a literal of its own is a deep stack with its registers, about 100 lines.
    public static final int CONTEXT_LINES = 128;

    /// Begins a report of several lines, or carries one on behind a gap.
    public static final List<String> REPORTS =
            List.of(
                    "page allocation ",
                    "allocation failure:",
                    "allocation failure.",
                    "-order allocation failed",
                    "vmemmap alloc failure",
                    "vmalloc",
                    "vmap allocation ",
                    "out of vmalloc space",
                    "kmem_cache_create",
                    "Unable to allocate memory on ",
                    "cma_alloc",
                    "FAULT_INJECTION",
                    "mm/page_alloc.c:",
                    "mm/util.c:",
                    "mm/slub.c:",
                    "nf_conn slab cache",
                    "Mem-Info:",
                    "Mem-info:",
                    "active_anon:",
                    "*4kB ",
                    "*64kB",
                    "lowmem_reserve[]",
                    "Memory allocations:",
                    "allocinfo - ",
                    " func:",
                    "oom-killer",
                    "oom-kill:",
                    "oom_reaper",
                    "Kill process ",
                    "Killed process ",
                    "Kill task ",
                    "killable processes",
                    "memory.oom.group",
                    "emory cgroup ",
                    "limit of ",
                    "B, limit ",
                    "slab info:",
                    "allocation deadlock",
                    "percpu: allocation failed",
                    "ernel panic",
                    "BUG: ",
                    "kernel BUG at ",
                    "Oops",
                    "general protection fault",
                    "handle kernel ",
                    "ad page state",
                    "ad page map",
                    "Call Trace:",
                    "Call trace:");

    /// Says something by itself.
    public static final List<String> MESSAGES =
            List.of(
                    "Task in ",
                    "mems_allowed=",
                    "total pages",
                    "falling back to vmalloc",
                    "table full",
                    "table overflow",
                    "tcp_mem",
                    "orphaned sockets",
                    "pids controller",
                    "file-max",
                    "cache is full",
                    "cache overflow",
                    "unregister_netdevice",
                    "swiotlb buffer",
                    "SW-IOMMU",
                    "percpu allocation",
                    "PFNs busy",
                    "callbacks suppressed",
                    "uppressed ",
                    "messages lost",
                    "imuxsock",
                    "messages dropped",
                    "Missed ",
                    "drop_caches",
                    "COMPACTION is disabled",
                    "__vm_enough_memory",
                    "VM_FAULT_OOM",
                    "ad pte",
                    "ad pmd",
                    "Bad swap ",
                    "Bad rss-counter",
                    "traps: ",
                    ": segfault at ",
                    "type=1326 audit",
                    "SECCOMP ",
                    "blocked for more than ",
                    "soft lockup",
                    "hard LOCKUP",
                    "detected stall",
                    "workqueue lockup",
                    "No space left",
                    "No free inodes",
                    "I/O error",
                    "I/O Error",
                    "xfs_do_force_shutdown",
                    "EXT4-fs error",
                    "BTRFS error",
                    "filesystem read-only",
                    "forced readonly",
                    "medium error",
                    "ut of memory",
                    "to allocate ",
                    "not allocate ",
                    "annot allocate memory",
                    "rror -12",
                    "returns -12",
                    ": -12",
                    "-ENOMEM",
                    "Linux version ",
                    "ommand line: ");

    /// Both lists: a line with none of these has no meaning by itself.
    public static final List<String> LITERALS = both();

    private static List<String> both() {
        List<String> all = new ArrayList<>(REPORTS);
        all.addAll(MESSAGES);
        return List.copyOf(all);
    }

    /// Whether the line is to be kept.
    public static boolean starts(CharSequence line) {
        return holdsOne(line, LITERALS);
    }

    /// Whether the line is to be kept with the lines behind it.
    public static boolean opensReport(CharSequence line) {
        return holdsOne(line, REPORTS);
    }

    private static boolean holdsOne(CharSequence line, List<String> literals) {
        String text = line.toString();
        for (String literal : literals) {
            if (text.contains(literal)) {
                return true;
            }
        }
        return false;
    }
}
