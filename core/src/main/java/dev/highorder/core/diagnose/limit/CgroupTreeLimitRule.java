/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.List;
import java.util.Optional;

/// mkdir in the unified hierarchy answers EAGAIN when an ancestor has as many descendants, or is as deep, as its
/// `cgroup.max.descendants` and `cgroup.max.depth` allow (kernel/cgroup/cgroup.c, cgroup_check_hierarchy_limits; ≥ 4.14).
public final class CgroupTreeLimitRule implements Rule {

    @Override
    public String id() {
        return "cgroup-tree-limit";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure =
                examination
                        .lead(ContainerFailure.class)
                        .filter(f ->
                                f.clue() == Clue.TRY_AGAIN
                                        && f.syscall().orElse("").startsWith("mkdir")
                                        && f.path().orElse("").startsWith("/sys/fs/cgroup/"));
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return Ruling.Found.of(
                        Cause.KERNEL_LIMIT,
                        Confidence.LIKELY,
                        "The limit on cgroups below a cgroup is reached",
                        "mkdir of "
                                + failure.get().path().orElseThrow()
                                + " failed with EAGAIN, which the kernel answers when an ancestor's"
                                + " cgroup.max.descendants or cgroup.max.depth is reached.",
                        List.of(failure.get().cite()))
                .missing(
                        new Missing(
                                "limits of the cgroup's ancestors",
                                "names the ancestor that allows no more",
                                "grep . /sys/fs/cgroup/<ancestor>/cgroup.max.* /sys/fs/cgroup/<ancestor>/cgroup.stat"));
    }
}
