/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The distribution on a broken node: no JDK and no Maven on PATH, a user with no rights, a
/// directory in which nothing may be written.
@Tag("image")
class DistTest {

    @TempDir static Path directory;
    static Path home;
    static Path path;

    @BeforeAll
    static void unpack() throws IOException {
        Path root = Tree.repository();
        Outcome made =
                new Program(
                                root.resolve("launcher/make-dist"),
                                root,
                                root.resolve("image/target/app"),
                                "0.0.0-test",
                                directory)
                        .with("JAVA_HOME", System.getProperty("java.home"))
                        .run();
        assertThat(made.status()).as(made.err()).isZero();
        Path archive;
        try (Stream<Path> files = Files.list(directory)) {
            archive = files.filter(f -> f.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
        }
        Path target = Files.createDirectory(directory.resolve("read only ö"));
        Outcome unpacked = new Program("tar", "-C", target, "-xzf", archive).run();
        assertThat(unpacked.status()).as(unpacked.err()).isZero();
        home = target.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
        path = Tree.path(directory.resolve("bin"));
        directory.toFile().setExecutable(true, false);
        directory.toFile().setReadable(true, false);
        forbidWriting(target);
    }

    private static void forbidWriting(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path :
                    all.filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)).toList()) {
                Set<PosixFilePermission> rights =
                        EnumSet.copyOf(Files.getPosixFilePermissions(path));
                rights.remove(PosixFilePermission.OWNER_WRITE);
                Files.setPosixFilePermissions(path, rights);
            }
        }
    }

    @AfterAll
    static void allowWriting() throws IOException {
        new Program("chmod", "-R", "u+w", directory).run();
    }

    /// Runs as nobody where this test may become nobody, else as who it is.
    private static Program asNobody(Object... command) {
        List<Object> words = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            words.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        words.addAll(List.of(command));
        return new Program(words.toArray()).with("PATH", path).with("HOME", "/nonexistent");
    }

    @Test
    void runsAsNobodyWithoutAJdkAndWritesNothing() throws IOException {
        Set<String> before = contents();

        Outcome outcome = asNobody(home.resolve("bin/highorder"), "--version").run();

        assertThat(outcome.out()).as(outcome.err()).startsWith("highorder ");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void saysOfTheIncidentWhatTheCloneSays() throws IOException {
        Path example = directory.resolve("node-1");
        Tree.copy(Tree.repository().resolve("examples/node-1"), example, Set.of());

        Outcome clone =
                new Program(
                                Tree.repository().resolve("image/target/app/bin/highorder"),
                                "diagnose",
                                "node-1")
                        .in(directory)
                        .run();
        Outcome outcome =
                asNobody(home.resolve("bin/highorder"), "diagnose", "node-1").in(directory).run();

        assertThat(outcome).isEqualTo(clone);
    }

    @Test
    void startsThroughLinks() throws IOException {
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), home.resolve("bin/highorder"));
        Files.createSymbolicLink(directory.resolve("highorder"), link.getFileName());

        Outcome outcome =
                asNobody("sh", "-c", "highorder --version")
                        .with("PATH", directory + ":" + path)
                        .run();

        assertThat(outcome.out()).as(outcome.err()).startsWith("highorder ");
    }

    @Test
    void holdsWhatANodeNeeds() throws IOException {
        assertThat(home.resolve("LICENSE")).isNotEmptyFile();
        for (String file : List.of("highorder.bash", "_highorder", "highorder.fish")) {
            assertThat(home.resolve("completions").resolve(file)).isNotEmptyFile();
        }
        assertThat(home.resolve("runtime/legal/java.base/LICENSE")).isNotEmptyFile();
        if (Files.exists(Tree.repository().resolve("README.md"))) {
            assertThat(home.resolve("README.md")).isNotEmptyFile();
        }
    }

    @Test
    void statesTheOldestGlibc() throws IOException {
        String install = Files.readString(home.resolve("INSTALL"));

        assertThat(install).containsPattern("glibc 2\\.\\d+ or newer");
        String release = Files.readString(Path.of(System.getProperty("java.home"), "release"));
        if (release.contains("Temurin")) {
            assertThat(install).as("with Temurin it runs on el7").contains("glibc 2.17 or newer");
        }
    }

    private static Set<String> contents() throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.toList()) {
                files.add(home.relativize(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return files;
    }
}
