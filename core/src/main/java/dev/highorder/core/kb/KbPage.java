/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The prose of an entry, by sections.
public record KbPage(KbEntry entry, List<Section> sections) {

    public static final String SEEN = "What you see";
    public static final String WHY = "Why it happens";
    public static final String PROOF = "How to prove it";
    public static final String REMEDY = "What to do";
    public static final String MISTAKEN = "What it is mistaken for";

    /// The headings every page has, in this order.
    public static final List<String> HEADINGS = List.of(SEEN, WHY, PROOF, REMEDY, MISTAKEN);

    public KbPage {
        sections = List.copyOf(sections);
    }

    /// @param markdown the text below the heading, without blank lines around it
    public record Section(String heading, String markdown) {}

    public Optional<Section> section(String heading) {
        for (Section section : sections) {
            if (section.heading().equals(heading)) {
                return Optional.of(section);
            }
        }
        return Optional.empty();
    }

    /// The page to read: title, the facts of the front matter, the sections, the sources.
    public String markdown() {
        StringBuilder out = new StringBuilder(4096);
        out.append("# ").append(entry.id()).append(": ").append(entry.title()).append("\n\n");
        out.append(entry.summary()).append("\n\n");
        out.append("| | |\n| --- | --- |\n");
        row(out, "Cause", "`" + entry.cause().word() + "`");
        row(out, "Impact", entry.impact().word());
        row(out, "Kernels", entry.affected().replace("|", "or"));
        if (entry.fix().isPresent()) {
            row(out, "Fix", entry.fix().get());
        }
        row(out, "A match alone is", entry.ceiling().word() + ", on " + entry.basis().word());
        for (Section section : sections) {
            out.append("\n## ").append(section.heading()).append("\n\n");
            out.append(section.markdown()).append('\n');
        }
        out.append("\n## Sources\n\n");
        for (String source : entry.sources()) {
            out.append("- ").append(source).append('\n');
        }
        return out.toString();
    }

    private static void row(StringBuilder out, String name, String value) {
        out.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    static KbPage parse(KbEntry entry, String body) {
        List<Section> sections = new ArrayList<>();
        int at = body.startsWith("## ") ? 0 : next(body, 0);
        while (at >= 0) {
            int lineEnd = body.indexOf('\n', at);
            int end = next(body, at + 1);
            String heading = body.substring(at + 3, lineEnd).strip();
            String text = body.substring(lineEnd, end < 0 ? body.length() : end).strip();
            sections.add(new Section(heading, text));
            at = end;
        }
        return new KbPage(entry, sections);
    }

    private static int next(String body, int from) {
        int at = body.indexOf("\n## ", from);
        return at < 0 ? -1 : at + 1;
    }
}
