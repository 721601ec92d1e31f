/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.bundle;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Counts the cgroup directories of a copied `/sys/fs/cgroup`, of the memory controller or the unified
/// hierarchy, as `find … -type d | wc -l` on the node would have. A node that leaks cgroups has tens of thousands of them.
final class CgroupCensus {

    private static final String MOUNT = "sys/fs/cgroup/";

    /// Directories below a mount whose files are read; those further down are only counted.
    private static final int DEPTH_READ = 2;

    private final TreeMap<String, Hierarchy> hierarchies = new TreeMap<>();
    private final PathSet seen = new PathSet();

    private static final class Hierarchy {
        private long directories = 1;
        private boolean whole;
    }

    /// Notes a file or directory.
    ///
    /// @return false for the files of cgroups so deep that there may be any number of them
    boolean note(String path, boolean directory) {
        int at = path.indexOf(MOUNT);
        if (at < 0 || (at > 0 && path.charAt(at - 1) != '/' && path.charAt(at - 1) != '!')) {
            return true;
        }
        int from = at + MOUNT.length();
        Optional<String> controller = controller(path, from);
        int below = controller.map(name -> from + name.length() + 1).orElse(from);
        if (below > path.length()) {
            return true;
        }
        int depth = 0;
        for (int i = below; i < path.length(); i++) {
            depth += path.charAt(i) == '/' ? 1 : 0;
        }
        if (controller.isEmpty() || controller.get().equals("memory")) {
            Hierarchy hierarchy =
                    hierarchies.computeIfAbsent(
                            path.substring(0, below - 1), mount -> new Hierarchy());
            hierarchy.whole |= depth == 0 && path.endsWith("/cgroup.procs");
            count(hierarchy, path, below, directory);
        }
        return directory || depth <= DEPTH_READ;
    }

    private void count(Hierarchy hierarchy, String path, int below, boolean directory) {
        int end = directory ? path.length() : path.lastIndexOf('/');
        while (end > below && seen.add(path, end)) {
            hierarchy.directories++;
            end = path.lastIndexOf('/', end - 1);
        }
    }

    /// The mounts that were copied from their top, and how many directories each has with itself.
    Map<String, Long> counts() {
        TreeMap<String, Long> counts = new TreeMap<>();
        hierarchies.forEach((mount, hierarchy) -> {
            if (hierarchy.whole && hierarchy.directories > 1 && !seen.isFull()) {
                counts.put(mount, hierarchy.directories);
            }
        });
        return counts;
    }

    /// The controller whose hierarchy of version 1 the path is in; empty for the unified one.
    private static Optional<String> controller(String path, int from) {
        int slash = path.indexOf('/', from);
        String first = path.substring(from, slash < 0 ? path.length() : slash);
        return switch (first) {
            case "memory",
                    "pids",
                    "cpu",
                    "cpuacct",
                    "cpuset",
                    "blkio",
                    "devices",
                    "freezer",
                    "hugetlb",
                    "net_cls",
                    "net_prio",
                    "perf_event",
                    "rdma",
                    "misc",
                    "systemd",
                    "unified" ->
                    Optional.of(first);
            default -> first.contains(",") ? Optional.of(first) : Optional.empty();
        };
    }
}
