/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import java.util.List;

/// The files that are read of a node, in this order: the one list of them, for whoever reads a node.
///
/// @param path on the node; one that ends with `/` is all files in that directory
/// @param limit bytes; what is larger is cut there, with a problem
/// @param what it is, in words; used where it is missing
/// @param why it matters; empty where it is not missed
/// @param stall which kernels its reading may stall
record Inventory(String path, int limit, String what, String why, Stall stall) {

    private static final int SMALL = 1 << 20;
    private static final int LARGE = 16 << 20;

    enum Stall {
        NEVER,
        PAGETYPEINFO,
        SLABINFO
    }

    /// All of them; what names the node is read first and apart.
    ///
    /// @param hostName the file that holds the node's name
    static List<Inventory> of(String hostName) {
        return List.of(
                plain("/proc/version"),
                plain(hostName),
                plain("/proc/cmdline"),
                plain("/etc/os-release"),
                wanted(
                        "/proc/buddyinfo",
                        "free blocks by order",
                        "they tell whether a request of an order can succeed"),
                new Inventory(
                        "/proc/zoneinfo",
                        LARGE,
                        "watermarks and free pages of the zones",
                        "they tell which zone may serve a request",
                        Stall.NEVER),
                wanted("/proc/meminfo", "the use of memory", "it tells whether memory is short"),
                wanted(
                        "/proc/vmstat",
                        "reclaim and compaction counters",
                        "they tell whether compaction gets anywhere"),
                wanted(
                        "/proc/cgroups",
                        "the number of cgroups",
                        "many more than there are directories means that dead ones are pinned"),
                plain("/proc/pressure/memory"),
                plain("/proc/sys/vm/"),
                plain("/proc/sys/kernel/pid_max"),
                plain("/proc/sys/kernel/threads-max"),
                plain("/proc/sys/kernel/keys/maxkeys"),
                plain("/proc/sys/fs/inotify/max_user_instances"),
                plain("/proc/sys/fs/inotify/max_user_watches"),
                plain("/proc/sys/net/netfilter/nf_conntrack_count"),
                plain("/proc/sys/net/netfilter/nf_conntrack_max"),
                plain("/proc/sys/user/max_user_namespaces"),
                plain("/sys/devices/system/cpu/possible"),
                plain("/sys/devices/system/cpu/online"),
                plain("/sys/fs/cgroup/cgroup.stat"),
                plain("/sys/fs/cgroup/unified/cgroup.stat"),
                plain("/sys/kernel/debug/extfrag/extfrag_index"),
                plain("/sys/kernel/debug/extfrag/unusable_index"),
                new Inventory(
                        "/proc/pagetypeinfo",
                        SMALL,
                        "free blocks by migrate type",
                        "they tell on whose lists the free memory stands",
                        Stall.PAGETYPEINFO),
                new Inventory(
                        "/proc/slabinfo",
                        SMALL,
                        "slab caches by size",
                        "they name the cache behind a leak of kernel memory",
                        Stall.SLABINFO));
    }

    boolean isDirectory() {
        return path.endsWith("/");
    }

    /// One file of this directory.
    Inventory in(String file) {
        return plain(path + file);
    }

    private static Inventory plain(String path) {
        return new Inventory(path, SMALL, path, "", Stall.NEVER);
    }

    private static Inventory wanted(String path, String what, String why) {
        return new Inventory(path, SMALL, what, why, Stall.NEVER);
    }
}
