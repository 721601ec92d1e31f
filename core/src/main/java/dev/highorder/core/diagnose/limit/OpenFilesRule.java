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

/// No file can be opened: EMFILE is the process's RLIMIT_NOFILE (fs/file.c, alloc_fd), ENFILE the node's `fs.file-max`
/// (fs/file_table.c, alloc_empty_file), for which the kernel prints a line too.
public final class OpenFilesRule implements Rule {

    @Override
    public String id() {
        return "open-files";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure =
                examination
                        .lead(ContainerFailure.class)
                        .filter(f -> f.clue() == Clue.TOO_MANY_FILES && !InotifyRule.concerns(f));
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        boolean node = failure.get().errno().filter(e -> e.equals("ENFILE")).isPresent();
        String who =
                failure.get().component().isEmpty() ? "The process" : failure.get().component();
        return Ruling.Found.of(
                        node ? Cause.KERNEL_LIMIT : Cause.PIDS_OR_ULIMIT,
                        Confidence.LIKELY,
                        node
                                ? "The node's limit on open files is reached"
                                : "A process has no file descriptor left",
                        node
                                ? "A file could not be opened: ENFILE, which the kernel answers when the node has"
                                        + " fs.file-max files open."
                                : who
                                        + " could not open a file: EMFILE, which the kernel answers at the process's own"
                                        + " limit (RLIMIT_NOFILE), whatever the node has left.",
                        List.of(failure.get().cite()))
                .kb("KB-81")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                "the errno is of a limit on files; for want of memory it would be ENOMEM",
                                List.of(failure.get().cite()),
                                Optional.of("KB-81")))
                .missing(
                        new Missing(
                                "open files of the process, and of the node",
                                "tells which limit it is, and how far it is used",
                                "ls /proc/<pid>/fd | wc -l; grep 'open files' /proc/<pid>/limits; sysctl fs.file-nr"));
    }
}
