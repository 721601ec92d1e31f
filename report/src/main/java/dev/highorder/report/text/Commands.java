/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.report.layout.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/// Commands to paste. One that is too long goes on after a backslash, as a shell reads it; never inside quotes. A comment
/// at its end, which a backslash would not carry on, then stands below it on lines of its own.
final class Commands {

    private Commands() {}

    static List<String> wrap(Glyphs glyphs, String command, int width) {
        var lines = new ArrayList<String>();
        for (String line : command.split("\n", -1)) {
            wrapLine(glyphs.command(line), Math.max(width, 20), lines);
        }
        return lines;
    }

    private static void wrapLine(String line, int width, List<String> lines) {
        int comment = DisplayWidth.of(line) > width ? comment(line) : line.length();
        if (comment > 0) {
            wrapCommand(line.substring(0, comment).stripTrailing(), width, lines);
        }
        if (comment < line.length()) {
            String rest = line.substring(comment + 1).strip();
            while (DisplayWidth.of(rest) > width - 2) {
                int cut = lastBreak(rest, width - 2);
                if (cut <= 0) {
                    break;
                }
                lines.add("# " + rest.substring(0, cut));
                rest = rest.substring(cut + 1);
            }
            lines.add("# " + rest);
        }
    }

    /// Where the comment begins; the length where there is none.
    private static int comment(String command) {
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '#' && (i == 0 || command.charAt(i - 1) == ' ')) {
                return i;
            }
        }
        return command.length();
    }

    private static void wrapCommand(String command, int width, List<String> lines) {
        String rest = command;
        String indent = "";
        while (indent.length() + DisplayWidth.of(rest) > width) {
            int cut = lastBreak(rest, width - indent.length() - 2);
            if (cut <= 0) {
                break;
            }
            lines.add(indent + rest.substring(0, cut) + " \\");
            rest = rest.substring(cut + 1);
            indent = "  ";
        }
        lines.add(indent + rest);
    }

    /// The last blank outside quotes within so many columns; else the first after them; -1 where there is none.
    private static int lastBreak(String command, int columns) {
        char quote = 0;
        int found = -1;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == ' ' && i > 0 && command.charAt(i - 1) != '\\') {
                if (i > columns) {
                    return found > 0 ? found : i;
                }
                found = i;
            }
        }
        return found;
    }
}
