/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.software.FileSystem;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.Cite;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// mount(2) answers ENOSPC when a mount namespace holds `fs.mount-max` mounts (fs/namespace.c, count_mounts; ≥ 4.9). A full file
/// system can answer it too, where the mount must write there first.
public final class MountLimitRule implements Rule {

    @Override
    public String id() {
        return "mount-limit";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure =
                examination.lead(ContainerFailure.class).filter(MountLimitRule::concerns);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<FileSystem> disk =
                failure.get().path().flatMap(path -> FileSystem.under(examination, path));
        boolean room = disk.filter(FileSystem::hasRoom).isPresent();
        if (disk.filter(FileSystem::isFull).isPresent()) {
            return new Ruling.Clear(
                    "The file system below the mount is full",
                    "The mount failed with ENOSPC and " + disk.get().sentence(),
                    disk.get().cites(),
                    Optional.empty());
        }
        List<Cite> cites = new ArrayList<>(List.of(failure.get().cite()));
        disk.ifPresent(d -> cites.addAll(d.cites()));
        return Ruling.Found.of(
                        Cause.KERNEL_LIMIT,
                        room ? Confidence.LIKELY : Confidence.POSSIBLE,
                        room
                                ? "The limit on mounts is reached"
                                : "The limit on mounts may be reached",
                        "A mount failed with ENOSPC, which the kernel answers at fs.mount-max"
                                + disk.filter(FileSystem::hasRoom)
                                        .map(d -> "; the disk has room: " + d.sentence())
                                        .orElse(
                                                "; a full file system would say the same where the mount point had to be"
                                                        + " made."),
                        cites)
                .kb("KB-77")
                .missing(
                        new Missing(
                                "number of mounts and free space",
                                "tells the limit on mounts from a full disk",
                                "sysctl fs.mount-max; wc -l /proc/self/mountinfo; df -h; df -i"));
    }

    /// A mount, or one that an engine calls so: an overlay writes into the file system below it, so both can be full.
    private static boolean concerns(ContainerFailure failure) {
        return failure.clue() == Clue.NO_SPACE
                && (failure.syscall().orElse("").startsWith("mount")
                        || (failure.syscall().isEmpty()
                                && failure.message().contains(" mount to /")));
    }
}
