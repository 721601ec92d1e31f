/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.markdown;

import dev.highorder.core.explain.Explanation;
import java.io.IOException;
import java.util.List;

/// Explanations as Markdown that pastes into an issue.
public final class ExplainMarkdown {

    private ExplainMarkdown() {}

    /// Writes the explanations, a heading each.
    ///
    /// @throws IOException as `out` does
    public static void write(List<Explanation> explanations, Appendable out) throws IOException {
        var text = new StringBuilder();
        for (var item : explanations) {
            text.append(text.isEmpty() ? "" : "\n");
            item(item, text);
        }
        out.append(text);
    }

    private static void item(Explanation item, StringBuilder out) {
        out.append("### ")
                .append(item.kind().word())
                .append("\n\n")
                .append(MarkdownText.code(item.input().strip()))
                .append("\n\n");
        item.kernel().ifPresent(kernel -> line(out, "kernel", MarkdownText.code(kernel)));
        item.layout()
                .ifPresent(layout -> line(out, "flags of", MarkdownText.prose(layout.kernels())));
        item.mode()
                .ifPresent(mode -> line(out, "mode", MarkdownText.code(mode) + flags(item.gfp())));
        item.sleeping().ifPresent(sleeps -> line(out, "sleeps", sleeps ? "yes" : "no"));
        item.zone().ifPresent(zone -> line(out, "zone", MarkdownText.code(zone)));
        item.migratetype().ifPresent(type -> line(out, "lists", MarkdownText.code(type)));
        item.order()
                .ifPresent(order ->
                        line(
                                out,
                                "order",
                                order
                                        + (item.bytes().isPresent()
                                                ? " (" + item.bytes().getAsLong() + " bytes)"
                                                : "")));
        item.errno().ifPresent(errno -> line(out, "errno", errno.number() + " " + errno.name()));
        for (String statement : item.statements()) {
            out.append("- ").append(MarkdownText.prose(statement)).append('\n');
        }
        if (!item.candidates().isEmpty()) {
            out.append("\n| kernels | reading |\n| --- | --- |\n");
            for (var candidate : item.candidates()) {
                String reading =
                        candidate
                                .reason()
                                .map(MarkdownText::prose)
                                .orElse(MarkdownText.prose(String.join(" | ", candidate.gfp())));
                out.append("| ")
                        .append(MarkdownText.prose(candidate.kernels()))
                        .append(" | ")
                        .append(reading)
                        .append(" |\n");
            }
        }
    }

    private static String flags(List<String> gfp) {
        return gfp.isEmpty() ? "" : " = " + MarkdownText.prose(String.join(" | ", gfp));
    }

    private static void line(StringBuilder out, String label, String value) {
        out.append("- **").append(label).append("** ").append(value).append('\n');
    }
}
