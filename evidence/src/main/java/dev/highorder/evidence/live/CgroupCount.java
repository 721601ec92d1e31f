/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// Counts the directories below a cgroup mount, as `find DIR -type d | wc -l` does, but without looking at
/// every file: kernfs and the old cgroupfs keep a directory's link count at 2 plus its subdirectories.
final class CgroupCount {

    private CgroupCount() {}

    /// @param deadline of System.nanoTime(), after which the count is given up
    /// @return empty where it was given up or the mount cannot be read
    static OptionalLong below(Path mount, long deadline) {
        Deque<Path> open = new ArrayDeque<>();
        open.push(mount);
        long count = 1;
        try {
            while (!open.isEmpty()) {
                Path directory = open.pop();
                int subdirectories = links(directory) - 2;
                count += Math.max(0, subdirectories);
                if (subdirectories > 0 && !pushParents(directory, subdirectories, open, deadline)) {
                    return OptionalLong.empty();
                }
            }
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException _) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(count);
    }

    /// Pushes those of the subdirectories that have subdirectories themselves.
    private static boolean pushParents(
            Path directory, int subdirectories, Deque<Path> open, long deadline)
            throws IOException {
        int left = subdirectories;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                if (left > 0 && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    left--;
                    if (links(entry) > 2) {
                        open.push(entry);
                    }
                }
            }
        }
        return true;
    }

    private static int links(Path directory) throws IOException {
        return Files.getAttribute(directory, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                        instanceof Integer links
                ? links
                : 2;
    }
}
