/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import dev.highorder.core.model.KernelRelease;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A query made of words or of a piece of log: whatever in it looks like a function, a flag or an order is taken as one,
/// and each line is a message.
public final class QueryText {

    private static final String HEADLINE = ": page allocation failure";

    private QueryText() {}

    /// Reads the text.
    ///
    /// @param kernel the release, where the caller knows it
    public static Query of(String text, Optional<KernelRelease> kernel) {
        List<String> frames = new ArrayList<>();
        Set<String> flags = new LinkedHashSet<>();
        Set<String> messages = new LinkedHashSet<>();
        OptionalInt order = OptionalInt.empty();
        Optional<String> comm = Optional.empty();
        for (String line : text.split("\n", -1)) {
            String message = line.strip();
            if (message.isEmpty()) {
                continue;
            }
            messages.add(message);
            order = order.isPresent() ? order : order(message);
            comm = comm.isPresent() ? comm : comm(message);
            words(message, frames, flags);
        }
        return new Query(order, frames, flags, comm, kernel, messages);
    }

    /// An identifier with an underscore is taken for a function, as those that matter have one.
    private static void words(String line, List<String> frames, Set<String> flags) {
        int at = 0;
        while (at < line.length()) {
            int start = at;
            while (at < line.length() && isWord(line.charAt(at))) {
                at++;
            }
            String word = line.substring(start, at);
            if (word.startsWith("GFP_") || word.startsWith("__GFP_")) {
                flags.add(word);
            } else if (word.indexOf('_') >= 0 && Character.isLetter(firstLetter(word))) {
                frames.add(word);
            }
            at++;
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static char firstLetter(String word) {
        int at = 0;
        while (at < word.length() - 1 && word.charAt(at) == '_') {
            at++;
        }
        return word.charAt(at);
    }

    private static OptionalInt order(String line) {
        int at = line.indexOf("order");
        while (at >= 0) {
            int digit = at + "order".length();
            if (digit < line.length()
                    && (line.charAt(digit) == ':'
                            || line.charAt(digit) == '='
                            || line.charAt(digit) == ' ')) {
                digit++;
            }
            int end = digit;
            while (end < line.length() && end < digit + 3 && isDigit(line.charAt(end))) {
                end++;
            }
            if (end > digit && end < digit + 3) {
                return OptionalInt.of(Integer.parseInt(line, digit, end, 10));
            }
            at = line.indexOf("order", at + 1);
        }
        return OptionalInt.empty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Optional<String> comm(String line) {
        int end = line.indexOf(HEADLINE);
        if (end <= 0) {
            return Optional.empty();
        }
        int start = line.lastIndexOf(' ', end) + 1;
        return start < end ? Optional.of(line.substring(start, end)) : Optional.empty();
    }
}
