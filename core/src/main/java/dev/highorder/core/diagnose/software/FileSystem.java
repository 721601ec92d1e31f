/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.proc.system.DiskUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A mounted file system as `df` shows it: its blocks, its inodes, or both.
///
/// @param rows at least one, all of one mount
/// @param surely whether a path that led here surely lies on it: `df /` alone does not show what is mounted below
public record FileSystem(String mount, List<DiskUse> rows, boolean surely) {

    private static final int FULL_PERCENT = 99;
    private static final int ROOM_PERCENT = 95;

    public FileSystem {
        rows = List.copyOf(rows);
    }

    /// The one that a path lies on: of those that are shown, the mount point with the longest name above the path.
    public static Optional<FileSystem> under(Examination examination, String path) {
        List<DiskUse> all = examination.node().all(DiskUse.class);
        String best = "";
        Set<String> mounts = new HashSet<>();
        for (DiskUse use : all) {
            mounts.add(use.mount());
            if (below(path, use.mount()) && use.mount().length() > best.length()) {
                best = use.mount();
            }
        }
        return best.isEmpty()
                ? Optional.empty()
                : Optional.of(of(best, all, !best.equals("/") || mounts.size() > 2));
    }

    /// Every file system that is shown, in the order of `df`.
    static List<FileSystem> all(Examination examination) {
        List<DiskUse> rows = examination.node().all(DiskUse.class);
        Set<String> seen = new HashSet<>();
        List<FileSystem> found = new ArrayList<>();
        for (DiskUse row : rows) {
            if (seen.add(row.mount())) {
                found.add(of(row.mount(), rows, true));
            }
        }
        return found;
    }

    private static FileSystem of(String mount, List<DiskUse> all, boolean surely) {
        return new FileSystem(
                mount, all.stream().filter(row -> row.mount().equals(mount)).toList(), surely);
    }

    private static boolean below(String path, String mount) {
        return mount.equals("/") || path.equals(mount) || path.startsWith(mount + "/");
    }

    public boolean isFull() {
        return worst().usedPercent() >= FULL_PERCENT;
    }

    /// Whether all that is shown of it leaves room.
    public boolean hasRoom() {
        return worst().usedPercent() < ROOM_PERCENT;
    }

    /// The row that is used most: blocks or inodes.
    DiskUse worst() {
        DiskUse worst = rows.getFirst();
        for (DiskUse row : rows) {
            worst = row.usedPercent() > worst.usedPercent() ? row : worst;
        }
        return worst;
    }

    /// `/var is at 100 % of its inodes`.
    public String sentence() {
        return mount
                + " is at "
                + worst().usedPercent()
                + " %"
                + (worst().inodes() ? " of its inodes" : "");
    }

    public List<Cite> cites() {
        return rows.stream().limit(2).map(Fact::cite).toList();
    }
}
