/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.Settings;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.model.Cite;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `inotify_add_watch` answers ENOSPC when the user's watches reach `fs.inotify.max_user_watches`
/// (fs/notify/inotify/inotify_user.c, inotify_new_watch); `inotify_init` answers EMFILE at `max_user_instances`, and also when the
/// process has no file descriptor left.
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
        String name = watches ? "fs.inotify.max_user_watches" : "fs.inotify.max_user_instances";
        Settings settings = Settings.of(examination);
        String value =
                settings.number(name).stream()
                        .mapToObj(n -> " (" + Amount.count(n) + " here)")
                        .findFirst()
                        .orElse("");
        List<Cite> cites = new ArrayList<>(List.of(failure.get().cite()));
        settings.get(name).ifPresent(sysctl -> cites.add(sysctl.cite()));
        Cite cite = failure.get().cite();
        return Ruling.Found.of(
                        Cause.KERNEL_LIMIT,
                        watches ? Confidence.CERTAIN : Confidence.LIKELY,
                        "The limit on inotify "
                                + (watches ? "watches" : "instances")
                                + " is reached",
                        failure.get().syscall().orElse("inotify")
                                + " failed with "
                                + (watches ? "ENOSPC" : "EMFILE")
                                + ", which it answers at "
                                + name
                                + value
                                + (watches
                                        ? ", whatever the path is that was to be watched."
                                        : "; a process without a free file descriptor would see the same errno."),
                        cites)
                .kb("KB-59")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.DISK_OR_INODE),
                                Optional.empty(),
                                "a watch takes no space on a disk",
                                List.of(cite),
                                Optional.of("KB-59")),
                        new RuledOut(
                                Optional.of(Cause.KMEM_MEMCG_LEAK),
                                Optional.empty(),
                                "no cgroup was being made: the call that failed is inotify's",
                                List.of(cite),
                                Optional.of("KB-03")))
                .missing(
                        new Missing(
                                "who holds the inotify instances",
                                "names the process that leaks them",
                                "sysctl fs.inotify; find /proc/*/fd -lname anon_inode:inotify 2>/dev/null"
                                        + " | cut -d/ -f3 | sort | uniq -c | sort -n | tail"));
    }

    static boolean concerns(ContainerFailure failure) {
        return failure.syscall().orElse("").startsWith("inotify")
                && (failure.clue() == Clue.NO_SPACE || failure.clue() == Clue.TOO_MANY_FILES);
    }
}
