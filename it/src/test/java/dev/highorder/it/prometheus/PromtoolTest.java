/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Debian's `promtool` (package prometheus) on the metrics of `diagnose -o openmetrics`.
@Tag("wide")
class PromtoolTest {

    /// The exit status where nothing was understood.
    private static final int NOTHING = 3;

    private static final Path ROOT = Path.of(System.getProperty("highorder.root", ".."));

    @TempDir Path folder;

    static List<Path> goldens() throws IOException {
        try (var files = Files.list(ROOT.resolve("report/src/test/resources/golden"))) {
            return files.filter(file -> file.toString().endsWith(".prom")).sorted().toList();
        }
    }

    /// By both parsers: the classic one, and Prometheus's own of OpenMetrics, which promtool uses on text with times.
    @ParameterizedTest
    @MethodSource("goldens")
    void everyGoldenIsTaken(Path golden) throws IOException, InterruptedException {
        assertThat(promtool(golden, "check", "metrics")).isEqualTo("0 ");
        assertThat(openMetrics(Files.readString(golden))).startsWith("0 ");
    }

    static List<Path> inputs() throws IOException {
        try (var inputs = Files.list(ROOT.resolve("core/src/test/resources/truth"))) {
            return inputs.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void theAnswerToEveryKnownInputIsTaken(Path input) throws IOException, InterruptedException {
        var run = run(input.resolve("input.txt").toString());
        if (run.status() == NOTHING) {
            assertThat(run.out()).isEmpty();
        } else {
            Path metrics = metrics(run);
            assertThat(promtool(metrics, "check", "metrics")).isEqualTo("0 ");
            assertThat(openMetrics(Files.readString(metrics))).startsWith("0 ");
        }
    }

    @Test
    void theIncidentIsTaken() throws IOException, InterruptedException {
        Path metrics =
                metrics(
                        run(
                                Run.repository("examples/node-1"),
                                "--baseline",
                                Run.repository("examples/healthy")));
        assertThat(promtool(metrics, "check", "metrics")).isEqualTo("0 ");
        assertThat(Files.readString(metrics))
                .contains(
                        "\nhighorder_problem 1\n",
                        "\nhighorder_allocation_failures{order=\"6\",cause=\"kmem-memcg-leak\"} 1\n",
                        "\nhighorder_free_blocks{node=\"0\",zone=\"Normal\",order=\"6\"} 176\n");
    }

    @Test
    void thisMachineIsTaken() throws IOException, InterruptedException {
        Path metrics = metrics(run());
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
        String right = "# TYPE x gauge\n# HELP x y\nx{y=\"z\"} 1\n# EOF\n";
        assertThat(openMetrics(right)).startsWith("0 ");
        assertThat(openMetrics(right.replace("# EOF\n", ""))).doesNotStartWith("0 ");
        assertThat(openMetrics(right.replace("\"z\"", "z"))).doesNotStartWith("0 ");
        assertThat(openMetrics(right.replace("HELP x", "HELP  x"))).doesNotStartWith("0 ");
    }

    /// The OpenMetrics parser's word. As it takes samples with a time only, each is given one.
    private String openMetrics(String text) throws IOException, InterruptedException {
        var timed = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            timed.append(timed.isEmpty() ? "" : "\n").append(line);
            timed.append(line.isEmpty() || line.startsWith("#") ? "" : " 1700000000");
        }
        Path file = Files.writeString(folder.resolve("timed"), timed);
        Path blocks = Files.createTempDirectory(folder, "blocks");
        return promtool(
                file,
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                file.toString(),
                blocks.toString());
    }

    private static Run run(String... paths) {
        String[] words = new String[paths.length + 4];
        System.arraycopy(new String[] {"diagnose", "-q", "-o", "openmetrics"}, 0, words, 0, 4);
        System.arraycopy(paths, 0, words, 4, paths.length);
        return Run.of(words);
    }

    private Path metrics(Run run) throws IOException {
        assertThat(run.status()).as(run.err()).isZero();
        return Files.writeString(folder.resolve("highorder.prom"), run.out());
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
