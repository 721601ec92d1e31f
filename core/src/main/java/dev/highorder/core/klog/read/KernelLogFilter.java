/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import java.util.List;

/// The cheap first pass over a big log: which lines may begin something that [KernelLog] reads. A superset; what passes is read
/// properly afterwards, and what belongs to it is kept by position: a line that [#starts] and the [#CONTEXT_LINES] lines behind it.
public final class KernelLogFilter {
    private KernelLogFilter() {}

    /// So many lines behind a line that starts something belong to it; each further such line counts anew. The longest piece
    /// without a literal is a deep stack with its registers, about 100 lines.
    public static final int CONTEXT_LINES = 128;

    /// A line with none of these has no meaning for the kernel log parsers by itself. Plain, case-sensitive substrings in UTF-8,
    /// for a scanner that looks for all of them at once.
    public static final List<String> LITERALS =
            List.of(
                    // allocation failures and what belongs to them
                    "page allocation ",
                    "vmemmap alloc failure",
                    "vmalloc",
                    "vmap allocation ",
                    "kmem_cache_create",
                    "Unable to allocate memory on ",
                    "cma_alloc",
                    "FAULT_INJECTION",
                    "mm/page_alloc.c:",
                    "mm/util.c:",
                    "mm/slub.c:",
                    "mode:0x",
                    "mems_allowed=",
                    // the state of memory
                    "Mem-Info:",
                    "Mem-info:",
                    "active_anon:",
                    " free:",
                    "*4kB",
                    "*16kB",
                    "*64kB",
                    "lowmem_reserve[]",
                    "Memory allocations:",
                    "allocinfo - ",
                    " func:",
                    // out of memory
                    "oom-killer",
                    "oom-kill:",
                    "oom_reaper",
                    "ill process ",
                    "illed process ",
                    "ill task ",
                    "killable processes",
                    "memory.oom.group",
                    "emory cgroup ",
                    "limit of ",
                    "B, limit ",
                    "Task in ",
                    "slab info:",
                    // limits and lost lines
                    "nf_conn",
                    "conntrack",
                    "table overflow",
                    "tcp_mem",
                    "orphaned sockets",
                    "pids controller",
                    "file-max",
                    "cache is full",
                    "cache overflow",
                    "unregister_netdevice",
                    "callbacks suppressed",
                    " messages",
                    "drop_caches",
                    "COMPACTION is disabled",
                    "__vm_enough_memory",
                    "VM_FAULT_OOM",
                    // faults
                    "allocation deadlock",
                    "ernel panic",
                    "BUG: ",
                    "kernel BUG at ",
                    "Oops",
                    "general protection fault",
                    "handle kernel ",
                    "ad page state",
                    "ad page map",
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
                    // storage and subsystems
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
                    "percpu: allocation failed",
                    "to allocate ",
                    "not allocate ",
                    "annot allocate memory",
                    "rror -12",
                    "returns -12",
                    ": -12",
                    "-ENOMEM",
                    // the kernel itself
                    "Linux version ",
                    "ommand line: ");

    /// Whether the line may begin something, or carries on something after a gap.
    public static boolean starts(CharSequence line) {
        String text = line.toString();
        for (String literal : LITERALS) {
            if (text.contains(literal)) {
                return true;
            }
        }
        return false;
    }
}
