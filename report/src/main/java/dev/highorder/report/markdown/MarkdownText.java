/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.markdown;

import dev.highorder.report.safe.SafeText;

/// Text of the evidence inside Markdown (GitHub Flavored Markdown 0.29): it shows as it stands and does nothing. No
/// markup, no HTML, no link, no mention of a person, no reference to an issue.
final class MarkdownText {

    private static final String MARKUP = "\\`*_[]<>|~&$";

    /// Keeps a forge from reading what stands around it as one word; shows nothing.
    private static final String BREAK = "<!-- -->";

    private MarkdownText() {}

    /// In a sentence.
    static String prose(String text) {
        String safe = SafeText.of(text).replace('\t', ' ');
        var out = new StringBuilder(safe.length() + 16);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            if (MARKUP.indexOf(c) >= 0 && !(c == '_' && insideWord(safe, i))) {
                out.append('\\').append(c);
            } else if (c == '@' || c == '#') {
                out.append(BREAK).append(c).append(BREAK);
            } else if ((c == ':' && safe.startsWith("//", i + 1))
                    || (c == '.' && endsWithWww(safe, i))) {
                out.append(c).append(BREAK);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /// As code in a sentence.
    static String code(String text) {
        String safe = SafeText.of(text).replace('\t', ' ');
        String fence = "`".repeat(longestRun(safe) + 1);
        String pad = safe.startsWith("`") || safe.endsWith("`") || safe.isBlank() ? " " : "";
        return fence + pad + safe + pad + fence;
    }

    /// A block of code; the lines are safe already.
    static String block(String language, String lines) {
        String fence = "`".repeat(Math.max(longestRun(lines) + 1, 3));
        return fence + language + "\n" + lines + "\n" + fence + "\n";
    }

    /// An underscore between letters is no emphasis; names of functions stay readable in the source.
    private static boolean insideWord(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(at - 1))
                && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private static boolean endsWithWww(String text, int dot) {
        return dot >= 3 && text.regionMatches(true, dot - 3, "www", 0, 3);
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
