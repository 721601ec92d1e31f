/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document.text;

/// Undoes what mailers, browsers, editors and terminals did to a single line: invisible characters,
/// typographic quotes, HTML entities, ANSI escapes, mail quotes. Layout (columns, tabs) stays.
public final class LineCleaner {

    private LineCleaner() {}

    /// The line with plain characters only. Most lines are plain already and come back as they are.
    public static String plain(String line) {
        String text = line;
        if (needsCharacters(text)) {
            text = characters(text);
        }
        return text.indexOf('&') >= 0 ? entities(text) : text;
    }

    /// How many characters of mail quoting (`> `, `>> `, `> > `) the line begins with, the one blank
    /// behind it included.
    public static int quoteWidth(String line) {
        int at = 0;
        int end = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '>') {
                end = at + 1;
            } else if (c != ' ' || at - end > 1) {
                break;
            }
            at++;
        }
        if (end > 0 && end < line.length() && line.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private static boolean needsCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x7f || (c < 0x20 && c != '\t')) {
                return true;
            }
        }
        return false;
    }

    private static String characters(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == 0x1b) {
                i = afterEscape(text, i);
                continue;
            }
            switch (c) {
                case '\u00a0', '\u2007', '\u202f', '\u2002', '\u2003', '\u2009', '\u3000' ->
                        out.append(' ');
                case '\u2018', '\u2019', '\u201a', '\u2032' -> out.append('\'');
                case '\u201c', '\u201d', '\u201e', '\u2033' -> out.append('"');
                case '\u2010', '\u2011', '\u2212' -> out.append('-');
                case '\u200b',
                        '\u200c',
                        '\u200d',
                        '\u2060',
                        '\ufeff',
                        '\u00ad',
                        '\u200e',
                        '\u200f' -> {
                    // invisible
                }
                case '\b' -> out.setLength(Math.max(0, out.length() - 1));
                case '\t' -> out.append(c);
                default -> {
                    if (c >= 0x20 && c != 0x7f) {
                        out.append(c);
                    }
                }
            }
            i++;
        }
        return out.toString();
    }

    /// Where the text goes on behind an ANSI control sequence or an operating system command.
    private static int afterEscape(String text, int from) {
        int i = from + 1;
        if (i >= text.length()) {
            return i;
        }
        char kind = text.charAt(i);
        if (kind == '[') {
            i++;
            while (i < text.length() && text.charAt(i) < 0x40) {
                i++;
            }
            return Math.min(text.length(), i + 1);
        }
        if (kind == ']') {
            while (i < text.length() && text.charAt(i) != 0x07 && text.charAt(i) != 0x1b) {
                i++;
            }
            return Math.min(text.length(), i + 1);
        }
        return i + 1;
    }

    private static String entities(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = c == '&' ? text.indexOf(';', i) : -1;
            String meaning = end > i && end - i <= 8 ? entity(text.substring(i + 1, end)) : "";
            if (meaning.isEmpty()) {
                out.append(c);
                i++;
            } else {
                out.append(meaning);
                i = end + 1;
            }
        }
        return out.toString();
    }

    private static String entity(String name) {
        return switch (name) {
            case "gt", "#62", "#x3e", "#x3E" -> ">";
            case "lt", "#60", "#x3c", "#x3C" -> "<";
            case "amp", "#38", "#x26" -> "&";
            case "quot", "ldquo", "rdquo", "#34", "#x22" -> "\"";
            case "apos", "lsquo", "rsquo", "#39", "#039", "#x27" -> "'";
            case "nbsp", "#160", "#xa0", "#32" -> " ";
            case "#91", "lbrack" -> "[";
            case "#93", "rbrack" -> "]";
            case "#x2F", "#47", "#x2f" -> "/";
            default -> "";
        };
    }
}
