/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.report.Diagnoses;
import dev.highorder.report.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {

    static List<String> names() {
        return List.copyOf(Diagnoses.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void equalsItsGolden(String name) throws IOException {
        Golden.matches(name + ".json", json(Diagnoses.named(name)));
    }

    @Test
    void hasTheKeysOfTheContractInItsOrder() throws IOException {
        assertThat(
                        json(Diagnoses.incident())
                                .lines()
                                .filter(line -> line.startsWith("  \""))
                                .map(line -> line.substring(3, line.indexOf('"', 3))))
                .containsExactly(
                        "schema",
                        "verdict",
                        "node",
                        "incidents",
                        "findings",
                        "ruledOut",
                        "memory",
                        "demand",
                        "remedies",
                        "baseline",
                        "missing",
                        "problems");
    }

    @Test
    void namesTheNodesOnlyWhereThereAreTwo() throws IOException {
        assertThat(json(Diagnoses.incident())).doesNotContain("\"nodes\"");
        assertThat(json(Diagnoses.twoNodes())).contains("\n  \"nodes\": [");
    }

    @Test
    void leavesOutWhatIsNotKnown() throws IOException {
        assertThat(json(Diagnoses.inconclusive()))
                .contains("\"node\": {},")
                .doesNotContain(
                        "null",
                        "\"\"",
                        "\"memory\"",
                        "\"demand\"",
                        "\"failure\"",
                        "\"suppressed\"",
                        "\"gfp\"");
    }

    @Test
    void letsNoControlCharacterAndNoSecretOut() throws IOException {
        String json = json(Diagnoses.hostile());
        assertThat(
                        json.chars()
                                .filter(c ->
                                        (c < ' ' && c != '\n')
                                                || (c >= 0x7f && c < 0xa0)
                                                || c == 0x202e))
                .isEmpty();
        assertThat(json)
                .doesNotContain(
                        "hunter2",
                        "abcdef.0123456789abcdef",
                        "eyJhbGci",
                        "bob:secret",
                        "AKIAIOSFODNN7EXAMPLE",
                        "\\u001b");
    }

    @Test
    void isTheSameInAnyLocale() throws IOException {
        String before = json(Diagnoses.incident());
        Locale kept = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(json(Diagnoses.incident())).isEqualTo(before);
        } finally {
            Locale.setDefault(kept);
        }
    }

    @Test
    void passesOnTheStreamsOwnError() {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        assertThatThrownBy(() -> JsonReport.write(Diagnoses.incident(), broken))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("Broken pipe");
    }

    private static String json(Diagnosis diagnosis) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonReport.write(diagnosis, out);
        return out.toString(UTF_8);
    }
}
