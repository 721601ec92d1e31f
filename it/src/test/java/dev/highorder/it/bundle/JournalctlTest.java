/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A journal file that this machine's systemd writes is answered as what its journalctl prints of it, in every form.
@Tag("wide")
class JournalctlTest {

    private static final String REMOTE = "/usr/lib/systemd/systemd-journal-remote";

    @TempDir Path dir;

    private void run(Path input, Path output, String compact, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command));
        builder.environment().put("SYSTEMD_JOURNAL_COMPACT", compact);
        builder.environment().put("TZ", "UTC");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process =
                builder.redirectInput(input.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(new File("/dev/null"))
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }

    private static JsonNode answer(Path file) {
        Run run = Run.of("diagnose", "-o", "json", file.toString());
        assertThat(run.status()).as(run.err()).isZero();
        return run.json();
    }

    @Test
    void theFileItselfAndEveryFormThatJournalctlPrintsGiveTheSameIncident()
            throws IOException, InterruptedException {
        Path export =
                Path.of(Run.repository("evidence/src/test/resources/journals/journalctl.export"));
        Path nothing = Path.of("/dev/null");
        for (String compact : List.of("0", "1")) {
            Path journal = dir.resolve("written-" + compact + ".journal");
            run(export, dir.resolve("log"), compact, REMOTE, "--output=" + journal, "-");
            JsonNode own = answer(journal).path("incidents").path(0);
            assertThat(own.path("count").asInt()).isEqualTo(3);
            assertThat(own.path("failure").path("order").asInt()).isEqualTo(6);
            for (String form :
                    List.of(
                            "export",
                            "json",
                            "json-pretty",
                            "short",
                            "short-iso",
                            "short-precise",
                            "short-full",
                            "short-monotonic",
                            "short-unix",
                            "verbose")) {
                Path printed = dir.resolve(form);
                run(
                        nothing,
                        printed,
                        compact,
                        "journalctl",
                        "--file",
                        journal.toString(),
                        "-o",
                        form);
                assertThat(Files.size(printed)).isPositive();
                JsonNode other = answer(printed).path("incidents").path(0);
                assertThat(other.path("count").asInt()).as(form).isEqualTo(3);
                assertThat(other.path("failure").path("order").asInt()).as(form).isEqualTo(6);
                assertThat(other.path("symptom").path("pod").asString())
                        .as(form)
                        .isEqualTo(own.path("symptom").path("pod").asString());
            }
        }
    }
}
