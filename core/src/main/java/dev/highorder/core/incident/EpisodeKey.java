/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.CmaFailure;
import dev.highorder.core.klog.FaultInjected;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.MemoryDump;
import dev.highorder.core.klog.MemoryProfile;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.OversizedRequest;
import dev.highorder.core.klog.Requester;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.klog.VmallocFailure;
import dev.highorder.core.model.Fact;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.List;

/// What makes two failures one episode, and which kernel failures can look like which error from above.
final class EpisodeKey {

    private EpisodeKey() {}

    /// What failed, without who asked for it; empty for an event that is no failure by itself.
    static String of(KernelEvent event) {
        return switch (event) {
            case AllocationFailure failure ->
                    (failure.stall() ? "stall|" : "page|")
                            + failure.order()
                            + '|'
                            + failure.mode().text();
            case OomKill kill ->
                    kill.memcg()
                            ? "oom|memcg|" + kill.oomMemcg().orElse("")
                            : "oom|" + kill.order();
            case SlabAllocationFailure failure ->
                    "slab|" + failure.cache().orElse("") + '|' + failure.memcgName().orElse("");
            case CacheCreateFailure failure -> "cache|" + failure.errno();
            case CmaFailure failure -> "cma|" + failure.area().orElse("") + '|' + failure.errno();
            case VmallocFailure failure -> "vmalloc|" + failure.reason();
            case FaultInjected fault -> "fault|" + fault.name().orElse("");
            case OversizedRequest request -> "oversized|" + request.where();
            case KernelNotice notice ->
                    isFailure(notice.kind()) || notice.outOfMemoryPanic()
                            ? "notice|" + notice.kind()
                            : "";
            case MemoryDump _, MemoryProfile _ -> "";
        };
    }

    static String of(ContainerFailure failure) {
        return failure.clue()
                + "|"
                + failure.syscall().orElse("")
                + '|'
                + failure.path().map(EpisodeKey::place).orElse("");
    }

    /// The first two steps of a path: `/sys/fs`, `/var/lib`.
    private static String place(String path) {
        int second = path.indexOf('/', 1);
        int third = second < 0 ? -1 : path.indexOf('/', second + 1);
        return third < 0 ? path : path.substring(0, third);
    }

    /// Who asked, where the kind of failure is told apart by it and a stack shows it; else empty.
    static String requester(KernelEvent event) {
        boolean counts =
                event instanceof AllocationFailure
                        || event instanceof CacheCreateFailure
                        || event instanceof VmallocFailure;
        for (StackDump stack : counts ? event.stacks() : List.<StackDump>of()) {
            String function = Requester.requester(stack).map(StackFrame::function).orElse("");
            if (!function.isEmpty()) {
                return function;
            }
        }
        return "";
    }

    private static boolean isFailure(KernelNotice.Kind kind) {
        return switch (kind) {
            case NF_CONN_CACHE,
                    CONNTRACK_TABLE_FULL,
                    NEIGHBOUR_OVERFLOW,
                    TCP_MEMORY,
                    FORK_REJECTED,
                    XFS_DEADLOCK,
                    OVERCOMMIT,
                    PAGE_FAULT_OOM,
                    STORAGE_ERROR,
                    STORAGE_FULL,
                    KERNEL_BUG,
                    BAD_STATE,
                    NETDEV_LEAK,
                    SUBSYSTEM_NO_MEMORY,
                    LIMIT_REACHED,
                    BOUNCE_BUFFERS_FULL,
                    PERCPU_SIZE ->
                    true;
            case NF_CONNTRACK_VMALLOC,
                    TCP_ORPHANS,
                    CALLBACKS_SUPPRESSED,
                    MESSAGES_LOST,
                    DROP_CACHES,
                    COMPACTION_DISABLED,
                    PANIC,
                    STALL,
                    LINUX_VERSION,
                    COMMAND_LINE,
                    PROCESS_DIED,
                    RANGE_BUSY ->
                    false;
        };
    }

    /// Whether a failure in the kernel can surface as this error: a failed allocation as ENOMEM or as a runtime child that
    /// died without a word, a full table as its own errno; never one errno as another.
    static boolean canSurfaceAs(Fact kernel, ContainerFailure failure) {
        boolean refusedMemory =
                switch (failure.clue()) {
                    case INIT_EOF, INIT_EXIT_STATUS, INIT_RESET, NO_MEMORY, VETH_NO_MEMORY -> true;
                    case INIT_KILLED -> kernel instanceof OomKill;
                    case TIMEOUT, RUNTIME_BROKEN ->
                            kernel instanceof OomKill || kernel instanceof KernelNotice;
                    case NO_SPACE,
                            TRY_AGAIN,
                            TOO_MANY_FILES,
                            NOT_PERMITTED,
                            USER_NAMESPACES_OFF,
                            STORAGE_ERROR,
                            OTHER ->
                            false;
                };
        return switch ((KernelEvent) kernel) {
            case AllocationFailure _,
                    OomKill _,
                    SlabAllocationFailure _,
                    CacheCreateFailure _,
                    CmaFailure _,
                    VmallocFailure _,
                    FaultInjected _,
                    OversizedRequest _ ->
                    refusedMemory
                            || (failure.clue() == ContainerFailure.Clue.TRY_AGAIN
                                    && kernel instanceof SlabAllocationFailure);
            case KernelNotice notice ->
                    switch (notice.kind()) {
                        case NF_CONN_CACHE, OVERCOMMIT, SUBSYSTEM_NO_MEMORY -> refusedMemory;
                        case FORK_REJECTED ->
                                failure.clue() == ContainerFailure.Clue.TRY_AGAIN
                                        || failure.clue() == ContainerFailure.Clue.INIT_RESET;
                        case STORAGE_ERROR -> failure.clue() == ContainerFailure.Clue.STORAGE_ERROR;
                        case STORAGE_FULL -> failure.clue() == ContainerFailure.Clue.NO_SPACE;
                        default -> false;
                    };
            case MemoryDump _, MemoryProfile _ -> false;
        };
    }
}
