/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A kernel message of one line that bears on the diagnosis.
///
/// @param values what the message holds, by the names each kind lists, in the order of the message
public record KernelNotice(
        Origin origin,
        Kind kind,
        Map<String, String> values,
        String message,
        Optional<StackDump> stack)
        implements KernelEvent {

    public KernelNotice {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public List<StackDump> stacks() {
        return stack.stream().toList();
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// A panic for want of memory: `Out of memory: system-wide panic_on_oom is enabled`, of kernels up to 3.10
    /// `out of memory. panic_on_oom is selected`, `System is deadlocked on memory` (mm/oom_kill.c).
    public boolean outOfMemoryPanic() {
        String reason = kind == Kind.PANIC ? value("reason").orElse("") : "";
        return reason.startsWith("ut of memory", 1)
                || reason.startsWith("System is deadlocked on memory");
    }

    public enum Kind {
        /// `Unable to create nf_conn slab cache`.
        NF_CONN_CACHE,
        /// `nf_conntrack: falling back to vmalloc.`
        NF_CONNTRACK_VMALLOC,
        /// `nf_conntrack: table full, dropping packet`.
        CONNTRACK_TABLE_FULL,
        /// `neighbour: arp_cache: neighbor table overflow!`; `table`.
        NEIGHBOUR_OVERFLOW,
        /// `TCP: out of memory -- consider tuning tcp_mem`.
        TCP_MEMORY,
        /// `TCP: too many orphaned sockets`.
        TCP_ORPHANS,
        /// `cgroup: fork rejected by pids controller in PATH`; `path`.
        FORK_REJECTED,
        /// XFS `possible memory allocation deadlock`; `comm`, `pid`, `bytes`, `mode`, `function` where printed.
        XFS_DEADLOCK,
        /// `warn_alloc…: N callbacks suppressed`; `count`.
        CALLBACKS_SUPPRESSED,
        /// journald, imjournal or printk say that lines were lost; `count` where printed.
        MESSAGES_LOST,
        /// `COMM (PID): drop_caches: N`; `comm`, `pid`, `mode`.
        DROP_CACHES,
        /// `COMPACTION is disabled!!!`.
        COMPACTION_DISABLED,
        /// `__vm_enough_memory: … not enough memory for the allocation`; `comm`, `bytes`.
        OVERCOMMIT,
        /// `pagefault_out_of_memory`/`VM_FAULT_OOM leaked out`.
        PAGE_FAULT_OOM,
        /// A block device or file system failed: I/O error, `xfs_do_force_shutdown`, `EXT4-fs error`, remount read-only; `device`.
        STORAGE_ERROR,
        /// `No space left`, `No free inodes`: said by a file system.
        STORAGE_FULL,
        /// `BUG:`, `kernel BUG at`, `Oops`, `general protection fault`, KASAN; `what`.
        KERNEL_BUG,
        /// `BUG: Bad page state`, `Bad page map`, `bad pte`, `Bad swap offset`, `Bad rss-counter`; `what`.
        BAD_STATE,
        /// `Kernel panic - not syncing: …`; `reason`.
        PANIC,
        /// `INFO: task … blocked for more than`, soft lockup, RCU stall; `what`.
        STALL,
        /// `Linux version …`; `release`.
        LINUX_VERSION,
        /// `Command line: …`; `cmdline`.
        COMMAND_LINE,
        /// `unregister_netdevice: waiting for … to become free`.
        NETDEV_LEAK,
        /// `ERROR: Out of memory at …`, and the like of a subsystem that met a failed allocation and went on or not; `what`.
        SUBSYSTEM_NO_MEMORY,
        /// `name: segfault`, seccomp and audit lines that explain a dead runtime child; `what`.
        PROCESS_DIED,
        /// `bpf: … jit`, `bpf_jit_limit`, key quota, `too many open files`, `VFS: file-max limit`, `PTY`, bridge ports; `limit`.
        LIMIT_REACHED,
        /// `swiotlb buffer is full (sz: N bytes), total N (slots), used N (slots)` (kernel/dma/swiotlb.c; lib/ before 4.19), of older
        /// kernels `DMA: Out of SW-IOMMU space for N bytes`; `bytes`, `total`, `used` where printed.
        BOUNCE_BUFFERS_FULL,
        /// `illegal size (N) or align (N) for percpu allocation` (mm/percpu.c); `bytes`.
        PERCPU_SIZE,
        /// `alloc_contig_range: [A, B) PFNs busy` (mm/page_alloc.c): one range of several that may be tried.
        RANGE_BUSY
    }
}
