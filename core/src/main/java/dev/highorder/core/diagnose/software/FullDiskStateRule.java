/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.model.Cite;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file system that container software writes to stands at 100 %: in a node's state, or beside an ENOSPC that names no file.
/// Images of read-only file systems (snap, ISO) are always full and mean nothing.
public final class FullDiskStateRule implements Rule {

    private static final int FULL_PERCENT = 100;

    @Override
    public String id() {
        return "full-disk";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure =
                examination
                        .lead(ContainerFailure.class)
                        .filter(f -> f.clue() == Clue.NO_SPACE && f.path().isEmpty());
        if (examination.episode().isPresent() && failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        for (FileSystem disk : FileSystem.all(examination)) {
            if (disk.worst().usedPercent() >= FULL_PERCENT && written(disk)) {
                List<Cite> cites = new ArrayList<>(disk.cites());
                failure.ifPresent(f -> cites.addFirst(f.cite()));
                return Ruling.Found.of(
                                Cause.DISK_OR_INODE,
                                failure.isPresent() ? Confidence.LIKELY : Confidence.POSSIBLE,
                                "A file system is full",
                                disk.sentence()
                                        + (failure.isPresent()
                                                ? ", and a call failed with ENOSPC."
                                                : "; nothing in the evidence failed for it yet."),
                                cites)
                        .kb("KB-62");
            }
        }
        return Ruling.NotApplicable.OTHER_MATTER;
    }

    /// Where engines, the kubelet and their logs write.
    private static boolean written(FileSystem disk) {
        String device = disk.rows().getFirst().fileSystem();
        String mount = disk.mount();
        return !device.startsWith("/dev/loop")
                && !device.startsWith("/dev/sr")
                && !device.equals("overlay")
                && (mount.equals("/")
                        || mount.equals("/run")
                        || mount.equals("/tmp")
                        || mount.equals("/var")
                        || mount.startsWith("/var/lib")
                        || mount.startsWith("/var/log"));
    }
}
