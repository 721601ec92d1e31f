/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.kb;

import dev.highorder.core.kb.KbEntry;
import dev.highorder.core.kb.Match;
import java.util.List;

/// Entries of the knowledge base as text for a person.
public final class KnowledgeText {

    private static final int MIN_TITLE = 24;

    private KnowledgeText() {}

    /// One entry a line, or more where the title is too long for the width.
    public static String list(List<KbEntry> entries, int width) {
        int causes = 0;
        for (KbEntry entry : entries) {
            causes = Math.max(causes, entry.cause().word().length());
        }
        StringBuilder text = new StringBuilder(entries.size() * 96);
        for (KbEntry entry : entries) {
            String cause = entry.cause().word();
            String head = entry.id() + "  " + cause + " ".repeat(causes - cause.length() + 2);
            wrapped(text, head, head.length(), entry.title(), width);
        }
        return text.toString();
    }

    /// The best match first, each with what speaks for it.
    public static String matches(List<Match> matches, int width) {
        if (matches.isEmpty()) {
            return "No entry fits.\n";
        }
        StringBuilder text = new StringBuilder(matches.size() * 256);
        for (Match match : matches) {
            KbEntry entry = match.entry();
            text.append(text.isEmpty() ? "" : "\n");
            wrapped(text, entry.id() + "  ", 7, entry.title(), width);
            wrapped(
                    text,
                    "       ",
                    7,
                    entry.cause().word()
                            + ", "
                            + match.confidence().word()
                            + "; kernels: "
                            + entry.affected()
                            + kernel(match),
                    width);
            wrapped(text, "       ", 7, "because of " + String.join(", ", match.reasons()), width);
        }
        return text.toString();
    }

    private static String kernel(Match match) {
        return switch (match.kernel()) {
            case YES -> " (this one is)";
            case NO -> " (this one is not)";
            case UNKNOWN -> "";
        };
    }

    private static void wrapped(
            StringBuilder text, String head, int indent, String words, int width) {
        int room = Math.max(MIN_TITLE, width - indent);
        text.append(head);
        int column = 0;
        for (String word : words.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > room) {
                text.append('\n').append(" ".repeat(indent));
                column = 0;
            }
            if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }
}
