/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of the knowledge base as they stand in the source tree.
final class Pages {

    static final Path ROOT = Path.of(System.getProperty("highorder.root", ".."));
    static final Path FOLDER = ROOT.resolve("core/src/main/resources/dev/highorder/kb");

    private Pages() {}

    /// The names of the pages without their suffix, in order.
    static List<String> ids() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.substring(0, name.length() - ".md".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String id) {
        try {
            return Files.readString(FOLDER.resolve(id + ".md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What `expected` holds must be `actual`; `-Dgolden.update=true` writes it instead.
    static String expected(Path file, String actual) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
