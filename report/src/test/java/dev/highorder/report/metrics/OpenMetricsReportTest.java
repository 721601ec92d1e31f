/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.report.Diagnoses;
import dev.highorder.report.Golden;
import dev.highorder.report.OneText;
import dev.highorder.report.safe.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMetricsReportTest {

    static List<String> names() {
        return List.copyOf(Diagnoses.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void equalsItsGolden(String name) throws IOException {
        Golden.matches(name + ".prom", metrics(Diagnoses.named(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void keepsToWhatBothParsersTake(String name) throws IOException {
        assertThat(StrictText.parse(metrics(Diagnoses.named(name))))
                .allSatisfy((family, _) -> assertThat(family).startsWith("highorder_"))
                .containsKeys("highorder_build_info", "highorder_verdict", "highorder_problem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\"} 1\nx 2",
                "\\",
                "\\n\\\"",
                "# EOF\n",
                "\u0000\u001b[31m\u202e\ud800",
                "\u5bb9\u5668 e\u0301 \ud83d\ude00",
                "a,b=\"c\"",
            })
    void aLabelHoldsWhateverTheEvidenceSays(String text) throws IOException {
        for (long figure : new long[] {0, 1, Long.MAX_VALUE}) {
            var zones =
                    family(metrics(OneText.everywhere(text, figure)), "highorder_zone_free_bytes");
            assertThat(zones.samples())
                    .isEqualTo(
                            Map.of(
                                    Map.of("host", shown(text), "node", "0", "zone", shown(text)),
                                    (double) figure));
        }
    }

    @Test
    void countsFailuresByOrderAndCauseWithThoseThatWereNotPrinted() throws IOException {
        assertThat(family(metrics(Diagnoses.hostile()), "highorder_allocation_failures").samples())
                .isEqualTo(Map.of(Map.of("order", "0", "cause", "memory-exhausted"), 352.0));
    }

    @Test
    void saysWhenTheFreeListsWereReadOnlyWhereThatIsAMoment() throws IOException {
        assertThat(
                        family(metrics(Diagnoses.healthy()), "highorder_snapshot_timestamp_seconds")
                                .samples())
                .isEqualTo(Map.of(Map.of(), 1780308000.0));
        assertThat(metrics(Diagnoses.incident())).doesNotContain("timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        "-1000, -1.0",
        "964, 0.964",
        "0, 0.0",
        "1000, 1.0",
        "30, 0.03",
        "-5, -0.005",
        "700, 0.7"
    })
    void turnsTheKernelsThousandthsIntoARatio(int thousandths, String ratio) {
        assertThat(Exposition.ratio(thousandths)).isEqualTo(ratio);
    }

    @Test
    void namesTheMachineOnlyWhereThereAreSeveral() throws IOException {
        assertThat(metrics(Diagnoses.incident())).doesNotContain("host=");
        assertThat(family(metrics(Diagnoses.twoNodes()), "highorder_problem").samples())
                .isEqualTo(Map.of(Map.of("host", "node-1"), 1.0, Map.of("host", "worker-7"), 0.0));
    }

    /// What the tests above would not be worth without.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# EOF",
                "# HELP a b\n# TYPE a gauge\na 1\n",
                "# HELP a b\n# TYPE a counter\na 1\n# EOF\n",
                "# HELP a b\n# TYPE a gauge\na 1 1700000000\n# EOF\n",
                "# HELP a b\n# TYPE a gauge\nb 1\n# EOF\n",
                "# HELP a b\n# TYPE a gauge\na 1\na 2\n# EOF\n",
                "# HELP a b\n# TYPE a gauge\na{c=\"d\nd\"} 1\n# EOF\n",
                "# HELP a b\n# TYPE a gauge\na{c=\"\\x\"} 1\n# EOF\n",
                "# HELP a_total b\n# TYPE a_total gauge\na_total 1\n# EOF\n",
                "# HELP a b\n# TYPE a gauge\n# EOF\n",
                "# HELP a b\n# TYPE a gauge\na NaN \n# EOF\n",
                "# HELP a b\n# TYPE a gauge\na 1\n# EOF\n\n",
            })
    void theStrictParserRefusesTheRest(String text) {
        assertThatThrownBy(() -> StrictText.parse(text)).isInstanceOf(AssertionError.class);
    }

    private static StrictText.Family family(String metrics, String name) {
        return Objects.requireNonNull(StrictText.parse(metrics).get(name), name);
    }

    private static String shown(String text) {
        return SafeText.of(text);
    }

    private static String metrics(Diagnosis diagnosis) throws IOException {
        var out = new StringBuilder();
        OpenMetricsReport.write(diagnosis, "0.1.0", out);
        return out.toString();
    }
}
