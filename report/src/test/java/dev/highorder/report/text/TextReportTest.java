/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.report.Diagnoses;
import dev.highorder.report.Golden;
import dev.highorder.report.layout.DisplayWidth;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextReportTest {

    static List<String> names() {
        return List.copyOf(Diagnoses.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void equalsItsGoldenAt80Columns(String name) throws IOException {
        Golden.matches(name + "-80.txt", text(Diagnoses.named(name), TextStyle.plain()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void equalsItsGoldenAt200Columns(String name) throws IOException {
        Golden.matches(
                name + "-200.txt",
                text(Diagnoses.named(name), new TextStyle(200, false, false, true)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void equalsItsGoldenWhenAllIsAskedFor(String name) throws IOException {
        Golden.matches(
                name + "-80-v.txt",
                text(Diagnoses.named(name), new TextStyle(80, false, true, true)));
        Golden.matches(
                name + "-200-v.txt",
                text(Diagnoses.named(name), new TextStyle(200, false, true, true)));
    }

    @Test
    void showsNoMoreThanAsciiWhereTheTerminalHasNoMore() throws IOException {
        for (Diagnosis diagnosis : Diagnoses.all().values()) {
            assertThat(text(diagnosis, new TextStyle(80, false, false, false))).isASCII();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void keepsWithinAnyWidth(String name) throws IOException {
        for (int width = 40; width <= 210; width += 5) {
            for (boolean verbose : List.of(false, true)) {
                var style = new TextStyle(width, false, verbose, true);
                for (String line : text(Diagnoses.named(name), style).lines().toList()) {
                    if (!line.startsWith("    ")) {
                        assertThat(DisplayWidth.of(line))
                                .as(name + " at " + width + ": " + line)
                                .isLessThanOrEqualTo(width);
                    }
                }
            }
        }
    }

    private static String text(Diagnosis diagnosis, TextStyle style) throws IOException {
        var out = new StringBuilder();
        TextReport.write(diagnosis, style, out);
        return out.toString();
    }
}
