/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document.text;

import java.util.List;

/// What a paste added to all or most of its lines: mail quotes, a column of line numbers, a bar, a common
/// indent, Markdown fences. Decided over the whole paste, because one line alone does not show it.
///
/// @param bars whether lines begin with the `|` of a quote
/// @param numbers whether lines begin with consecutive numbers
public record PasteLayout(boolean bars, boolean numbers) {

    public static PasteLayout of(List<String> lines) {
        int filled = 0;
        int barred = 0;
        int tables = 0;
        int pairs = 0;
        int counted = 0;
        long previous = -2;
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            filled++;
            int from = quoteEnd(line);
            if (from < line.length() && line.charAt(from) == '|') {
                barred++;
                tables += line.endsWith("|") ? 1 : 0;
            }
            long number = number(line, from);
            if (number >= 0 && number == previous + 1) {
                pairs++;
            }
            counted += number == counted + 1 && isColumn(line, from) ? 1 : 0;
            previous = number >= 0 ? number : -2;
        }
        return new PasteLayout(
                barred * 10 >= filled * 9 && tables * 2 < barred && barred > 1,
                (pairs >= 2 && pairs * 5 >= (filled - 1) * 4) || (filled > 0 && counted == filled));
    }

    /// Whether the number is set off as `cat -n` and `grep -n` do, which shows it even on one line.
    private static boolean isColumn(String line, int from) {
        int end = digitsEnd(line, digitsAt(line, from));
        return end + 1 < line.length()
                && (line.charAt(end) == '\t'
                        || (line.charAt(end) == ':' && line.charAt(end + 1) != ' '));
    }

    /// Takes it off the lines, in place.
    public void takeOff(List<String> lines) {
        int indent = Integer.MAX_VALUE;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String bare = bare(line);
            if (isFence(bare)) {
                bare = "";
            }
            if (!bare.isBlank()) {
                indent = Math.min(indent, blanks(bare));
            }
            if (bare.length() != line.length()) {
                lines.set(i, bare);
            }
        }
        if (indent > 0 && indent < Integer.MAX_VALUE) {
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                lines.set(i, line.isBlank() ? "" : line.substring(indent));
            }
        }
    }

    private String bare(String line) {
        int from = quoteEnd(line);
        if (bars && from < line.length() && line.charAt(from) == '|') {
            from = skipBlank(line, from + 1);
        }
        if (numbers && number(line, from) >= 0) {
            from = behindNumber(line, from);
        }
        if (from > 0) {
            String rest = line.substring(from);
            return rest.substring(quoteEnd(rest));
        }
        return line;
    }

    private static int quoteEnd(String line) {
        int start = 0;
        while (start < line.length() && (line.charAt(start) == ' ' || line.charAt(start) == '\t')) {
            start++;
        }
        if (start >= line.length() || start > 8 || line.charAt(start) != '>') {
            return 0;
        }
        return start + LineCleaner.quoteWidth(line.substring(start));
    }

    private static boolean isFence(String line) {
        String bare = line.strip();
        return (bare.startsWith("```") || bare.startsWith("~~~"))
                && bare.length() < 24
                && bare.indexOf('`', 3) < 0;
    }

    private static int blanks(String line) {
        int count = 0;
        while (count < line.length() && (line.charAt(count) == ' ' || line.charAt(count) == '\t')) {
            count++;
        }
        return count;
    }

    /// The number that the line begins with, where something that separates follows; else -1.
    private static long number(String line, int from) {
        int start = digitsAt(line, from);
        int end = digitsEnd(line, start);
        if (end == start || end - start > 7) {
            return -1;
        }
        if (end < line.length() && ":|.)\t \u2502".indexOf(line.charAt(end)) < 0) {
            return -1;
        }
        return Long.parseLong(line.substring(start, end));
    }

    private static int behindNumber(String line, int from) {
        int end = digitsEnd(line, digitsAt(line, from));
        while (end < line.length() && line.charAt(end) == ' ') {
            end++;
            if (end < line.length() && ":|.)\u2502".indexOf(line.charAt(end)) < 0) {
                return end;
            }
        }
        return end >= line.length() ? end : skipBlank(line, end + 1);
    }

    private static int skipBlank(String line, int from) {
        return from < line.length() && line.charAt(from) == ' ' ? from + 1 : from;
    }

    private static int digitsAt(String line, int from) {
        int start = from;
        while (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    private static int digitsEnd(String line, int from) {
        int end = from;
        while (end < line.length() && Character.isDigit(line.charAt(end))) {
            end++;
        }
        return end;
    }
}
