/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.cgroup.Cgroups;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A memory cgroup that cannot be made because its ids, 65,535 at most (mm/memcontrol.c, MEM_CGROUP_ID_MAX), are used up by
/// cgroups that were removed and never freed: `mkdir` says ENOSPC, or ENOMEM on el7's 1127 and later.
public final class CgroupIdsRule implements Rule {

    /// So close to the last id that the count is the answer.
    private static final long USED_UP = 65_000;

    @Override
    public String id() {
        return "cgroup-ids";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure =
                examination.lead(ContainerFailure.class).filter(CgroupIdsRule::makesMemoryCgroup);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        boolean noSpace = failure.get().clue() == Clue.NO_SPACE;
        Optional<Cgroups.Subsystem> counted = counted(examination);
        String path = failure.get().path().orElseThrow();
        List<Cite> cites = new ArrayList<>(DiskFullRule.cites(examination.episode().orElseThrow()));
        counted.ifPresent(c -> cites.add(c.cite()));
        return Ruling.Found.of(
                        Cause.KMEM_MEMCG_LEAK,
                        counted.isPresent()
                                ? Confidence.CERTAIN
                                : noSpace ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "No id is left for a new memory cgroup",
                        "mkdir of "
                                + path
                                + (noSpace ? " failed with ENOSPC" : " failed with ENOMEM")
                                + counted.map(c ->
                                                ", and "
                                                        + Amount.count(c.cgroups())
                                                        + " memory cgroups exist of the 65,535 that can")
                                        .orElse(
                                                noSpace
                                                        ? ", and a cgroup has no blocks to run out of: the kernel has at most"
                                                                + " 65,535 memory cgroup ids"
                                                        : ", which the kernel answers when its 65,535 memory cgroup ids are"
                                                                + " used up, or when it was refused memory for the cgroup")
                                + ". Ids of removed cgroups come back only when the last page or slab cache charged to"
                                + " them is freed.",
                        cites)
                .kb("KB-03")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.DISK_OR_INODE),
                                Optional.empty(),
                                path
                                        + " is a directory of the cgroup file system, which lies on no disk",
                                List.of(failure.get().cite()),
                                Optional.of("KB-03")))
                .missing(
                        new Missing(
                                "whether the memory controller alone refuses, and how many cgroups it counts",
                                "as root, outside of any runtime: only the first of the two fails when ids are used up",
                                "mkdir /sys/fs/cgroup/memory/probe && rmdir /sys/fs/cgroup/memory/probe;"
                                        + " mkdir /sys/fs/cgroup/cpu/probe && rmdir /sys/fs/cgroup/cpu/probe;"
                                        + " grep memory /proc/cgroups; find /sys/fs/cgroup/memory -type d | wc -l"));
    }

    private static Optional<Cgroups.Subsystem> counted(Examination examination) {
        return examination.node().all(Cgroups.class).stream()
                .flatMap(c -> c.subsystems().stream())
                .filter(s -> s.name().equals("memory") && s.cgroups() >= USED_UP)
                .findFirst();
    }

    /// Whether a directory with a memory controller was to be made: below its mount of v1 (alone or with others, `memory,cpu`), or
    /// in the unified hierarchy, where one mkdir makes the cgroup for all controllers.
    static boolean makesMemoryCgroup(ContainerFailure failure) {
        boolean made = failure.syscall().orElse("mkdir").startsWith("mkdir");
        boolean refused = failure.clue() == Clue.NO_SPACE || failure.clue() == Clue.NO_MEMORY;
        return made && refused && failure.path().map(CgroupIdsRule::hasMemory).orElse(false);
    }

    private static boolean hasMemory(String path) {
        String root =
                path.startsWith("/sys/fs/cgroup/")
                        ? "/sys/fs/cgroup/"
                        : path.startsWith("/cgroup/") ? "/cgroup/" : "";
        if (root.isEmpty()) {
            return false;
        }
        String below = path.substring(root.length());
        int slash = below.indexOf('/');
        String first = slash < 0 ? below : below.substring(0, slash);
        if (first.isEmpty()) {
            return false;
        }
        for (String controller : first.split(",", -1)) {
            if (controller.equals("memory")) {
                return true;
            }
        }
        return !ofOtherController(first);
    }

    /// Mounts of v1 without the memory controller; every other name is a cgroup of the unified hierarchy.
    private static boolean ofOtherController(String name) {
        return switch (name) {
            case "blkio",
                    "cpu",
                    "cpu,cpuacct",
                    "cpuacct",
                    "cpuacct,cpu",
                    "cpuset",
                    "devices",
                    "freezer",
                    "hugetlb",
                    "misc",
                    "net_cls",
                    "net_cls,net_prio",
                    "net_prio",
                    "net_prio,net_cls",
                    "perf_event",
                    "pids",
                    "rdma",
                    "systemd",
                    "unified" ->
                    true;
            default -> false;
        };
    }
}
