/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import java.util.ArrayList;
import java.util.List;

/// The cheap first pass over a big log: which lines [KernelLog] can make something of. A superset; what passes is read properly
/// afterwards. A line with a literal of [#REPORTS] is kept with the [#CONTEXT_LINES] lines behind it, each further such line counts
/// anew; one with a literal of [#MESSAGES] or [#LOSSES] stands alone. Plain, case-sensitive substrings, for a scanner that looks for all of them
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
                    "Oops: ",
                    "Oops - ",
                    "Oops[#",
                    "Oops [#",
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

    /// Says that lines of the kernel were lost, whoever says so.
    public static final List<String> LOSSES =
            List.of("uppressed ", "messages lost", "imuxsock", "messages dropped", "Missed ");

    /// All three lists: a line with none of these has no meaning by itself.
    public static final List<String> LITERALS = all();

    private static List<String> all() {
        List<String> all = new ArrayList<>(REPORTS);
        all.addAll(MESSAGES);
        all.addAll(LOSSES);
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

    /// Whether the line surely is not the kernel's, so that nothing but a loss is read from it: syslog's own prefix (RFC 3164, or with
    /// an RFC 3339 time) with the tag of another program, and no word of the kernel in all of it. False where it may be the kernel's.
    public static boolean isAnothers(String line) {
        int host = behindTime(line);
        if (host < 0 || line.contains("kern")) {
            return false;
        }
        int tag = line.indexOf(' ', host) + 1;
        if (tag <= host + 1) {
            return false;
        }
        int end = tag;
        while (end < line.length() && isTag(line.charAt(end))) {
            end++;
        }
        boolean letter = end > tag && Character.isLetter(line.charAt(tag));
        if (letter && end < line.length() && line.charAt(end) == '[') {
            do {
                end++;
            } while (end < line.length() && isDigit(line, end));
            end = line.startsWith("]", end) ? end + 1 : line.length();
        }
        return letter && line.startsWith(": ", end);
    }

    /// Whether syslog's time stands in front, so that the line begins a message.
    public static boolean isStamped(String line) {
        return behindTime(line) >= 0;
    }

    /// Where the host begins behind `Jun  8 11:04:35 ` or `2026-06-08T11:04:35.123456+00:00 `; −1 where no such time stands in front.
    private static int behindTime(String line) {
        if (line.length() < 32) {
            return -1;
        }
        if (Character.isUpperCase(line.charAt(0))) {
            boolean time =
                    line.charAt(3) == ' '
                            && isDigit(line, 5)
                            && line.charAt(6) == ' '
                            && isClock(line, 7)
                            && line.charAt(15) == ' ';
            return time ? 16 : -1;
        }
        boolean time =
                isDigit(line, 0)
                        && line.charAt(4) == '-'
                        && line.charAt(10) == 'T'
                        && isClock(line, 11);
        int space = time ? line.indexOf(' ', 19) : -1;
        return space > 0 && space <= 32 ? space + 1 : -1;
    }

    private static boolean isClock(String line, int at) {
        return isDigit(line, at)
                && line.charAt(at + 2) == ':'
                && line.charAt(at + 5) == ':'
                && isDigit(line, at + 7);
    }

    private static boolean isDigit(String line, int at) {
        return line.charAt(at) >= '0' && line.charAt(at) <= '9';
    }

    private static boolean isTag(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '/';
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
