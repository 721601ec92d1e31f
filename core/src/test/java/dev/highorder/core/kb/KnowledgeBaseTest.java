/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.kb.KbPage.Section;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnowledgeBaseTest {

    private static final KnowledgeBase KB = KnowledgeBase.standard();
    private static final Pattern REFERENCE = Pattern.compile("KB-\\d+");

    static List<String> ids() {
        return Pages.ids();
    }

    private static String indexOfPages() {
        StringBuilder index = new StringBuilder(FrontMatter.FENCE);
        for (String id : Pages.ids()) {
            index.append(FrontMatter.headOf(Pages.read(id))).append(FrontMatter.FENCE);
        }
        return index.toString();
    }

    @Test
    void theIndexIsTheFrontMatterOfAllPages() {
        String index = indexOfPages();
        assertThat(Pages.expected(Pages.FOLDER.resolve(KnowledgeBase.INDEX), index))
                .as("kb/index.txt; -Dgolden.update=true writes it")
                .isEqualTo(index);
    }

    @Test
    void everyPageIsAnEntryAndNumbersHaveNoGap() {
        List<String> entries = KB.entries().stream().map(KbEntry::id).toList();
        assertThat(entries).isEqualTo(Pages.ids());
        for (int i = 0; i < entries.size(); i++) {
            int number = i + 1;
            assertThat(entries.get(i)).isEqualTo(number < 10 ? "KB-0" + number : "KB-" + number);
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aPageHasEverySectionWithText(String id) {
        KbPage page = KB.page(id).orElseThrow();
        assertThat(page.entry().id()).isEqualTo(id);
        assertThat(page.sections()).extracting(Section::heading).isEqualTo(KbPage.HEADINGS);
        assertThat(page.sections())
                .allSatisfy(section -> assertThat(section.markdown()).hasSizeGreaterThan(25));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aSummaryIsOneSentenceAndATitleNone(String id) {
        KbEntry entry = KB.find(id).orElseThrow();
        assertThat(entry.summary()).endsWith(".").hasSizeBetween(60, 300);
        assertThat(entry.summary().substring(0, entry.summary().length() - 1)).doesNotContain(". ");
        assertThat(entry.title()).doesNotEndWith(".").hasSizeBetween(15, 100);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void sourcesSayWhatTheyStandOnAndMemoryIsNeverCertain(String id) {
        KbEntry entry = KB.find(id).orElseThrow();
        assertThat(entry.sources())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source).matches("\\[[SLDMI]\\] .+"));
        if (entry.basis() == KbEntry.Basis.MEMORY) {
            assertThat(entry.ceiling()).isLessThan(Confidence.CERTAIN);
        } else {
            assertThat(entry.sources()).anySatisfy(s -> assertThat(s).doesNotStartWith("[M]"));
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aPageRefersOnlyToPagesThatExist(String id) {
        Matcher reference = REFERENCE.matcher(Pages.read(id));
        while (reference.find()) {
            assertThat(KB.find(reference.group())).as(reference.group()).isPresent();
        }
    }

    @Test
    void everyCauseOfTheContractHasAPage() {
        Set<Cause> missing = EnumSet.allOf(Cause.class);
        KB.entries().forEach(entry -> missing.remove(entry.cause()));
        assertThat(missing).isEmpty();
    }

    @Test
    void observationsOnPagesAreThoseThatRulesCanMake() {
        Set<String> used = new TreeSet<>();
        for (KbEntry entry : KB.entries()) {
            for (Signature signature : entry.signatures()) {
                for (SignatureTerm term : signature.terms()) {
                    if (term instanceof SignatureTerm.Message message) {
                        message.anyOf().stream()
                                .filter(word -> word.startsWith("seen:"))
                                .forEach(used::add);
                    }
                }
            }
        }
        Set<String> known = new TreeSet<>();
        Arrays.stream(Observation.values()).map(Observation::word).forEach(known::add);
        assertThat(used).isEqualTo(known);
    }

    @Test
    void theReferenceTableListsTheEntries() {
        StringBuilder table = new StringBuilder(ReferenceTable.HEAD);
        for (KbEntry entry : KnowledgeBase.entriesOf(indexOfPages())) {
            table.append(ReferenceTable.row(entry));
        }
        assertThat(Pages.expected(ReferenceTable.FILE, table.toString()))
                .as("docs/reference/knowledge-base.md; -Dgolden.update=true writes it")
                .isEqualTo(table.toString());
    }

    @Test
    void anEntryIsFoundByItsIdInAnyCase() {
        assertThat(KB.find("kb-01")).isPresent().isEqualTo(KB.find("KB-01"));
        assertThat(KB.find("KB-00")).isEmpty();
        assertThat(KB.page("no such page")).isEmpty();
    }

    @Test
    void aSearchWantsEveryWordAndPrefersTheHead() {
        assertThat(KB.search("Leaked  ARRAY cgroups"))
                .extracting(KbEntry::id)
                .first()
                .isEqualTo("KB-01");
        assertThat(KB.search("no-such-word-anywhere")).isEmpty();
    }

    @Test
    void thePageToReadBeginsWithWhatOneWantsToKnow() {
        assertThat(KB.page("KB-05").orElseThrow().markdown())
                .startsWith(
                        """
                        # KB-05: The conntrack hash of a network namespace falls back to vmalloc

                        Kernels below 4.7 give each network namespace its own conntrack hash; when no contiguous block is free the kernel takes vmalloc memory instead, and says so.

                        | | |
                        | --- | --- |
                        | Cause | `harmless` |
                        | Impact | falls-back |
                        | Kernels | el7 or el6 or < 4.7 |
                        | Fix | none needed; one global hash since 4.7 |
                        | A match alone is | certain, on source |

                        ## What you see

                        ```
                        nf_conntrack: falling back to vmalloc.
                        ```
                        """);
    }
}
