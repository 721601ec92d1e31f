/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.List;
import java.util.Optional;

/// A task cannot enter a cpuset that has no CPUs or no memory nodes, and one with tasks cannot be left without: the write says ENOSPC
/// (kernel/cgroup/cpuset.c, cpuset_can_attach, validate_change), though nothing is full. Whoever made the cgroup did not fill in
/// `cpuset.cpus` and `cpuset.mems`. No other controller answers so, whatever the mount is called that cpuset shares with them.
public final class CpusetRule implements Rule {

    /// Controllers of v1 with a hierarchy that cpuset has no part in.
    private static final List<String> OTHERS =
            List.of(
                    "blkio",
                    "devices",
                    "freezer",
                    "hugetlb",
                    "memory",
                    "net_cls",
                    "net_cls,net_prio",
                    "net_prio",
                    "perf_event",
                    "pids",
                    "rdma",
                    "systemd");

    @Override
    public String id() {
        return "empty-cpuset";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure =
                examination
                        .lead(ContainerFailure.class)
                        .filter(f ->
                                f.clue() == Clue.NO_SPACE
                                        && f.path().filter(CpusetRule::isCpusets).isPresent()
                                        && !f.syscall().orElse("write").startsWith("mkdir"));
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        String path = failure.get().path().orElseThrow();
        return Ruling.Found.of(
                        Cause.RUNTIME_OTHER,
                        Confidence.LIKELY,
                        "The cpuset has no CPUs or no memory nodes",
                        "Writing "
                                + path
                                + " failed with ENOSPC, which a cpuset answers while its cpuset.cpus or cpuset.mems is"
                                + " empty: the software that made the cgroup did not set them.",
                        DiskFullRule.cites(examination.episode().orElseThrow()))
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.DISK_OR_INODE),
                                Optional.empty(),
                                path
                                        + " is a file of the cgroup file system, which lies on no disk",
                                List.of(failure.get().cite()),
                                Optional.empty()))
                .missing(
                        new Missing(
                                "CPUs and memory nodes of the cpuset and its parents",
                                "the first that is empty is the one to fill",
                                "grep -r . /sys/fs/cgroup/cpuset/<parent>/cpuset.{cpus,mems}"));
    }

    private static boolean isCpusets(String path) {
        return path.startsWith("/sys/fs/cgroup/cpuset")
                || path.substring(path.lastIndexOf('/') + 1).startsWith("cpuset.")
                || mayBeCpusets(path);
    }

    /// A move of a task in a hierarchy that cpuset may share: that of cpu, or the one of v2.
    private static boolean mayBeCpusets(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return path.startsWith("/sys/fs/cgroup/")
                && (file.equals("tasks") || file.equals("cgroup.procs"))
                && OTHERS.stream().noneMatch(name -> path.startsWith(name + '/', 15));
    }
}
