/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

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

/// `inotify_add_watch` answers ENOSPC when the user's watches reach `fs.inotify.max_user_watches`
/// (fs/notify/inotify/inotify_user.c, inotify_new_watch); `inotify_init` answers EMFILE at `max_user_instances`.
public final class InotifyRule implements Rule {

    @Override
    public String id() {
        return "inotify-limit";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure =
                examination.lead(ContainerFailure.class).filter(InotifyRule::concerns);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        boolean watches = failure.get().clue() == Clue.NO_SPACE;
        String sysctl = watches ? "fs.inotify.max_user_watches" : "fs.inotify.max_user_instances";
        return Ruling.Found.of(
                        Cause.KERNEL_LIMIT,
                        watches ? Confidence.CERTAIN : Confidence.LIKELY,
                        "The limit on inotify "
                                + (watches ? "watches" : "instances")
                                + " is reached",
                        failure.get().syscall().orElse("inotify")
                                + " failed with "
                                + (watches
                                        ? "ENOSPC, which it answers"
                                        : "EMFILE, which it answers")
                                + " at "
                                + sysctl
                                + ", whatever the path is that was to be watched.",
                        List.of(failure.get().cite()))
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.DISK_OR_INODE),
                                Optional.empty(),
                                "a watch takes no space on a disk",
                                List.of(failure.get().cite()),
                                Optional.empty()),
                        new RuledOut(
                                Optional.of(Cause.KMEM_MEMCG_LEAK),
                                Optional.empty(),
                                "no cgroup was being made: the call that failed is inotify's",
                                List.of(failure.get().cite()),
                                Optional.empty()))
                .missing(new Missing(sysctl, "tells how high the limit is", "sysctl fs.inotify"));
    }

    private static boolean concerns(ContainerFailure failure) {
        return failure.syscall().orElse("").startsWith("inotify")
                && (failure.clue() == Clue.NO_SPACE || failure.clue() == Clue.TOO_MANY_FILES);
    }
}
