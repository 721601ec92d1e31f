/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import java.util.Optional;

/// A file below the mount of a control group hierarchy: `/sys/fs/cgroup/memory/kubepods/pod1/memory.max`.
///
/// @param controller of v1 (`memory`, `cpu,cpuacct`), empty in the unified hierarchy
/// @param cgroup as `/proc/PID/cgroup` writes it: `/` or `/kubepods/pod1`
record CgroupPath(String controller, String cgroup) {

    private static final String MOUNT = "/sys/fs/cgroup";

    /// Of a directory; empty where the path is none of a cgroup mount.
    static Optional<CgroupPath> ofDirectory(String directory) {
        // a member of an archive is cited as bundle.tar!sys/fs/cgroup/…
        String path = directory.startsWith("sys/") ? "/" + directory : directory.replace('!', '/');
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        int at = path.lastIndexOf(MOUNT);
        String below = at < 0 ? "" : path.substring(at + MOUNT.length());
        if (at < 0 || !(below.isEmpty() || below.startsWith("/"))) {
            return Optional.empty();
        }
        int end = below.indexOf('/', 1);
        String first = below.isEmpty() ? "" : below.substring(1, end < 0 ? below.length() : end);
        if (!isController(first)) {
            return Optional.of(new CgroupPath("", below.isEmpty() ? "/" : below));
        }
        String controller = first.equals("unified") ? "" : first;
        return Optional.of(new CgroupPath(controller, end < 0 ? "/" : below.substring(end)));
    }

    static Optional<CgroupPath> ofFile(String file) {
        int slash = file.lastIndexOf('/');
        return slash <= 0 ? Optional.empty() : ofDirectory(file.substring(0, slash));
    }

    /// Whether a name is that of a controller of v1, or of its mount.
    static boolean isController(String name) {
        return switch (name) {
            case "cpuset",
                    "cpu",
                    "cpuacct",
                    "blkio",
                    "memory",
                    "devices",
                    "freezer",
                    "net_cls",
                    "perf_event",
                    "net_prio",
                    "hugetlb",
                    "pids",
                    "rdma",
                    "misc",
                    "ns",
                    "debug",
                    "dmem" ->
                    true;
            case "cpu,cpuacct",
                    "cpuacct,cpu",
                    "net_cls,net_prio",
                    "net_prio,net_cls",
                    "unified",
                    "systemd" ->
                    true;
            default -> false;
        };
    }
}
