/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.report.Diagnoses;
import dev.highorder.report.Golden;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenMetricsReportTest {

    private static final Pattern SAMPLE =
            Pattern.compile(
                    "highorder_[a-z_]+(\\{[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"(,[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\")*\\})? -?[0-9]+(\\.[0-9]+)?");

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
        var lines = metrics(Diagnoses.named(name)).lines().toList();
        assertThat(lines.getLast()).isEqualTo("# EOF");
        var series = new TreeSet<String>();
        String family = "";
        for (String line : lines.subList(0, lines.size() - 1)) {
            if (line.startsWith("# HELP ")) {
                family = line.split(" ", 4)[2];
            } else if (line.startsWith("# TYPE ")) {
                assertThat(line).isEqualTo("# TYPE " + family + " gauge");
            } else {
                assertThat(line).matches(SAMPLE).matches(Pattern.quote(family) + "[{ ].*");
                assertThat(series.add(line.substring(0, line.lastIndexOf(' '))))
                        .as("twice: " + line)
                        .isTrue();
            }
        }
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
        assertThat(metrics(Diagnoses.twoNodes()))
                .contains(
                        "highorder_verdict{host=\"worker-7\",cause=\"healthy\",confidence=\"likely\"} 1");
    }

    private static String metrics(Diagnosis diagnosis) throws IOException {
        var out = new StringBuilder();
        OpenMetricsReport.write(diagnosis, "0.1.0", out);
        return out.toString();
    }
}
