/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fault;

import dev.highorder.it.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// An input with a known answer.
///
/// @param name of its folder
/// @param causes the words of the contract that are right
record Truth(String name, String text, Set<String> causes) {

    /// All of them, by name.
    static List<Truth> all() {
        try (Stream<Path> folders =
                Files.list(Path.of(Run.repository("core/src/test/resources/truth")))) {
            return folders.sorted().map(Truth::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Truth read(Path folder) {
        try {
            Set<String> causes = new TreeSet<>();
            for (String line : Files.readAllLines(folder.resolve("answer"))) {
                if (line.startsWith("cause: ") || line.startsWith("also: ")) {
                    causes.addAll(List.of(line.substring(line.indexOf(' ') + 1).split(", ", -1)));
                }
            }
            return new Truth(
                    String.valueOf(folder.getFileName()),
                    Files.readString(folder.resolve("input.txt")),
                    causes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
