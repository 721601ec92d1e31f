/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.report.Diagnoses;
import dev.highorder.report.Golden;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownReportTest {

    static List<String> names() {
        return List.copyOf(Diagnoses.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void equalsItsGolden(String name) throws IOException {
        Golden.matches(name + ".md", markdown(Diagnoses.named(name)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "a|b => a\\|b",
                "`rm` => \\`rm\\`",
                "<b>x</b> => \\<b\\>x\\</b\\>",
                "[x](y) => \\[x\\](y)",
                "ask @everyone => ask <!-- -->@<!-- -->everyone",
                "fixes #12 => fixes <!-- -->#<!-- -->12",
                "see https://evil.example => see https:<!-- -->//evil.example",
                "www.evil.example => www.<!-- -->evil.example",
                "__GFP_COMP|__GFP_ZERO => \\_\\_GFP_COMP\\|\\_\\_GFP_ZERO",
                "&lt; => \\&lt;",
            })
    void showsMarkupOfTheEvidenceAsText(String text, String markdown) {
        assertThat(MarkdownText.prose(text)).isEqualTo(markdown);
    }

    @Test
    void fencesCodeWithMoreBackticksThanItHolds() {
        assertThat(MarkdownText.code("a `` b")).isEqualTo("```a `` b```");
        assertThat(MarkdownText.code("`a`")).isEqualTo("`` `a` ``");
        assertThat(MarkdownText.block("sh", "echo '```'")).isEqualTo("````sh\necho '```'\n````\n");
    }

    private static String markdown(Diagnosis diagnosis) throws IOException {
        var out = new StringBuilder();
        MarkdownReport.write(diagnosis, out);
        return out.toString();
    }
}
