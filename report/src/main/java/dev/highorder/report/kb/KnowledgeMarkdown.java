/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.kb;

import dev.highorder.core.kb.KbEntry;
import dev.highorder.core.kb.Match;
import java.util.List;

/// Entries of the knowledge base as Markdown tables; a single page is Markdown already.
public final class KnowledgeMarkdown {

    private KnowledgeMarkdown() {}

    public static String list(List<KbEntry> entries) {
        StringBuilder text = new StringBuilder("| id | cause | title |\n| --- | --- | --- |\n");
        for (KbEntry entry : entries) {
            row(text, entry.id(), "`" + entry.cause().word() + "`", entry.title());
        }
        return text.toString();
    }

    public static String matches(List<Match> matches) {
        StringBuilder text =
                new StringBuilder(
                        "| id | cause | confidence | title | because of |\n| --- | --- | --- | --- | --- |\n");
        for (Match match : matches) {
            KbEntry entry = match.entry();
            row(
                    text,
                    entry.id(),
                    "`" + entry.cause().word() + "`",
                    match.confidence().word(),
                    entry.title(),
                    String.join(", ", match.reasons()));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String... cells) {
        for (String cell : cells) {
            text.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        text.append("|\n");
    }
}
