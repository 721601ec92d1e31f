/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.proc.system.DiskUse;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// ENOSPC on a file of a real file system is a full disk, used-up inodes or a quota. The same errno on a kernel file system is
/// something else: a control-group directory (`/sys/fs/cgroup`) has no blocks, an inotify watch and a mount are counted by limits of their own.
public final class DiskFullRule implements Rule {

    @Override
    public String id() {
        return "disk-full";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<KernelNotice> notice =
                examination
                        .lead(KernelNotice.class)
                        .filter(n -> n.kind() == KernelNotice.Kind.STORAGE_FULL);
        if (notice.isPresent()) {
            return Ruling.Found.of(
                    Cause.DISK_OR_INODE,
                    Confidence.CERTAIN,
                    "A file system is full",
                    "The file system itself says so: " + notice.get().message(),
                    List.of(notice.get().cite()));
        }
        Optional<ContainerFailure> failure =
                examination.lead(ContainerFailure.class).filter(f -> f.clue() == Clue.NO_SPACE);
        if (failure.isEmpty() || !onRealFile(failure.get())) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        String path = failure.get().path().orElseThrow();
        List<Cite> cites = new ArrayList<>(cites(examination.episode().orElseThrow()));
        Optional<DiskUse> full = full(examination, path);
        full.ifPresent(use -> cites.add(use.cite()));
        String where = failure.get().syscall().map(call -> call + " of ").orElse("") + path;
        return Ruling.Found.of(
                        Cause.DISK_OR_INODE,
                        full.isPresent() ? Confidence.CERTAIN : Confidence.LIKELY,
                        "A file system is full",
                        full.map(use ->
                                        where
                                                + " failed with ENOSPC and "
                                                + use.mount()
                                                + " is at "
                                                + use.usedPercent()
                                                + " %"
                                                + (use.inodes() ? " of its inodes." : "."))
                                .orElse(
                                        where
                                                + " failed with ENOSPC. It lies on a file system with blocks and inodes,"
                                                + " so these or a quota are used up."),
                        cites)
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.KMEM_MEMCG_LEAK),
                                Optional.empty(),
                                "used-up cgroup ids also say \"no space left on device\", but for a directory below"
                                        + " /sys/fs/cgroup; this is "
                                        + path,
                                List.of(failure.get().cite()),
                                Optional.of("KB-03")))
                .missing(full.isPresent() ? new Missing[0] : new Missing[] {diskUse()});
    }

    private static boolean onRealFile(ContainerFailure failure) {
        String path = failure.path().orElse("");
        boolean watch = failure.syscall().orElse("").startsWith("inotify");
        boolean mount = failure.syscall().orElse("").startsWith("mount");
        return path.startsWith("/")
                && !watch
                && !mount
                && !path.startsWith("/sys/")
                && !path.startsWith("/proc/");
    }

    private static Optional<DiskUse> full(Examination examination, String path) {
        return examination.node().all(DiskUse.class).stream()
                .filter(use -> use.usedPercent() >= 99 && below(path, use.mount()))
                .findFirst();
    }

    private static boolean below(String path, String mount) {
        return mount.equals("/") || path.equals(mount) || path.startsWith(mount + "/");
    }

    static List<Cite> cites(Episode episode) {
        return episode.events().stream().limit(3).map(Fact::cite).toList();
    }

    private static Missing diskUse() {
        return new Missing(
                "use of blocks and inodes",
                "tells which of the two is used up, and where",
                "df -h; df -i");
    }
}
