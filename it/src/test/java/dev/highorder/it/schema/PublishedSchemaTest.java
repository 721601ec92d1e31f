/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.it.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedSchemaTest {

    private static final Path GOLDEN =
            Path.of(System.getProperty("highorder.root", ".."), "report/src/test/resources/golden");

    static List<Path> diagnoses() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> !path.toString().endsWith("explain.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("diagnoses")
    void everyGoldenDiagnosisIsAsPromised(Path golden) throws IOException {
        assertThat(PublishedSchema.DIAGNOSIS.violations(Files.readString(golden))).isEmpty();
    }

    @Test
    void theGoldenExplanationIsAsPromised() throws IOException {
        assertThat(
                        PublishedSchema.EXPLAIN.violations(
                                Files.readString(GOLDEN.resolve("explain.json"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"examples/fragmented", "examples/healthy"})
    void aMapAndAPredictionAreAsPromised(String node) {
        String place = Run.repository(node);
        assertThat(PublishedSchema.MAP.violations(Run.of("map", "-o", "json", place).out()))
                .isEmpty();
        assertThat(PublishedSchema.WHATIF.violations(Run.of("whatif", "-o", "json", place).out()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PublishedSchema.class)
    void theSchemasAreThemselvesValid(PublishedSchema schema) {
        var meta =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(schema.text(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void theSchemaKnowsEveryCause() {
        for (Cause cause : Cause.values()) {
            assertThat(PublishedSchema.DIAGNOSIS.text()).contains("\"" + cause.word() + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "highorder.dev/diagnosis/v1 => highorder.dev/diagnosis/v2",
                "\"cause\": \"kmem-memcg-leak\" => \"cause\": \"something-else\"",
                "\"confidence\": \"likely\" => \"confidence\": \"sure\"",
                "\"mode\": \"0xc0d0\" => \"mode\": \"0xC0D0\"",
                "\"line\": 18 => \"line\": 0",
                "\"count\": 1 => \"count\": null",
                "\"findings\" => \"found\"",
                "\"kernel\": \"3.10.0-1160.49.1.el7.x86_64\" => \"kernel\": \"\"",
                "-1000 => -1001",
                "\"comm\": \"runc => \"comm\": \"\\u001brunc",
            })
    void theSchemaRefusesWhatIsNotAsPromised(String promised, String broken) throws IOException {
        String golden = Files.readString(GOLDEN.resolve("incident.json"));
        assertThat(golden).contains(promised);
        assertThat(PublishedSchema.DIAGNOSIS.violations(golden.replace(promised, broken)))
                .isNotEmpty();
    }

    @Test
    void aStepStandsOnTheEvidenceOrOnTheKnowledgeBase() throws IOException {
        String golden = Files.readString(GOLDEN.resolve("inconclusive.json"));
        String baseless =
                golden.replaceFirst(
                        "(?s)\"cites\": \\[.*?\\],\\s*\"kb\": \"[^\"]*\"", "\"cites\": []");
        assertThat(baseless).isNotEqualTo(golden);
        assertThat(PublishedSchema.DIAGNOSIS.violations(baseless)).isNotEmpty();
    }
}
