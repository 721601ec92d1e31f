/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.kb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.kb.KbEntry;
import dev.highorder.core.kb.KernelRange;
import dev.highorder.core.kb.KnowledgeBase;
import dev.highorder.core.kb.Match;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnowledgeReportTest {

    private static final KnowledgeBase BASE = KnowledgeBase.standard();

    private static List<Match> matches() {
        return List.of(
                new Match(
                        first().getFirst(),
                        1,
                        Confidence.LIKELY,
                        KernelRange.Answer.YES,
                        List.of("order 6 fits", "\"a|b\" was seen")));
    }

    private static List<KbEntry> first() {
        return List.of(BASE.find("KB-01").orElseThrow());
    }

    @Test
    void theListFitsTheWidth() {
        assertThat(KnowledgeText.list(first(), 60))
                .isEqualTo(
                        """
                        KB-01  kmem-memcg-leak  Leaked kmem cgroups make every new
                                                slab cache ask for a large array
                        """);
        assertThat(KnowledgeText.list(BASE.entries(), 80).lines())
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void aMatchSaysWhatSpeaksForIt() {
        assertThat(KnowledgeText.matches(matches(), 100))
                .isEqualTo(
                        """
                        KB-01  Leaked kmem cgroups make every new slab cache ask for a large array
                               kmem-memcg-leak, likely; kernels: el7 | 3.8..4.13 (this one is)
                               because of order 6 fits, "a|b" was seen
                        """);
        assertThat(KnowledgeText.matches(List.of(), 80)).isEqualTo("No entry fits.\n");
    }

    @Test
    void markdownIsATableWhosePipesAreEscaped() {
        assertThat(KnowledgeMarkdown.matches(matches()))
                .isEqualTo(
                        """
                        | id | cause | confidence | title | because of |
                        | --- | --- | --- | --- | --- |
                        | KB-01 | `kmem-memcg-leak` | likely | Leaked kmem cgroups make every new slab cache ask for a large array | order 6 fits, "a\\|b" was seen |
                        """);
        assertThat(KnowledgeMarkdown.list(first()).lines()).hasSize(3);
    }

    @Test
    void jsonHoldsTheFrontMatterAndThePage() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KnowledgeJson.page(BASE.page("KB-01").orElseThrow(), out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("{\n  \"id\" : \"KB-01\",\n  \"title\" : \"Leaked kmem cgroups")
                .contains("\"cause\" : \"kmem-memcg-leak\"", "\"heading\" : \"What you see\"")
                .endsWith("}\n");
    }
}
