/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Golden;
import dev.highorder.it.Run;
import dev.highorder.it.schema.PublishedSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole answer to the incident in every format, as it stands in the goldens.
class IncidentGoldenTest {

    /// A screen that somebody who is paged reads without scrolling much.
    private static final int SCREEN = 55;

    private static Run diagnose(int columns, boolean baseline, String... more) {
        List<String> command =
                new ArrayList<>(List.of("diagnose", Run.repository("examples/node-1")));
        if (baseline) {
            command.addAll(List.of("--baseline", Run.repository("examples/healthy")));
        }
        command.addAll(List.of(more));
        Run run = Run.at(columns, "", command.toArray(String[]::new));
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        return run;
    }

    @ParameterizedTest
    @CsvSource({"80, false", "80, true", "200, false", "200, true"})
    void theAnswerFitsItsScreen(int columns, boolean baseline) throws IOException {
        Run run = diagnose(columns, baseline);

        assertThat(run.out().lines()).allMatch(line -> line.length() <= columns);
        assertThat(run.out().lines().count()).isLessThanOrEqualTo(SCREEN);
        Golden.matches(name(baseline) + "-" + columns + ".txt", run.out());
    }

    @ParameterizedTest
    @CsvSource({"80", "200"})
    void allOfItIsThereForWhoAsks(int columns) throws IOException {
        Run run = diagnose(columns, true, "-v");

        assertThat(run.out().lines()).allMatch(line -> line.length() <= columns);
        Golden.matches("incident-all-" + columns + ".txt", run.out());
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void theJsonIsAsPublished(boolean baseline) throws IOException {
        Run run = diagnose(80, baseline, "-o", "json");

        assertThat(PublishedSchema.DIAGNOSIS.violations(run.out())).isEmpty();
        Golden.matches(name(baseline) + ".json", run.out());
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void theMarkdownPastesIntoAnIssue(boolean baseline) throws IOException {
        Golden.matches(name(baseline) + ".md", diagnose(80, baseline, "-o", "markdown").out());
    }

    private static String name(boolean baseline) {
        return baseline ? "incident-baseline" : "incident";
    }
}
