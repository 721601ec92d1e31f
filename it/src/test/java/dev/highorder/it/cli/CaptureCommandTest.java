/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Run;
import dev.highorder.it.schema.PublishedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `highorder capture` as a person runs it.
class CaptureCommandTest {

    private static final Path HEALTHY =
            Path.of(System.getProperty("highorder.root", "..")).resolve("examples/healthy");

    @TempDir Path directory;

    @Test
    void theManifestIsAsPromised() {
        Run run = capture(directory + "/b.tar.zst", "-o", "json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(PublishedSchema.MANIFEST.violations(run.out())).isEmpty();
        assertThat(run.json().get("files").get(0).get("path").asString()).startsWith("proc/");
    }

    @Test
    void aBundleInAPipeIsDiagnosedAtOnce() throws IOException, InterruptedException {
        Child child =
                Child.inShell(
                        directory,
                        "\"$@\" capture --root '"
                                + HEALTHY.toAbsolutePath()
                                + "' -q - | \"$@\" diagnose -o json -");

        assertThat(child.status()).as(child.err()).isZero();
        assertThat(child.out())
                .contains("highorder.dev/diagnosis/v1", "\"path\": \"-!proc/buddyinfo\"");
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Path file = Files.writeString(directory.resolve("mine"), "precious");

        Run run = capture(file.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("highorder: " + file + ": exists already; name another, or remove it\n");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aFolderThatIsNotThereIsSaidAtOnce() {
        Run run = capture(directory + "/none/b.tar.zst");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "highorder: "
                                + directory
                                + "/none/b.tar.zst: the bundle could not be written (no such directory); nothing is left of it, write it elsewhere\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "64Q", "9999999999"})
    void aRateThatIsNoneIsRefused(String rate) {
        Run run = capture(directory + "/b.tar.zst", "--max-rate=" + rate);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "highorder: --max-rate: '"
                                + rate
                                + "' is no rate; give bytes a second, as 64M\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aCaptureThatIsInterruptedLeavesNothing(String signal)
            throws IOException, InterruptedException {
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("proc/version"), "Linux version 6.1.0-18-amd64 (x)\n");
        Files.write(root.resolve("proc/kpageflags"), new byte[8 << 20]);
        Path out = Files.createDirectory(directory.resolve("out"));
        // a shell makes background children deaf to SIGINT; exec from Java does not
        List<String> command =
                new ArrayList<>(
                        Child.command(
                                "capture",
                                "--root",
                                root.toString(),
                                "--pages",
                                "--max-rate",
                                "64K",
                                out.toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("said").toFile())
                        .start();
        Instant limit = Instant.now().plus(Duration.ofMinutes(3));
        while (names(out).isEmpty() && process.isAlive() && Instant.now().isBefore(limit)) {
            Thread.sleep(20);
        }
        assertThat(names(out)).singleElement().asString().endsWith(".partial");

        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
        assertThat(names(out)).isEmpty();
    }

    private static Run capture(String... args) {
        List<String> all = new ArrayList<>(List.of("capture", "--root", HEALTHY.toString()));
        all.addAll(List.of(args));
        return Run.of(all.toArray(String[]::new));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
