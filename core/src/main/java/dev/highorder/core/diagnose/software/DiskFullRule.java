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
                            List.of(notice.get().cite()))
                    .kb("KB-62");
        }
        Optional<ContainerFailure> failure =
                examination.lead(ContainerFailure.class).filter(f -> f.clue() == Clue.NO_SPACE);
        if (failure.isEmpty() || !onRealFile(failure.get())) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return ofFile(examination, failure.get(), failure.get().path().orElseThrow());
    }

    private static Ruling ofFile(Examination examination, ContainerFailure failure, String path) {
        Optional<FileSystem> disk = FileSystem.under(examination, path);
        boolean full = disk.filter(FileSystem::isFull).isPresent();
        boolean room = disk.filter(d -> d.surely() && d.hasRoom()).isPresent();
        List<Cite> cites = new ArrayList<>(cites(examination.episode().orElseThrow()));
        disk.ifPresent(d -> cites.addAll(d.cites()));
        String failed =
                failure.syscall().map(call -> call + " of ").orElse("")
                        + path
                        + " failed with "
                        + failure.errno().orElse("ENOSPC");
        return Ruling.Found.of(
                        Cause.DISK_OR_INODE,
                        full && disk.get().surely()
                                ? Confidence.CERTAIN
                                : room ? Confidence.POSSIBLE : Confidence.LIKELY,
                        room ? "A file system refused to grow" : "A file system is full",
                        failed
                                + (full
                                        ? " and " + disk.get().sentence() + "."
                                        : room
                                                ? ", while "
                                                        + disk.get().sentence()
                                                        + ": a quota, or a state of another moment."
                                                : ", and it lies on a file system with blocks and inodes: these or a"
                                                        + " quota are used up."),
                        cites)
                .kb("KB-62")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.KMEM_MEMCG_LEAK),
                                Optional.empty(),
                                "used-up cgroup ids also say \"no space left on device\", but for a directory below"
                                        + " /sys/fs/cgroup; this is "
                                        + path,
                                List.of(failure.cite()),
                                Optional.of("KB-03")))
                .missing(full ? new Missing[0] : new Missing[] {diskUse(path)});
    }

    private static boolean onRealFile(ContainerFailure failure) {
        String path = failure.path().orElse("");
        String call = failure.syscall().orElse("");
        return path.startsWith("/")
                && !call.startsWith("inotify")
                && !call.startsWith("mount")
                && !path.startsWith("/sys/")
                && !path.startsWith("/proc/");
    }

    /// The first lines of an episode that only software tells of.
    static List<Cite> cites(Episode episode) {
        return episode.events().stream().limit(3).map(Fact::cite).toList();
    }

    private static Missing diskUse(String path) {
        return new Missing(
                "use of blocks and inodes",
                "tells which of the two is used up, and where",
                "df -h " + path + "; df -i " + path);
    }
}
