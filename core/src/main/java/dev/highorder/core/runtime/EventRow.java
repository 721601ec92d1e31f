/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import java.util.Optional;

/// A row of `kubectl get events` or of the events at the end of `kubectl describe`.
///
/// @param reason `FailedCreatePodSandBox`
/// @param count `x4307 over 16h` gives 4307
/// @param pod the object of the row, where it names a pod
record EventRow(String reason, long count, Optional<String> pod, String message) {

    /// Empty where the line is no row of a warning.
    static Optional<EventRow> of(String text) {
        int type = text.indexOf("Warning ");
        if (type < 0 || type > 120 || !isColumnsOnly(text, type)) {
            return Optional.empty();
        }
        int at = skipBlanks(text, type + 7);
        int end = wordEnd(text, at);
        String reason = text.substring(at, end);
        if (reason.length() < 3 || !isReason(reason)) {
            return Optional.empty();
        }
        at = skipBlanks(text, end);
        Optional<String> pod = Optional.empty();
        end = wordEnd(text, at);
        String object = text.substring(at, end);
        if (object.startsWith("pod/") || object.startsWith("Pod/")) {
            pod = Optional.of(object.substring(4));
            at = skipBlanks(text, end);
        } else if (isAge(object)) {
            at = skipBlanks(text, end);
        }
        return Optional.of(new EventRow(reason, count(text), pod, text.substring(at)));
    }

    private static boolean isColumnsOnly(String text, int end) {
        int words = 0;
        for (int i = 0; i < end; i++) {
            words += text.charAt(i) != ' ' && (i == 0 || text.charAt(i - 1) == ' ') ? 1 : 0;
        }
        return words <= 5 && (end == 0 || text.charAt(end - 1) == ' ');
    }

    private static boolean isReason(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Character.isLetterOrDigit(word.charAt(i))) {
                return false;
            }
        }
        return Character.isUpperCase(word.charAt(0));
    }

    private static boolean isAge(String word) {
        return !word.isEmpty()
                && Character.isDigit(word.charAt(0))
                && "smhd".indexOf(word.charAt(word.length() - 1)) >= 0;
    }

    private static long count(String text) {
        int open = text.indexOf("(x");
        int end = open + 2;
        while (open >= 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        boolean counted =
                open >= 0 && end > open + 2 && end < open + 18 && text.startsWith(" over ", end);
        return counted ? Long.parseLong(text.substring(open + 2, end)) : 1;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static int wordEnd(String text, int from) {
        int end = text.indexOf(' ', from);
        return end < 0 ? text.length() : end;
    }
}
