/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document.text;

import java.util.ArrayList;
import java.util.List;

/// A line typed at a shell, taken apart into its commands. Pipes stay whole: what a pipe prints is one output.
public final class ShellLine {

    private ShellLine() {}

    /// The commands between `;`, `&&` and `||`, outside quotes and brackets; a comment at the end is left out.
    public static List<String> commands(String line) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        char quote = 0;
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(' || c == '{') {
                depth++;
            } else if (c == ')' || c == '}') {
                depth--;
            } else if (c == '#' && i > 0 && line.charAt(i - 1) == ' ' && depth <= 0) {
                break;
            } else if (depth <= 0 && separates(line, i)) {
                add(commands, command);
                i += c == ';' ? 0 : 1;
                continue;
            }
            command.append(c);
        }
        add(commands, command);
        return joined(commands);
    }

    /// The comment at the end of the line, without its `#`; empty where there is none.
    public static String comment(String line) {
        int hash = line.indexOf(" #");
        return hash < 0 ? "" : line.substring(hash + 2).strip();
    }

    private static boolean separates(String line, int at) {
        char c = line.charAt(at);
        if (c == ';') {
            return true;
        }
        return (c == '&' || c == '|') && at + 1 < line.length() && line.charAt(at + 1) == c;
    }

    private static void add(List<String> commands, StringBuilder command) {
        String text = command.toString().strip();
        if (!text.isEmpty()) {
            commands.add(text);
        }
        command.setLength(0);
    }

    /// A loop is one command although it holds semicolons.
    private static List<String> joined(List<String> commands) {
        if (commands.isEmpty()) {
            return commands;
        }
        String first = commands.getFirst();
        boolean loop =
                first.startsWith("for ") || first.startsWith("while ") || first.startsWith("if ");
        return loop ? List.of(String.join("; ", commands)) : commands;
    }
}
