/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.cli.Program;
import dev.highorder.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Debian's `promtool` (package prometheus) on the metrics of `diagnose -o openmetrics`.
@Tag("wide")
class PromtoolTest {

    private static final Path ROOT = Path.of(System.getProperty("highorder.root", ".."));

    @TempDir Path folder;

    static List<Path> goldens() throws IOException {
        try (var files = Files.list(ROOT.resolve("report/src/test/resources/golden"))) {
            return files.filter(file -> file.toString().endsWith(".prom")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void everyGoldenIsTaken(Path golden) throws IOException, InterruptedException {
        assertThat(promtool(golden, "check", "metrics")).isEqualTo("0 ");
    }

    @Test
    void theIncidentIsTaken() throws IOException, InterruptedException {
        Path metrics =
                metrics(
                        ROOT.resolve("examples/node-1").toString(),
                        "--baseline",
                        ROOT.resolve("examples/healthy").toString());
        assertThat(promtool(metrics, "check", "metrics")).isEqualTo("0 ");
        assertThat(Files.readString(metrics))
                .contains(
                        "\nhighorder_problem 1\n",
                        "\nhighorder_allocation_failures{order=\"6\",cause=\"kmem-memcg-leak\"} 1\n",
                        "\nhighorder_free_blocks{node=\"0\",zone=\"Normal\",order=\"6\"} 176\n");
    }

    @Test
    void thisMachineIsTaken() throws IOException, InterruptedException {
        Path metrics = metrics();
        assertThat(promtool(metrics, "check", "metrics")).isEqualTo("0 ");
        assertThat(Files.readString(metrics))
                .contains(
                        "\nhighorder_verdict{cause=\"",
                        "\nhighorder_memory_bytes{kind=\"available\"} ");
    }

    @Test
    void theAlertsOfTheDocumentationAreRules() throws IOException, InterruptedException {
        String page = Files.readString(ROOT.resolve("docs/how-to/node-exporter.md"));
        int from = page.indexOf("```yaml\n") + 8;
        String rules = page.substring(from, page.indexOf("```", from));
        assertThat(rules).contains("highorder_problem");

        Path file = Files.writeString(folder.resolve("rules.yaml"), rules);

        assertThat(promtool(file, "check", "rules", file.toString()))
                .startsWith("0 ")
                .contains("SUCCESS: 4 rules found");
    }

    /// What the tests above would not be worth without.
    @Test
    void promtoolRefusesWhatIsWrong() throws IOException, InterruptedException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "x{y=\"z\"} 1 2 3\n");
        assertThat(promtool(wrong, "check", "metrics")).doesNotStartWith("0 ");
    }

    private Path metrics(String... paths) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        InputStream.nullInputStream(), out, err, System.getenv(), Optional.empty());
        String[] words = new String[paths.length + 4];
        System.arraycopy(new String[] {"diagnose", "-q", "-o", "openmetrics"}, 0, words, 0, 4);
        System.arraycopy(paths, 0, words, 4, paths.length);
        assertThat(new Program(terminal).run(words)).as(err.toString(UTF_8)).isZero();
        return Files.write(folder.resolve("highorder.prom"), out.toByteArray());
    }

    /// Its status, and what it has to say.
    private String promtool(Path input, String... words) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(words));
        Process process =
                new ProcessBuilder(command)
                        .redirectInput(input.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + Files.readString(said);
    }
}
