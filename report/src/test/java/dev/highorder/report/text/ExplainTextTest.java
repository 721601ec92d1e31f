/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.explain.Explain;
import dev.highorder.core.explain.Explanation;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.report.Golden;
import dev.highorder.report.json.ExplainJson;
import dev.highorder.report.layout.DisplayWidth;
import dev.highorder.report.markdown.ExplainMarkdown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainTextTest {

    private static final List<String> WITH_KERNEL =
            List.of(
                    "runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0",
                    "0xc0d0",
                    "Node 0, zone   Normal   2856   1703   1329    243     61      0      0      0      0      0      0");

    private static final List<String> WITHOUT =
            List.of(
                    "0xc0d0",
                    "order 6",
                    "-12",
                    "getting the final child's pid from pipe caused: EOF",
                    "\u001b[31m password=hunter2");

    @Test
    void textEqualsItsGolden() throws IOException {
        for (int width : new int[] {80, 200}) {
            var out = new StringBuilder();
            ExplainText.write(explanations(), new TextStyle(width, false, false, true), out);
            assertThat(out.toString().lines()).allMatch(line -> DisplayWidth.of(line) <= width);
            Golden.matches("explain-" + width + ".txt", out.toString());
        }
    }

    @Test
    void jsonEqualsItsGolden() throws IOException {
        var out = new ByteArrayOutputStream();
        ExplainJson.write(explanations(), out);
        assertThat(out.toString(UTF_8)).doesNotContain("hunter2", "null", "\\u001b");
        Golden.matches("explain.json", out.toString(UTF_8));
    }

    @Test
    void markdownEqualsItsGolden() throws IOException {
        var out = new StringBuilder();
        ExplainMarkdown.write(explanations(), out);
        Golden.matches("explain.md", out.toString());
    }

    private static List<Explanation> explanations() {
        var all =
                new ArrayList<>(
                        Explain.explain(
                                WITH_KERNEL,
                                Optional.of(
                                        KernelRelease.parse("3.10.0-1160.49.1.el7.x86_64")
                                                .orElseThrow())));
        all.addAll(Explain.explain(WITHOUT, Optional.empty()));
        return all;
    }
}
