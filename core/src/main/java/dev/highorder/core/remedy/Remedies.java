/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.remedy;

import static dev.highorder.core.diagnosis.Remedy.Kind.LASTING;
import static dev.highorder.core.diagnosis.Remedy.Kind.STOP_GAP;
import static dev.highorder.core.diagnosis.Remedy.Kind.TUNING;
import static dev.highorder.core.diagnosis.Remedy.Persistence.ONCE;
import static dev.highorder.core.diagnosis.Remedy.Persistence.PERMANENT;
import static dev.highorder.core.diagnosis.Remedy.Persistence.UNTIL_REBOOT;
import static dev.highorder.core.diagnosis.Remedy.Risk.HIGH;
import static dev.highorder.core.diagnosis.Remedy.Risk.LOW;
import static dev.highorder.core.diagnosis.Remedy.Risk.MEDIUM;
import static dev.highorder.core.diagnosis.Remedy.Risk.NONE;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.diagnosis.Remedy.Kind;
import dev.highorder.core.diagnosis.Remedy.Persistence;
import dev.highorder.core.diagnosis.Remedy.Risk;
import dev.highorder.core.model.KernelRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The remedies of a verdict, ranked: what takes the demand or the leak away, then tuning, then stop-gaps.
public final class Remedies {

    private final List<Remedy> remedies = new ArrayList<>();
    private final Optional<KernelRelease> release;
    private final int numaNodes;

    private Remedies(Optional<KernelRelease> release, int numaNodes) {
        this.release = release;
        this.numaNodes = numaNodes;
    }

    /// @param numaNodes of the node, 1 where not known
    public static List<Remedy> of(Cause cause, Optional<KernelRelease> release, int numaNodes) {
        Remedies remedies = new Remedies(release, numaNodes);
        remedies.by(cause);
        return remedies.remedies;
    }

    private void by(Cause cause) {
        switch (cause) {
            case KMEM_MEMCG_LEAK -> memcgLeak();
            case DYING_MEMCG -> dyingMemcg();
            case EXTERNAL_FRAGMENTATION -> fragmentation();
            case MIGRATETYPE_SEGREGATION -> segregation();
            case MEMORY_EXHAUSTED -> exhausted();
            case ZONE_EXHAUSTED -> zone();
            case NUMA_RESTRICTED -> numa();
            case RESERVE_BURST -> burst();
            case KERNEL_MEMORY_LEAK -> kernelLeak();
            case MEMCG_LIMIT -> memcgLimit();
            case VMALLOC_EXHAUSTED -> vmalloc();
            case CMA_EXHAUSTED -> cma();
            case CONNTRACK_TABLE_FULL -> conntrack();
            case KERNEL_LIMIT -> kernelLimit();
            case PIDS_OR_ULIMIT -> pids();
            case OVERCOMMIT -> overcommit();
            case USERNS_DISABLED -> userNamespaces();
            case DISK_OR_INODE -> disk();
            case FAULT_INJECTION -> faultInjection();
            case KERNEL_BUG -> kernelBug();
            case RUNTIME_OTHER -> runtime();
            case HARMLESS, HEALTHY, INCONCLUSIVE -> {}
        }
    }

    /// `cgroup.memory=nokmem` is in el7-1062.4.1 and later and in 4.5 and later; 957 and older ignore it without a word.
    private boolean knowsNokmem() {
        return release.map(r -> r.isEl(7) ? r.elBuild().orElse(0) >= 1062 : r.atLeast(4, 5))
                .orElse(false);
    }

    private void memcgLeak() {
        if (knowsNokmem()) {
            add(
                    "nokmem",
                    "Turn kernel memory accounting off and reboot",
                    LASTING,
                    "grubby --update-kernel=ALL --args=cgroup.memory=nokmem && reboot",
                    PERMANENT,
                    MEDIUM,
                    "no array is asked for any more; cgroups stop leaking. Check after the reboot: grep -o nokmem /proc/cmdline",
                    "el7 from 3.10.0-1062.4.1 on; 4.5 and later",
                    "the leak needs kernel memory accounting; with nokmem the kernel never turns it on",
                    "grubby --update-kernel=ALL --remove-args=cgroup.memory=nokmem && reboot");
        }
        add(
                "kubelet-nokmem",
                "Run a kubelet and a runc that leave kernel memory accounting off",
                LASTING,
                "kubelet --version; runc --version  # kubelet built with GOFLAGS=-tags=nokmem, runc 1.0.0 or later; then reboot",
                PERMANENT,
                MEDIUM,
                "new cgroups no longer leak; those that leaked go with the reboot",
                "",
                "the kubelet's own libcontainer turns accounting on for pod cgroups: check it first",
                "");
        if (release.map(r -> r.below(4, 14)).orElse(true)) {
            add(
                    "newer-kernel",
                    "Move to a kernel that takes the array from vmalloc",
                    LASTING,
                    "uname -r  # RHEL 8 or any kernel from 4.14 on",
                    PERMANENT,
                    MEDIUM,
                    "the array needs no contiguous pages there, and one conntrack cache serves all namespaces",
                    "",
                    "3.10/el7 backported none of these changes",
                    "");
        }
        compact("the demand stays, and doubles when the number of cgroups reaches the next step");
        dropSlab("it frees no cgroup that has leaked already");
    }

    private void dyingMemcg() {
        add(
                "churn",
                "Make fewer short-lived cgroups",
                LASTING,
                "kubectl get cronjobs,jobs -A",
                PERMANENT,
                LOW,
                "fewer cgroups die while pages are charged to them",
                "",
                "each job leaves a cgroup that lives until its last page goes",
                "");
        dropSlab(
                "pages and slab of dead cgroups go, and the cgroups with them, on kernels that reparent or free them");
    }

    private void fragmentation() {
        if (release.map(r -> r.atLeast(5, 9)).orElse(false)) {
            add(
                    "vm.compaction_proactiveness",
                    "Let the kernel compact in the background",
                    TUNING,
                    "sysctl -w vm.compaction_proactiveness=40",
                    UNTIL_REBOOT,
                    LOW,
                    "blocks are made before they are asked for; costs CPU time",
                    "5.9 and later",
                    "the default of 20 starts only when fragmentation is nearly complete",
                    "sysctl -w vm.compaction_proactiveness=20");
        }
        compact("pages that cannot be moved stay where they are");
        dropSlab("helps where page cache or dentries stand in the way");
    }

    private void segregation() {
        add(
                "cma-size",
                "Make the CMA area smaller, or let its owner reserve less",
                LASTING,
                "grep -i cma /proc/meminfo /proc/cmdline  # cma=<size> on the kernel command line",
                PERMANENT,
                MEDIUM,
                "pages of the area count for every request again",
                "",
                "CMA pages serve movable requests only",
                "");
        compact("makes blocks outside the area where pages can be moved");
    }

    private void exhausted() {
        add(
                "largest-consumer",
                "Find and bound the largest consumer",
                LASTING,
                "ps -eo pid,rss,comm --sort=-rss | head; cat /proc/meminfo",
                PERMANENT,
                NONE,
                "the node stops running out",
                "",
                "no setting makes memory that is not there",
                "");
        add(
                "reserve-for-system",
                "Reserve memory for the system and evict earlier",
                TUNING,
                "kubelet --system-reserved=memory=… --eviction-hard=memory.available<5%",
                PERMANENT,
                LOW,
                "pods are evicted before the kernel kills",
                "",
                "eviction acts on what the node has left",
                "");
    }

    private void zone() {
        add(
                "device-mask",
                "Let the driver use a wider address mask, or ask for less from the low zone",
                LASTING,
                "dmesg | grep -i -E 'dma|swiotlb|iommu'",
                PERMANENT,
                MEDIUM,
                "requests may use the zones that have memory",
                "",
                "the low zone is small by design; an IOMMU or a newer driver takes the restriction away",
                "");
    }

    private void numa() {
        add(
                "cpuset",
                "Widen the cpuset or the memory policy",
                LASTING,
                "cat /proc/<pid>/status | grep Mems_allowed_list; numactl --hardware",
                PERMANENT,
                LOW,
                "the request may use nodes that have memory",
                "",
                "the kubelet's CPU and memory managers pin pods to nodes",
                "");
    }

    private void burst() {
        add(
                "vm.min_free_kbytes",
                "Keep a larger reserve for atomic requests",
                TUNING,
                "sysctl vm.min_free_kbytes; sysctl -w vm.min_free_kbytes=<twice that, at most 2 % of memory>",
                UNTIL_REBOOT,
                MEDIUM,
                "kswapd starts earlier and the reserve lasts longer",
                "",
                "an atomic request takes only what is free at that instant",
                "sysctl -w vm.min_free_kbytes=<old value>");
        if (release.map(r -> r.atLeast(4, 6)).orElse(false)) {
            add(
                    "vm.watermark_scale_factor",
                    "Let kswapd start earlier",
                    TUNING,
                    "sysctl -w vm.watermark_scale_factor=50",
                    UNTIL_REBOOT,
                    LOW,
                    "a wider gap between the watermarks",
                    "4.6 and later",
                    "the default gap is a thousandth of memory",
                    "sysctl -w vm.watermark_scale_factor=10");
        }
    }

    private void kernelLeak() {
        add(
                "find-leak",
                "Find who allocates it, and update or unload that module",
                LASTING,
                "slabtop -o -s c | head -20; cat /proc/allocinfo | sort -rn | head  # else boot with page_owner=on or slub_debug=U",
                PERMANENT,
                NONE,
                "names the call site",
                "",
                "SLUB merges caches of equal size: the name in slabtop may be another's",
                "");
        add(
                "reboot",
                "Reboot the node before memory is out",
                STOP_GAP,
                "kubectl drain <node> --ignore-daemonsets && reboot",
                UNTIL_REBOOT,
                MEDIUM,
                "memory is back until the leak has filled it again",
                "",
                "leaked kernel memory goes only with the kernel",
                "");
    }

    private void memcgLimit() {
        add(
                "raise-limit",
                "Raise the container's memory limit, or use less",
                LASTING,
                "kubectl set resources <workload> --limits=memory=<more>",
                PERMANENT,
                LOW,
                "the container is no longer killed at its limit",
                "",
                "the limit is the cgroup's own; the node has memory",
                "");
    }

    private void vmalloc() {
        add(
                "address-space",
                "Ask for less, or enlarge the range",
                LASTING,
                "grep -i vmalloc /proc/meminfo  # vmalloc=<size> on a 32-bit kernel",
                PERMANENT,
                MEDIUM,
                "the range of addresses is large enough",
                "",
                "no memory was short",
                "");
    }

    private void cma() {
        add(
                "cma-size",
                "Enlarge the CMA area",
                LASTING,
                "grubby --update-kernel=ALL --args=cma=<size> && reboot  # or the device tree's reserved-memory",
                PERMANENT,
                MEDIUM,
                "the area has room for the range",
                "",
                "the area is set aside at boot",
                "");
    }

    private void conntrack() {
        add(
                "net.netfilter.nf_conntrack_max",
                "Enlarge the connection tracking table",
                TUNING,
                "sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max; sysctl -w net.netfilter.nf_conntrack_max=<twice>",
                UNTIL_REBOOT,
                LOW,
                "packets are no longer dropped; about 320 bytes an entry",
                "",
                "the table is a limit",
                "sysctl -w net.netfilter.nf_conntrack_max=<old value>");
    }

    private void kernelLimit() {
        add(
                "raise-sysctl",
                "Raise the limit that was reached",
                TUNING,
                "sysctl fs.inotify fs.mount-max net.ipv4.neigh.default.gc_thresh3 kernel.keys fs.file-nr",
                UNTIL_REBOOT,
                LOW,
                "the call succeeds again",
                "",
                "a limit was reached, not memory",
                "");
    }

    private void pids() {
        add(
                "pids-limit",
                "Raise the limit on tasks, or find who makes so many",
                LASTING,
                "ps -eLf | awk '{print $1}' | sort | uniq -c | sort -rn | head; kubelet --pod-max-pids=<more>",
                PERMANENT,
                LOW,
                "threads and processes can be made again",
                "",
                "fork answers EAGAIN at a limit",
                "");
    }

    private void overcommit() {
        add(
                "vm.overcommit_memory",
                "Leave strict commit accounting",
                TUNING,
                "sysctl -w vm.overcommit_memory=0",
                UNTIL_REBOOT,
                LOW,
                "address space is promised again",
                "",
                "what was refused is a promise, not memory",
                "sysctl -w vm.overcommit_memory=2");
    }

    private void userNamespaces() {
        add(
                "user.max_user_namespaces",
                "Turn user namespaces on",
                TUNING,
                "sysctl -w user.max_user_namespaces=15000",
                UNTIL_REBOOT,
                LOW,
                "rootless containers start",
                "",
                "RHEL 7 ships with 0",
                "sysctl -w user.max_user_namespaces=0");
    }

    private void disk() {
        add(
                "free-disk",
                "Make room, or repair the file system",
                LASTING,
                "df -h; df -i; crictl rmi --prune  # or: docker system prune",
                PERMANENT,
                LOW,
                "files can be written again",
                "",
                "no memory was short",
                "");
    }

    private void faultInjection() {
        add(
                "fault-injection-off",
                "Turn fault injection off",
                LASTING,
                "for f in /sys/kernel/debug/fail*/probability; do echo 0 > $f; done",
                UNTIL_REBOOT,
                LOW,
                "the kernel stops refusing on purpose",
                "",
                "the failure was asked for",
                "");
    }

    private void kernelBug() {
        add(
                "report-bug",
                "Report it with the whole log, and try the newest kernel of the series",
                LASTING,
                "uname -r; journalctl -k --no-pager > kernel.log",
                PERMANENT,
                MEDIUM,
                "a defect needs a fix, not a setting",
                "",
                "the state shown is one the kernel must not be in",
                "");
    }

    private void runtime() {
        add(
                "restart-runtime",
                "Restart the container runtime",
                STOP_GAP,
                "systemctl restart containerd  # or: docker, crio",
                ONCE,
                MEDIUM,
                "lost shims and sockets are made anew",
                "",
                "the software lost its own parts",
                "");
    }

    /// One node is preferred to all of them.
    private void compact(String limit) {
        String command =
                numaNodes > 1
                        ? "for n in /sys/devices/system/node/node*/compact; do echo 1 > $n; done"
                        : "echo 1 > /proc/sys/vm/compact_memory";
        add(
                "compact",
                "Compact memory, on a drained node",
                STOP_GAP,
                command,
                ONCE,
                MEDIUM,
                "blocks of higher orders for a while; " + limit,
                "2.6.35 and later",
                "moves pages together; stalls faulting threads for seconds on a large node",
                "");
    }

    private void dropSlab(String limit) {
        boolean stalls = release.map(r -> r.below(4, 0)).orElse(false);
        add(
                "drop-caches-2",
                "Drop reclaimable slab",
                STOP_GAP,
                "sync; echo 2 > /proc/sys/vm/drop_caches",
                ONCE,
                stalls ? HIGH : MEDIUM,
                "dentries and inodes go; " + limit,
                "",
                "costs cold caches, and on old kernels with many dentries minutes of stalls",
                "");
    }

    private void add(
            String id,
            String title,
            Kind kind,
            String command,
            Persistence persistence,
            Risk risk,
            String expected,
            String range,
            String why,
            String undo) {
        remedies.add(
                new Remedy(
                        id,
                        title,
                        kind,
                        command,
                        persistence,
                        risk,
                        expected,
                        range.isEmpty() ? Optional.empty() : Optional.of(range),
                        why,
                        undo.isEmpty() ? Optional.empty() : Optional.of(undo)));
    }
}
