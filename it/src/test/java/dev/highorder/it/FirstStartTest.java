/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// `./highorder` in a fresh clone, from the first start to a start after a change. One clone serves
/// all tests, in order, as it is built with Maven; its path holds a space and a letter that is not
/// ASCII, the locale is C, and the Java on PATH is 17.
@Tag("image")
@TestMethodOrder(OrderAnnotation.class)
class FirstStartTest {

    @TempDir static Path directory;
    static Path clone;
    static Path path;

    @BeforeAll
    static void makeClone() throws IOException {
        clone = Tree.cloneTo(directory.resolve("höher order"));
        path = Tree.path(directory.resolve("bin"), "mvn");
        Path old = directory.resolve("jdk-17/bin");
        for (String tool : List.of("java", "javac", "jlink")) {
            Tree.script(old.resolve(tool), "echo 'javac 17.0.19'\nexit 99\n");
            Files.createSymbolicLink(path.resolve(tool), old.resolve(tool));
        }
        Files.writeString(directory.resolve("jdk-17/release"), "JAVA_VERSION=\"17.0.19\"\n");
    }

    private static Program highorder(Path start, String... words) {
        return new Program(Stream.concat(Stream.of(start.toString()), Stream.of(words)).toArray())
                .with("PATH", path)
                .with("LC_ALL", "C");
    }

    private static Program highorder(String... words) {
        return highorder(clone.resolve("highorder"), words);
    }

    @Test
    @Order(1)
    void twoFirstStartsBuildOnceAndBothRun() {
        Process first = highorder("--version").start();
        Process second = highorder("--version").start();

        Outcome one = Program.outcome(first);
        Outcome two = Program.outcome(second);

        assertThat(one.status()).as(one.err()).isZero();
        assertThat(two.status()).as(two.err()).isZero();
        assertThat(one.out()).startsWith("highorder ").isEqualTo(two.out());
        assertThat(List.of(one.err().strip(), two.err().strip()))
                .containsExactlyInAnyOrder(
                        "highorder: building for the first time, which takes a minute or so (log: "
                                + clone.resolve("target/launcher/build.log")
                                + ")",
                        "highorder: another start is building this program; waiting for it");
    }

    @Test
    @Order(2)
    void theNextStartBuildsNothing() {
        Outcome outcome = highorder("--version").run();

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("highorder ");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    @Order(2)
    void startsThroughLinksToLinksFromAnyDirectory() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), clone.resolve("highorder"));
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path chain = Files.createSymbolicLink(elsewhere.resolve("chain"), Path.of("../link"));
        Path ofDirectory = Files.createSymbolicLink(directory.resolve("clone"), clone);

        for (Program program :
                List.of(
                        highorder(link, "--version").in(directory),
                        highorder(chain, "--version"),
                        highorder(Path.of("./chain"), "--version").in(elsewhere),
                        highorder(Path.of("./highorder"), "--version").in(clone),
                        highorder(ofDirectory.resolve("highorder"), "--version"),
                        new Program("sh", "-c", "chain --version")
                                .with("PATH", elsewhere + ":" + path))) {
            Outcome outcome = program.run();
            assertThat(outcome.out()).as(outcome.err()).startsWith("highorder ");
            assertThat(outcome.err()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void wordsKeepTheirLettersInTheCLocale() {
        Outcome outcome = highorder("diagnose", "/nirgends/größe").run();

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("größe");
    }

    @Test
    @Order(2)
    void noCacheAndNoOptionsOfOthersReachStandardOutput() {
        String expected = highorder("--version").run().out();

        Outcome outcome =
                highorder("--version")
                        .with("HIGHORDER_JAVA_OPTS", "-XX:AOTCache=" + path.resolve("sh"))
                        .with("JAVA_TOOL_OPTIONS", "-Dnot=ours")
                        .with("JDK_JAVA_OPTIONS", "-Dnot=ours")
                        .run();

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).isEqualTo(expected);
        assertThat(outcome.err()).doesNotContain("not=ours");
    }

    @Test
    @Order(2)
    void aUserWhoMayNotWriteRunsWhatIsBuilt() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return;
        }
        directory.toFile().setExecutable(true, false);
        directory.toFile().setReadable(true, false);
        Outcome outcome =
                new Program(
                                "setpriv",
                                "--reuid=65534",
                                "--regid=65534",
                                "--clear-groups",
                                clone.resolve("highorder"),
                                "--version")
                        .with("HOME", "/nonexistent")
                        .run();

        assertThat(outcome.out()).as(outcome.err()).startsWith("highorder ");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    @Order(3)
    void aChangeRuns() throws IOException {
        Path main = clone.resolve("cli/src/main/java/dev/highorder/cli/Main.java");
        String text = Files.readString(main);
        String entry = "public static void main(String[] args) {";
        assertThat(text).contains(entry);
        Files.writeString(main, text.replace(entry, entry + "System.err.println(\"changed\");"));

        Outcome outcome = highorder("--version").run();

        assertThat(outcome.out()).as(outcome.err()).startsWith("highorder ");
        assertThat(outcome.err().lines())
                .containsExactly(
                        "highorder: "
                                + main
                                + " has changed; building again (log: "
                                + clone.resolve("target/launcher/build.log")
                                + ")",
                        "changed");
    }

    @Test
    @Order(4)
    void aFailingBuildNamesItsStepAndRunsNoOldCode() throws IOException {
        Path broken = clone.resolve("cli/src/main/java/dev/highorder/cli/Broken.java");
        Files.writeString(broken, "package dev.highorder.cli; class Broken { int x = \"\"; }");

        Outcome outcome = highorder("--version").run();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("highorder: the build failed at step compile of module highorder-cli: ")
                .contains("Broken.java")
                .endsWith("; the log: " + clone.resolve("target/launcher/build.log") + "\n");
    }

    @Test
    @Order(5)
    void aFileThatIsGoneCountsAsAChange() throws IOException {
        Files.delete(clone.resolve("cli/src/main/java/dev/highorder/cli/Broken.java"));

        Outcome outcome = highorder("--version").run();

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).endsWith("changed\n");
        try (Stream<Path> built = Files.list(clone.resolve("target/launcher"))) {
            assertThat(built.filter(p -> p.getFileName().toString().startsWith("app-")))
                    .as("the running application and the one before it")
                    .hasSize(2);
        }
    }
}
