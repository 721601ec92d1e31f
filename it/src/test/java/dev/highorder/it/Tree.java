/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A directory that a test works in.
final class Tree {

    private static final Set<String> NOT_IN_A_CLONE = Set.of(".git", "target");

    private static final List<String> SYSTEM =
            List.of(
                    ("awk basename bash cat chmod cp cut date dirname env expr find flock grep gzip head id ln ls"
                                    + " mkdir mv printf ps pwd readlink rm sed setpriv sh sha256sum sleep sort"
                                    + " stat tail tar tee test touch tr true uname which")
                            .split(" ", -1));

    private Tree() {}

    /// The repository this build runs in.
    static Path repository() {
        return Path.of(System.getProperty("highorder.root"));
    }

    /// Makes `to` what a fresh clone of the repository would be.
    static Path cloneTo(Path to) throws IOException {
        copy(repository(), to, NOT_IN_A_CLONE);
        return to;
    }

    /// Copies a tree with the rights of its files; directories named in `without` are left out.
    static void copy(Path from, Path to, Set<String> without) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path dir, BasicFileAttributes attributes) throws IOException {
                        if (without.contains(String.valueOf(dir.getFileName()))) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(from.relativize(dir).toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.copy(
                                file,
                                to.resolve(from.relativize(file).toString()),
                                StandardCopyOption.COPY_ATTRIBUTES,
                                LinkOption.NOFOLLOW_LINKS);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /// A `PATH` of one directory that holds what the scripts may use of a plain system, the programs
    /// named, and no others: no Java, and no Maven but when it is named.
    static Path path(Path bin, String... programs) throws IOException {
        for (String program : Stream.concat(SYSTEM.stream(), Stream.of(programs)).toList()) {
            for (String directory : new String[] {"/usr/local/bin", "/usr/bin", "/bin"}) {
                Path real = Path.of(directory, program);
                if (Files.isExecutable(real)) {
                    script(bin.resolve(program), "exec " + real + " \"$@\"\n");
                    break;
                }
            }
        }
        return bin;
    }

    /// An executable script of the shell.
    static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        file.toFile().setExecutable(true, false);
        return file;
    }
}
