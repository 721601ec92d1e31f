/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The system calls that name a file or start a program, as `strace -f` wrote them down, failed ones left out.
///
/// @param lines `PID CALL(ARGUMENTS) = RESULT`, or, of a call that was interrupted by another thread, its two halves
record SystemCalls(List<String> lines) {

    private static final List<String> CHANGES =
            List.of(
                    "creat(",
                    "unlink(",
                    "unlinkat(",
                    "rename(",
                    "renameat(",
                    "renameat2(",
                    "mkdir(",
                    "mkdirat(",
                    "rmdir(",
                    "link(",
                    "linkat(",
                    "symlink(",
                    "symlinkat(",
                    "mknod(",
                    "mknodat(",
                    "chmod(",
                    "fchmodat(",
                    "chown(",
                    "fchownat(",
                    "truncate(",
                    "utimensat(",
                    "mount(",
                    "umount2(");

    /// The command that writes them down.
    static List<String> command(Path into) {
        return List.of(
                "strace",
                "-f",
                "-qq",
                "-s",
                "400",
                "-e",
                "trace=%file,%network,execve",
                "-o",
                into.toString());
    }

    static SystemCalls read(Path from) throws IOException {
        List<String> kept = new ArrayList<>();
        for (String line : Files.readString(from, StandardCharsets.ISO_8859_1).lines().toList()) {
            if (!line.contains(") = -1 ") && !line.contains(" = -1 E")) {
                kept.add(line);
            }
        }
        return new SystemCalls(kept);
    }

    /// Calls that could change a file. The terminal, the null device and the JVM's own settings under its `/proc/self` are none.
    List<String> writes() {
        List<String> writes = new ArrayList<>();
        for (String line : lines) {
            String call = line.substring(line.indexOf(' ') + 1).strip();
            boolean changes = CHANGES.stream().anyMatch(call::startsWith);
            boolean opens =
                    (call.startsWith("open(") || call.startsWith("openat("))
                            && (call.contains("O_WRONLY")
                                    || call.contains("O_RDWR")
                                    || call.contains("O_CREAT"))
                            && !call.contains("\"/dev/null\"")
                            && !call.contains("\"/dev/tty\"")
                            && !call.contains("\"/proc/self/");
            if (changes || opens) {
                writes.add(line);
            }
        }
        return writes;
    }

    /// Programs that were started, in order.
    List<String> programs() {
        List<String> programs = new ArrayList<>();
        for (String line : lines) {
            int at = line.indexOf("execve(\"");
            if (at >= 0) {
                programs.add(line.substring(at + 8, line.indexOf('"', at + 8)));
            }
        }
        return programs;
    }

    /// Calls that opened a path which begins so.
    List<String> opening(String path) {
        return lines.stream()
                .filter(line -> line.contains("open"))
                .filter(line -> line.contains("\"" + path))
                .toList();
    }

    /// Connections to other machines.
    List<String> connections() {
        return lines.stream()
                .filter(line -> line.contains("connect(") && line.contains("AF_INET"))
                .toList();
    }
}
