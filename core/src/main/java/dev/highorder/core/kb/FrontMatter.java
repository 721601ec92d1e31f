/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The head of a page: lines of `key: value` between two lines of `---`; `signature` and `source` may come again.
final class FrontMatter {

    static final String FENCE = "---\n";

    private final String head;

    FrontMatter(String head) {
        this.head = head;
    }

    /// The head of a page, without its fences.
    ///
    /// @throws IllegalArgumentException where the page does not begin with one
    static String headOf(String page) {
        int end = page.indexOf("\n" + FENCE, FENCE.length() - 1);
        if (!page.startsWith(FENCE) || end < 0) {
            throw new IllegalArgumentException("a page must begin with its front matter");
        }
        return page.substring(FENCE.length(), end + 1);
    }

    static String bodyOf(String page) {
        return page.substring(headOf(page).length() + 2 * FENCE.length()).strip() + "\n";
    }

    /// @throws IllegalArgumentException where a key is missing or its value is none of its words
    KbEntry entry() {
        Fields fields = new Fields();
        int from = 0;
        while (from < head.length()) {
            int end = head.indexOf('\n', from);
            int colon = head.indexOf(": ", from);
            if (colon < 0 || colon > end) {
                throw new IllegalArgumentException(
                        "expected \"key: value\", found " + head.substring(from, end));
            }
            fields.put(head.substring(from, colon), head.substring(colon + 2, end).strip());
            from = end + 1;
        }
        return new KbEntry(
                present("id", fields.id),
                present("title", fields.title),
                present("summary", fields.summary),
                cause(present("cause", fields.cause)),
                basis(present("basis", fields.basis)),
                confidence(present("ceiling", fields.ceiling)),
                impact(present("impact", fields.impact)),
                KernelRange.parse(present("kernels", fields.kernels)),
                fields.signatures,
                Optional.ofNullable(fields.fix),
                fields.sources);
    }

    private String present(String key, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("expected a line \"" + key + ": \" in:\n" + head);
        }
        return value;
    }

    /// The values while the lines are read; one pass over them.
    private static final class Fields {

        @Nullable String id;
        @Nullable String title;
        @Nullable String summary;
        @Nullable String cause;
        @Nullable String basis;
        @Nullable String ceiling;
        @Nullable String impact;
        @Nullable String kernels;
        @Nullable String fix;
        final List<Signature> signatures = new ArrayList<>();
        final List<String> sources = new ArrayList<>();

        void put(String key, String value) {
            switch (key) {
                case "id" -> id = value;
                case "title" -> title = value;
                case "summary" -> summary = value;
                case "cause" -> cause = value;
                case "basis" -> basis = value;
                case "ceiling" -> ceiling = value;
                case "impact" -> impact = value;
                case "kernels" -> kernels = value;
                case "fix" -> fix = value;
                case "signature" -> signatures.add(Signature.parse(value));
                case "source" -> sources.add(value);
                default -> throw new IllegalArgumentException("not a key of a page: " + key);
            }
        }
    }

    private static Cause cause(String word) {
        for (Cause cause : Cause.values()) {
            if (cause.word().equals(word)) {
                return cause;
            }
        }
        throw new IllegalArgumentException("not a cause: " + word);
    }

    private static KbEntry.Basis basis(String word) {
        for (KbEntry.Basis basis : KbEntry.Basis.values()) {
            if (basis.word().equals(word)) {
                return basis;
            }
        }
        throw new IllegalArgumentException("not a basis: " + word);
    }

    private static Confidence confidence(String word) {
        for (Confidence confidence : Confidence.values()) {
            if (confidence.word().equals(word)) {
                return confidence;
            }
        }
        throw new IllegalArgumentException("not a confidence: " + word);
    }

    private static KbEntry.Impact impact(String word) {
        for (KbEntry.Impact impact : KbEntry.Impact.values()) {
            if (impact.word().equals(word)) {
                return impact;
            }
        }
        throw new IllegalArgumentException("not an impact: " + word);
    }
}
