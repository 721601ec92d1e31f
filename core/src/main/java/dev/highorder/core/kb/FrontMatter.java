/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import java.util.ArrayList;
import java.util.List;

/// The head of a page: lines of `key: value` between two lines of `---`; a key may come again.
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
        List<Signature> signatures = new ArrayList<>();
        for (String text : all("signature")) {
            signatures.add(Signature.parse(text));
        }
        return new KbEntry(
                one("id"),
                one("title"),
                one("summary"),
                cause(one("cause")),
                basis(one("basis")),
                confidence(one("ceiling")),
                impact(one("impact")),
                KernelRange.parse(one("kernels")),
                signatures,
                all("fix").stream().findFirst(),
                all("source"));
    }

    private String one(String key) {
        List<String> values = all(key);
        if (values.size() != 1) {
            throw new IllegalArgumentException(
                    "expected one line \""
                            + key
                            + ": \", found "
                            + values.size()
                            + " in:\n"
                            + head);
        }
        return values.getFirst();
    }

    private List<String> all(String key) {
        List<String> values = new ArrayList<>();
        int from = 0;
        while (from < head.length()) {
            int end = head.indexOf('\n', from);
            if (head.startsWith(key, from) && head.startsWith(": ", from + key.length())) {
                values.add(head.substring(from + key.length() + 2, end).strip());
            }
            from = end + 1;
        }
        return values;
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
