/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import dev.highorder.it.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// An input to begin with.
final class Seed {

    private static final List<String> OWN_EVIDENCE =
            List.of("examples", "core/src/test/resources/kernels", "core/src/test/resources/truth");

    private final String name;
    private final byte[] bytes;

    private Seed(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /// Those of a target that are kept in the repository, one a line: its name and its bytes in base64.
    static List<Seed> kept(Target target) throws IOException {
        List<Seed> seeds = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(Run.repository(target.kept())))) {
            int blank = line.indexOf(' ');
            seeds.add(
                    new Seed(
                            line.substring(0, blank),
                            Base64.getDecoder().decode(line.substring(blank + 1))));
        }
        return seeds;
    }

    /// All of a target.
    static List<Seed> of(Target target) throws IOException {
        List<Seed> seeds = kept(target);
        if (target.reads() == Target.Reads.TEXT) {
            seeds.addAll(ownEvidence());
        }
        return seeds;
    }

    /// The evidence that the repository's own tests and examples are made of, each file with its path.
    private static List<Seed> ownEvidence() throws IOException {
        List<Seed> seeds = new ArrayList<>();
        for (String folder : OWN_EVIDENCE) {
            Path top = Path.of(Run.repository(folder));
            for (Path file : files(folder)) {
                String path = top.relativize(file).toString();
                seeds.add(
                        new Seed(
                                path.replace('/', '_'),
                                Input.print(path, Files.readAllBytes(file))));
            }
        }
        return seeds;
    }

    private static List<Path> files(String folder) throws IOException {
        Path top = Path.of(Run.repository(folder));
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// Writes it under its name.
    void writeTo(Path directory) throws IOException {
        Files.write(directory.resolve(name), bytes);
    }

    /// @throws AssertionError with the bytes, where a law is broken
    void giveTo(Target target) {
        try {
            target.take(bytes);
        } catch (IOException | RuntimeException | AssertionError | StackOverflowError broken) {
            throw new AssertionError(
                    target
                            + " does not take "
                            + name
                            + " (base64 "
                            + Base64.getEncoder().encodeToString(bytes)
                            + ")",
                    broken);
        }
    }
}
