/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer;

/// A verdict as one sentence that can be read aloud: what it is, and the figure that shows it.
final class Summary {

    /// Words that begin a sentence and are written small within one. Names of functions, files and programs are left as they are.
    private static final String OPENERS =
            " A An At Between Each Every From In Its Making Memory No Of On Only Order Slab The Writing ";

    private Summary() {}

    static String of(String title, String statement) {
        String first = firstSentence(statement);
        int space = first.indexOf(' ');
        boolean small = space > 0 && OPENERS.contains(' ' + first.substring(0, space) + ' ');
        String rest = small ? Character.toLowerCase(first.charAt(0)) + first.substring(1) : first;
        return rest.isEmpty() ? title + '.' : title + ": " + rest;
    }

    /// Up to the full stop that a capital follows: `3.10`, `1.5 GiB` and `e.g. x` end none.
    private static String firstSentence(String text) {
        for (int at = text.indexOf(". "); at >= 0; at = text.indexOf(". ", at + 1)) {
            if (at + 2 < text.length() && Character.isUpperCase(text.charAt(at + 2))) {
                return text.substring(0, at + 1);
            }
        }
        return text;
    }
}
