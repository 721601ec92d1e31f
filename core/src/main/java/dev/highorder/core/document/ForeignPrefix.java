/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a tool that is not known here put before every line of a kernel log: a test's number, a container's name and a bar, a
/// console server's mark. It is learnt from lines that the kernel prints whole and always alike (`Mem-Info:`, `Call Trace:`):
/// whatever stands before them, and before a prefix that is known, is foreign. The same, with other numbers in it, is taken off all
/// lines.
final class ForeignPrefix {

    private static final List<String> WHOLE_LINES =
            List.of("Mem-Info:", "Call Trace:", "Call trace:");
    private static final int FEWEST_LINES = 5;
    private static final int MOST_PREFIXES = 4;
    private static final int LONGEST = 96;

    private final List<String> prefixes;

    private ForeignPrefix(List<String> prefixes) {
        this.prefixes = prefixes;
    }

    static ForeignPrefix of(List<String> lines) {
        List<String> prefixes = new ArrayList<>();
        for (String line : lines) {
            if (prefixes.size() < MOST_PREFIXES) {
                before(line).filter(prefix -> isNew(prefix, prefixes)).ifPresent(prefixes::add);
            }
        }
        prefixes.removeIf(prefix -> uses(prefix, lines) < FEWEST_LINES);
        return new ForeignPrefix(List.copyOf(prefixes));
    }

    /// Takes it off the lines, in place.
    void takeOff(List<String> lines) {
        if (prefixes.isEmpty()) {
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (String prefix : prefixes) {
                int end = endIn(line, prefix);
                if (end > 0) {
                    lines.set(i, line.substring(end));
                    break;
                }
            }
        }
    }

    /// What stands before the kernel's own line and before a known prefix of it.
    private static Optional<String> before(String line) {
        String text = line.stripTrailing();
        for (String whole : WHOLE_LINES) {
            int at = text.length() - whole.length();
            if (at > 0 && at <= LONGEST && text.endsWith(whole) && !text.isBlank()) {
                return foreignPart(text, at, whole);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> foreignPart(String text, int at, String whole) {
        // the field of a journal entry is no prefix, it belongs to the fields around it
        boolean field = text.startsWith("MESSAGE=", at - 8);
        if (field || text.substring(0, at).isBlank() || isKnown(text, 0, whole)) {
            return Optional.empty();
        }
        for (int i = 1; i < at; i++) {
            boolean begins =
                    text.charAt(i - 1) == ' ' || text.charAt(i) == '[' || text.charAt(i) == '<';
            if (begins && text.charAt(i) != ' ' && isKnown(text, i, whole)) {
                return Optional.of(text.substring(0, i));
            }
        }
        return Optional.of(text.substring(0, at));
    }

    private static boolean isKnown(String text, int from, String whole) {
        return LogPrefix.of(text.substring(from))
                .filter(framed -> framed.text().strip().equals(whole))
                .isPresent();
    }

    private static boolean isNew(String prefix, List<String> prefixes) {
        for (String known : prefixes) {
            if (endIn(prefix, known) == prefix.length()) {
                return false;
            }
        }
        return true;
    }

    private static int uses(String prefix, List<String> lines) {
        int uses = 0;
        for (String line : lines) {
            uses += endIn(line, prefix) > 0 ? 1 : 0;
        }
        return uses;
    }

    /// Where the prefix, with whatever numbers and blanks, ends in the line; 0 where it is not there.
    private static int endIn(String line, String prefix) {
        int at = 0;
        int i = 0;
        while (i < prefix.length()) {
            char c = prefix.charAt(i);
            if (at >= line.length()) {
                return 0;
            }
            if (isDigit(c) || c == ' ') {
                int end = runEnd(line, at, c);
                if (end == at) {
                    return 0;
                }
                i = runEnd(prefix, i, c);
                at = i == prefix.length() && c == ' ' ? at + 1 : end;
            } else {
                if (line.charAt(at) != c) {
                    return 0;
                }
                i++;
                at++;
            }
        }
        return at;
    }

    private static int runEnd(String text, int from, char kind) {
        int end = from;
        while (end < text.length()
                && (kind == ' ' ? text.charAt(end) == ' ' : isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
