/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Run;
import dev.highorder.it.schema.PublishedSchema;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The incident as somebody pasted it, prose and wrong turns included, is answered as its files are.
class TranscriptTest {

    private static JsonNode files;

    @BeforeAll
    static void directory() {
        files =
                Run.of(
                                "diagnose",
                                "-o",
                                "json",
                                Run.repository("examples/node-1"),
                                "--baseline",
                                Run.repository("examples/healthy"))
                        .json();
    }

    private static JsonNode transcript(String language) {
        Run run =
                Run.of(
                        "diagnose",
                        "-o",
                        "json",
                        Run.repository("examples/transcripts/incident-" + language + ".md"));
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(PublishedSchema.DIAGNOSIS.violations(run.out())).isEmpty();
        return run.json();
    }

    private static List<String> texts(JsonNode parent, String name) {
        return parent.valueStream().map(each -> each.path(name).asString("")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void theVerdictTheFiguresAndWhatIsRuledOutAreThoseOfTheDirectory(String language) {
        JsonNode told = transcript(language);

        assertThat(told.path("verdict")).isEqualTo(files.path("verdict"));
        assertThat(told.path("demand")).isEqualTo(files.path("demand"));
        assertThat(told.path("node")).isEqualTo(files.path("node"));
        for (String table : new String[] {"memory", "baseline"}) {
            for (String figures :
                    new String[] {
                        "node", "zone", "freeBlocks", "suitableBlocks", "extfragIndex", "usableFor"
                    }) {
                assertThat(told.path(table).path("zones").findValues(figures))
                        .isEqualTo(files.path(table).path("zones").findValues(figures));
            }
        }
        assertThat(told.path("memory").path("matchesFailure"))
                .isEqualTo(files.path("memory").path("matchesFailure"));
        assertThat(texts(told.path("ruledOut"), "cause"))
                .containsExactlyInAnyOrderElementsOf(texts(files.path("ruledOut"), "cause"));
        assertThat(texts(told.path("ruledOut"), "claim"))
                .containsExactlyInAnyOrderElementsOf(texts(files.path("ruledOut"), "claim"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void theChainIsTheSameAndStandsOnTheTranscriptsOwnLines(String language) {
        JsonNode told = transcript(language).path("incidents").path(0);
        JsonNode read = files.path("incidents").path(0);

        assertThat(texts(told.path("chain"), "statement"))
                .isEqualTo(texts(read.path("chain"), "statement"));
        assertThat(told.path("count")).isEqualTo(read.path("count"));
        assertThat(told.path("failure").path("callTrace"))
                .isEqualTo(read.path("failure").path("callTrace"));
        assertThat(told.path("failure").path("cite").path("path").asString())
                .endsWith("incident-" + language + ".md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void theRemediesThatWereRunAreSeen(String language) {
        assertThat(texts(transcript(language).path("findings"), "id")).contains("remedy-ran");
    }
}
