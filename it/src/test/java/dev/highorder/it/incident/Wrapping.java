/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What people do to a text before it arrives: how they quote, number, indent, wrap and end its lines.
public enum Wrapping {
    BARE(lines -> lines),
    QUOTED(lines -> each("> ", lines)),
    QUOTED_TWICE(lines -> each("> > ", lines)),
    QUOTED_TIGHTLY(lines -> each(">>", lines)),
    INDENTED(lines -> each("    ", lines)),
    TABBED(lines -> each("\t", lines)),
    NUMBERED(Wrapping::numbered),
    NUMBERED_BY_GREP(Wrapping::grepped),
    FENCED(Wrapping::fenced),
    TRAILED(lines -> lines.stream().map(line -> line + "   ").toList()),
    CARRIAGE_RETURNS(lines -> lines.stream().map(line -> line + "\r").toList()),
    ESCAPED_FOR_HTML(Wrapping::escaped),
    WRAPPED_AT_120(lines -> wrapped(lines, 120)),
    WRAPPED_AT_100(lines -> wrapped(lines, 100)),
    WRAPPED_AT_80(lines -> wrapped(lines, 80)),
    WRAPPED_AT_76(lines -> wrapped(lines, 76)),
    WRAPPED_AT_72(lines -> wrapped(lines, 72)),
    CUT_AT_80(lines -> cut(lines, 80)),
    CUT_AT_100(lines -> cut(lines, 100)),
    QUOTED_AND_WRAPPED(lines -> each("> ", wrapped(lines, 72)));

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
    private final UnaryOperator<List<String>> change;

    Wrapping(UnaryOperator<List<String>> change) {
        this.change = change;
    }

    /// Whether it breaks lines in two.
    public boolean breaksLines() {
        return name().contains("WRAPPED") || cutsWords();
    }

    /// Whether it breaks words, too.
    public boolean cutsWords() {
        return name().startsWith("CUT");
    }

    /// Does it to a text.
    public String of(String text) {
        return String.join("\n", change.apply(text.lines().toList())) + "\n";
    }

    private static List<String> each(String prefix, List<String> lines) {
        return lines.stream().map(line -> prefix + line).toList();
    }

    private static List<String> numbered(List<String> lines) {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            String number = Integer.toString(out.size() + 1);
            out.add(" ".repeat(6 - number.length()) + number + "\t" + line);
        }
        return out;
    }

    private static List<String> grepped(List<String> lines) {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            out.add((out.size() + 1) + ":" + line);
        }
        return out;
    }

    private static List<String> fenced(List<String> lines) {
        List<String> out = new ArrayList<>(List.of("This is what it says:", "", "```"));
        out.addAll(lines);
        out.addAll(List.of("```", "", "Any idea?"));
        return out;
    }

    private static List<String> escaped(List<String> lines) {
        return lines.stream()
                .map(line ->
                        line.replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;")
                                .replace("\"", "&quot;"))
                .toList();
    }

    /// As a mail program breaks lines: at the last blank in front of the column, which it keeps at no end.
    private static List<String> wrapped(List<String> lines, int column) {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            String rest = line;
            while (rest.length() > column) {
                int blank = rest.lastIndexOf(' ', column);
                if (blank <= 0) {
                    blank = rest.indexOf(' ', column);
                }
                if (blank < 0) {
                    break;
                }
                out.add(rest.substring(0, blank));
                rest = rest.substring(blank + 1);
            }
            out.add(rest);
        }
        return out;
    }

    /// As a terminal or a web console breaks lines: at the column, wherever that is.
    private static List<String> cut(List<String> lines, int column) {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            String rest = line;
            while (rest.length() > column) {
                out.add(rest.substring(0, column));
                rest = rest.substring(column);
            }
            out.add(rest);
        }
        return out;
    }
}
