/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.List;
import java.util.Optional;

/// A memory cgroup that cannot be made because its ids, 65,535 at most (mm/memcontrol.c, MEM_CGROUP_ID_MAX), are used up by
/// cgroups that were removed and never freed: `mkdir` says ENOSPC, or ENOMEM on el7's 1127 and later.
public final class CgroupIdsRule implements Rule {

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
        String path = failure.get().path().orElseThrow();
        return Ruling.Found.of(
                        Cause.KMEM_MEMCG_LEAK,
                        noSpace ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "No id is left for a new memory cgroup",
                        "mkdir of "
                                + path
                                + (noSpace ? " failed with ENOSPC" : " failed with ENOMEM")
                                + ". A control group has no blocks to run out of: the kernel has at most 65,535 memory"
                                + " cgroup ids, and those of removed cgroups come back only when their last page or slab"
                                + " cache is freed.",
                        DiskFullRule.cites(examination.episode().orElseThrow()))
                .kb("KB-03")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.DISK_OR_INODE),
                                Optional.empty(),
                                path
                                        + " is a directory of the cgroup file system, which lies on no disk",
                                List.of(failure.get().cite()),
                                Optional.of("KB-03")));
    }

    static boolean makesMemoryCgroup(ContainerFailure failure) {
        String path = failure.path().orElse("");
        boolean cgroup = path.startsWith("/sys/fs/cgroup/") || path.startsWith("/cgroup/");
        boolean memory =
                path.contains("/memory/")
                        || !path.matches("/sys/fs/cgroup/[a-z_,]+/.*(kubepods|docker|system).*");
        boolean made = failure.syscall().orElse("mkdir").equals("mkdir");
        return cgroup
                && memory
                && made
                && (failure.clue() == Clue.NO_SPACE || failure.clue() == Clue.NO_MEMORY);
    }
}
