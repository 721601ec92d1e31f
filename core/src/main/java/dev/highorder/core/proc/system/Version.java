/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import java.util.Optional;

/// A version as container software prints it, without what stands around it.
final class Version {

    private Version() {}

    /// `v1.0.2-0-g52b36a2` → `1.0.2`, `20.10.10,` → `20.10.10`; empty for a commit's hash or a word.
    static Optional<String> of(String text) {
        String word = text.strip();
        int end = 0;
        while (end < word.length() && !Character.isWhitespace(word.charAt(end))) {
            end++;
        }
        word = word.substring(0, end);
        while (!word.isEmpty() && ",;\"'".indexOf(word.charAt(word.length() - 1)) >= 0) {
            word = word.substring(0, word.length() - 1);
        }
        if (word.startsWith("v")) {
            word = word.substring(1);
        }
        int exact = word.indexOf("-0-g");
        if (exact > 0) {
            word = word.substring(0, exact);
        }
        boolean version =
                word.length() >= 3
                        && word.length() <= 60
                        && Character.isDigit(word.charAt(0))
                        && word.indexOf('.') > 0;
        return version ? Optional.of(word) : Optional.empty();
    }
}
