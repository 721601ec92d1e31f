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

/// A task cannot enter a cpuset of v1 that has no CPUs or no memory nodes: the write says ENOSPC (kernel/cpuset.c,
/// cpuset_can_attach), though nothing is full. Whoever made the cgroup did not fill in `cpuset.cpus` and `cpuset.mems`.
public final class CpusetRule implements Rule {

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
                                        && f.path().orElse("").startsWith("/sys/fs/cgroup/cpuset")
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
}
