/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.kb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.kb.KbEntry;
import dev.highorder.core.kb.KnowledgeBase;
import dev.highorder.core.kb.Match;
import dev.highorder.core.kb.QueryText;
import dev.highorder.core.model.KernelRelease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnowledgeReportTest {

    private static final KnowledgeBase BASE = KnowledgeBase.standard();

    private static List<Match> matches() {
        return BASE.match(
                        QueryText.of(
                                "kmem_cache_create(nf_conntrack_48971) failed with error -12",
                                KernelRelease.parse("3.10.0-1160.49.1.el7.x86_64")))
                .subList(0, 1);
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
                               kmem-memcg-leak, certain; kernels: el7 | 3.8..4.13 (this one is)
                               because of "failed with error -12" was seen, "kmem_cache_create(nf_conntrack_" was seen
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
                        | KB-01 | `kmem-memcg-leak` | certain | Leaked kmem cgroups make every new slab cache ask for a large array | "failed with error -12" was seen, "kmem_cache_create(nf_conntrack_" was seen |
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
