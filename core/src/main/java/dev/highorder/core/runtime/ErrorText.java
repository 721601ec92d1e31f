/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import java.util.ArrayList;
import java.util.List;

/// An error as Go programs wrap it: `outer: middle caused "inner: errno"`, quoted again by every program it
/// passed through. Taken apart into its steps, from the outermost to the innermost.
///
/// @param flat the whole text with the quoting undone
/// @param steps without the quotes and without docker's `unknown` or podman's `OCI runtime error` at the end
record ErrorText(String flat, List<String> steps) {

    ErrorText {
        steps = List.copyOf(steps);
    }

    static ErrorText of(String text) {
        String flat = withoutEscapes(text);
        return new ErrorText(flat, steps(flat));
    }

    /// What failed at the very inside and how: `mkdir /sys/fs/cgroup/…: no space left on device`. The same
    /// error has the same innermost message whoever passed it on, in whatever quoting.
    String innermost() {
        if (steps.isEmpty()) {
            return flat;
        }
        int last = steps.size() - 1;
        String message = untilErrno(steps.get(last));
        boolean outcome = isOutcome(message) || closesMore(message);
        while (last > 0 && outcome && !steps.get(last - 1).startsWith("code = ")) {
            String before = steps.get(--last);
            message = before + ": " + message;
            outcome = isOutcome(before) || closesMore(message);
        }
        return message;
    }

    /// `2936832)`: the end of a bracket that an earlier step opened.
    private static boolean closesMore(String message) {
        int depth = 0;
        for (int i = 0; i < message.length(); i++) {
            depth += message.charAt(i) == '(' ? 1 : message.charAt(i) == ')' ? -1 : 0;
        }
        return depth < 0;
    }

    /// Without what a program adds behind the error's own words: `…: no space left on device, which is unexpected.`
    private static String untilErrno(String step) {
        int end = Errno.of(step).map(errno -> errno.endIn(step)).orElse(-1);
        return end > 0 && end < step.length() && ",.; )".indexOf(step.charAt(end)) >= 0
                ? step.substring(0, end)
                : step;
    }

    /// Words that only say how something ended, and nothing of what.
    private static boolean isOutcome(String step) {
        return isEnd(step)
                || Errno.of(step)
                        .filter(errno -> step.length() <= errno.words().length() + 2)
                        .isPresent();
    }

    private static boolean isEnd(String step) {
        return step.equals("EOF")
                || step.equals("signal")
                || step.equals("killed")
                || step.equals("retry")
                || step.equals("read")
                || step.equals("write")
                || step.equals("connect")
                || step.startsWith("0x")
                || step.startsWith("exit status ")
                || step.startsWith("signal: ")
                || step.startsWith("errno ")
                || step.equals("connection refused")
                || step.equals("connection reset by peer")
                || step.equals("context deadline exceeded")
                || step.equals("context canceled")
                || step.equals("invalid argument")
                || step.equals("no such file or directory")
                || step.equals("broken pipe");
    }

    private static String withoutEscapes(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) == '\\') {
                end++;
            }
            if (end == at) {
                out.append(text.charAt(at++));
            } else if (end < text.length() && text.charAt(end) == '"') {
                at = end;
            } else if (end < text.length()
                    && (text.charAt(end) == 'n' || text.charAt(end) == 't')) {
                out.append(' ');
                at = end + 1;
            } else {
                out.append(text, at, end);
                at = end;
            }
        }
        return out.toString();
    }

    private static List<String> steps(String flat) {
        List<String> steps = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < flat.length()) {
            int width = separator(flat, at);
            if (width > 0) {
                add(steps, flat.substring(from, at));
                at += width;
                from = at;
            } else {
                at++;
            }
        }
        add(steps, flat.substring(Math.min(from, flat.length())));
        while (steps.size() > 1 && isCategory(steps.getLast())) {
            steps.removeLast();
        }
        return steps;
    }

    /// What docker and podman put behind the error to say of which kind it is: `unknown`, `OCI runtime error`.
    private static boolean isCategory(String step) {
        return step.equals("unknown")
                || step.equals("unknown.")
                || step.equalsIgnoreCase("OCI runtime error")
                || step.equalsIgnoreCase("OCI runtime permission denied error")
                || step.equalsIgnoreCase("OCI runtime command not found error");
    }

    private static int separator(String text, int at) {
        return switch (text.charAt(at)) {
            case ':' -> text.startsWith(": ", at) ? 2 : 0;
            case ' ' ->
                    text.startsWith(" caused \"", at)
                            ? 9
                            : text.startsWith(" caused: ", at)
                                    ? 9
                                    : text.startsWith(" desc = ", at) ? 8 : 0;
            case '{' -> text.startsWith("{\"message\":\"", at) ? 12 : 0;
            default -> 0;
        };
    }

    private static void add(List<String> steps, String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && isEdge(raw.charAt(from))) {
            from++;
        }
        while (to > from && (isEdge(raw.charAt(to - 1)) || raw.charAt(to - 1) == '}')) {
            to--;
        }
        String step = balanced(raw.substring(from, to), raw, to);
        if (!step.isEmpty()) {
            steps.add(step);
        }
    }

    private static boolean isEdge(char c) {
        return c == ' ' || c == '"' || c == '`' || c == ',';
    }

    /// A quote that closes one inside the step (`pod "x"`) belongs to it.
    private static String balanced(String step, String raw, int end) {
        int quotes = 0;
        for (int i = 0; i < step.length(); i++) {
            quotes += step.charAt(i) == '"' ? 1 : 0;
        }
        return quotes % 2 == 1 && end < raw.length() && raw.charAt(end) == '"' ? step + '"' : step;
    }
}
