/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document.text;

import java.util.Optional;

/// A shell prompt and the command typed at it.
///
/// @param host the node that the prompt names
/// @param command what was typed; empty at a prompt where nothing was
public record Prompt(Optional<String> host, String command) {

    /// The prompt that the line begins with. A prompt that names nobody (`$`, `#`, `+`) is only believed
    /// when something like a command follows, since comments, headings and diffs look the same.
    public static Optional<Prompt> of(String text) {
        String line = text.strip();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        return switch (line.charAt(0)) {
            case '[' -> bracketed(line);
            case '$', '%', '\u279c', '\u276f', '\u03bb' -> sign(line);
            case '#', '+' -> rootSign(line);
            case '(' -> environment(line);
            default -> named(line);
        };
    }

    /// A command that stands alone on its line, without a prompt, such as somebody's `cat /proc/buddyinfo`
    /// above the output.
    public static boolean isBareCommand(String text) {
        String line = text.strip();
        return line.length() < 160
                && line.length() > 1
                && Character.isLowerCase(line.charAt(0))
                && ".:,;?!\u3002\uff1a".indexOf(line.charAt(line.length() - 1)) < 0
                && KnownCommands.prints(line);
    }

    /// `[root@node-1 ~]# command`.
    private static Optional<Prompt> bracketed(String line) {
        int close = line.indexOf(']');
        int at = line.indexOf('@');
        if (close < 0 || close + 1 >= line.length()) {
            return Optional.empty();
        }
        if (at < 0 || at > close) {
            // "[12:34:56] root@node-1:~# command"
            String rest = line.substring(close + 1).strip();
            return line.charAt(1) >= '0'
                            && line.charAt(1) <= '9'
                            && rest.indexOf('@') > 0
                            && !rest.startsWith("[")
                    ? named(rest)
                    : Optional.empty();
        }
        int sign = close + 1;
        while (sign < line.length() && line.charAt(sign) == ' ') {
            sign++;
        }
        if (sign >= line.length() || "#$%>".indexOf(line.charAt(sign)) < 0) {
            return Optional.empty();
        }
        int end = at + 1;
        while (end < close && " :]".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return Optional.of(
                new Prompt(
                        hostName(line.substring(at + 1, end)), line.substring(sign + 1).strip()));
    }

    private static Optional<Prompt> sign(String line) {
        String rest = line.substring(1).strip();
        if (line.charAt(0) == '\u279c' && rest.startsWith("~ ")) {
            rest = rest.substring(2).strip();
        }
        if (rest.isEmpty()) {
            return line.length() == 1 && line.charAt(0) != '%'
                    ? Optional.of(none(""))
                    : Optional.empty();
        }
        boolean apart = line.length() > 1 && line.charAt(1) == ' ';
        boolean command =
                KnownCommands.begins(rest)
                        || (apart && line.charAt(0) == '$' && Character.isLetter(rest.charAt(0)));
        return command ? Optional.of(none(rest)) : Optional.empty();
    }

    private static Optional<Prompt> rootSign(String line) {
        int start = 1;
        while (start < line.length() && line.charAt(start) == '+') {
            start++;
        }
        String rest = line.substring(start).strip();
        return KnownCommands.begins(rest) && !isSentence(rest)
                ? Optional.of(none(rest))
                : Optional.empty();
    }

    /// `# find the node that fails:` is a comment although `find` is a command.
    private static boolean isSentence(String rest) {
        char last = rest.charAt(rest.length() - 1);
        if (last == ':' || last == '.' || last == '?' || last == '\uff1a' || last == '\u3002') {
            return true;
        }
        int words = 1;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == ' ') {
                words += rest.charAt(i - 1) == ' ' ? 0 : 1;
            } else if (!Character.isLetter(c) && c != '\'' && c != ',') {
                return false;
            }
        }
        return words >= 4;
    }

    /// `(venv) user@host:~$ command`.
    private static Optional<Prompt> environment(String line) {
        int close = line.indexOf(") ");
        return close > 0 && close < 32 ? of(line.substring(close + 2)) : Optional.empty();
    }

    private static Optional<Prompt> named(String line) {
        if (line.startsWith("PS ") && line.indexOf("> ") > 0) {
            int end = line.indexOf('>');
            return end < 100
                    ? Optional.of(none(line.substring(end + 1).strip()))
                    : Optional.empty();
        }
        int sign = signAt(line);
        if (sign < 0) {
            return Optional.empty();
        }
        String before = line.substring(0, sign).strip();
        String command = line.substring(sign + 1).strip();
        int at = before.indexOf('@');
        if (at > 0 && isName(before.substring(0, at))) {
            int end = at + 1;
            while (end < before.length() && " :~/".indexOf(before.charAt(end)) < 0) {
                end++;
            }
            return isName(before.substring(at + 1, end))
                    ? Optional.of(new Prompt(hostName(before.substring(at + 1, end)), command))
                    : Optional.empty();
        }
        if (isShell(before)) {
            return Optional.of(none(command));
        }
        boolean directory =
                before.equals("~") || (before.startsWith("/") && before.indexOf(' ') < 0);
        if (!KnownCommands.begins(command)) {
            return Optional.empty();
        }
        if (directory) {
            return Optional.of(none(command));
        }
        int end = before.indexOf(':');
        String host = end < 0 ? before : before.substring(0, end);
        return isName(host) && host.indexOf(' ') < 0
                ? Optional.of(new Prompt(hostName(host), command))
                : Optional.empty();
    }

    /// Where the prompt's `#`, `$` or `>` stands; -1 where the line has none that could be one.
    private static int signAt(String line) {
        int limit = Math.min(line.length(), 100);
        for (int i = 1; i < limit; i++) {
            char c = line.charAt(i);
            if (c == '#'
                    || c == '$'
                    || ((c == '>' || c == '%') && line.indexOf('@') > 0 && line.indexOf('@') < i)) {
                boolean ends = i + 1 == line.length() || line.charAt(i + 1) == ' ';
                boolean tight = i + 1 < line.length() && Character.isLetter(line.charAt(i + 1));
                return ends || tight ? i : -1;
            }
            if (c == '"' || c == '=' || c == '(' || c == ',' || c == '|' || c == ';') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isShell(String before) {
        int dash = before.indexOf('-');
        String name = dash < 0 ? "" : before.substring(0, dash);
        return (name.equals("sh")
                        || name.equals("bash")
                        || name.equals("ash")
                        || name.equals("zsh"))
                && dash + 1 < before.length()
                && Character.isDigit(before.charAt(dash + 1));
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static Optional<String> hostName(String name) {
        return switch (name) {
            case "", "localhost", "host", "hostname", "x", "\u2026", "..." -> Optional.empty();
            default -> Optional.of(name);
        };
    }

    private static Prompt none(String command) {
        return new Prompt(Optional.empty(), command);
    }
}
