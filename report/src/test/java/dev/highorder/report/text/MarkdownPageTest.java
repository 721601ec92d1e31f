/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.kb.KnowledgeBase;
import dev.highorder.report.layout.DisplayWidth;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {

    @Test
    void wrapsWhatMayBeWrappedAndNothingElse() throws IOException {
        String page =
                """
                # KB-01: A title

                A paragraph of `code` and **words** that goes on over the
                end of its line and is wrapped anew.

                | | |
                | --- | --- |
                | Cause | `kmem-memcg-leak` |

                ## What to do

                - first, and this item is long enough to be wrapped
                  where it goes on
                - second

                ```
                sysctl -w vm.compact_memory=1   # this line is code and stays as it is
                ```
                """;
        var out = new StringBuilder();
        MarkdownPage.write(page, new TextStyle(40, false, false, true), out);
        assertThat(out)
                .hasToString(
                        """
                        KB-01: A title

                        A paragraph of code and words that goes
                        on over the end of its line and is
                        wrapped anew.

                        Cause               kmem-memcg-leak

                        What to do

                          · first, and this item is long enough
                            to be wrapped where it goes on
                          · second

                            sysctl -w vm.compact_memory=1   # this line is code and stays as it is
                        """);
    }

    @Test
    void everyPageFitsTheWidth() throws IOException {
        var base = KnowledgeBase.standard();
        for (var entry : base.entries()) {
            var out = new StringBuilder();
            MarkdownPage.write(
                    base.page(entry.id()).orElseThrow().markdown(), TextStyle.plain(), out);
            assertThat(out.toString().lines().filter(line -> !line.startsWith("    ")))
                    .as(entry.id())
                    .allMatch(line -> DisplayWidth.of(line) <= 80);
        }
    }
}
