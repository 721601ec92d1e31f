/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The fields of a line of text: what stands between blanks, tabs and the no-break spaces of web pages.
///
/// @param words in their order
public record Fields(List<String> words) {

    public Fields {
        words = List.copyOf(words);
    }

    public static Fields of(String text) {
        return from(text, 0);
    }

    /// The fields behind a position of the text.
    public static Fields from(String text, int start) {
        List<String> words = new ArrayList<>();
        int at = start;
        while (true) {
            while (at < text.length() && blank(text.charAt(at))) {
                at++;
            }
            if (at >= text.length()) {
                return new Fields(words);
            }
            int begin = at;
            while (at < text.length() && !blank(text.charAt(at))) {
                at++;
            }
            words.add(text.substring(begin, at));
        }
    }

    public int size() {
        return words.size();
    }

    /// The field, or an empty text where the line is shorter.
    public String get(int index) {
        return index >= 0 && index < words.size() ? words.get(index) : "";
    }

    /// The field as a decimal number, see `number(String)`.
    public OptionalLong number(int index) {
        return number(get(index));
    }

    /// Whether there is a field and each is made of decimal digits.
    public boolean numeric() {
        return numericFrom(0);
    }

    /// Whether there is a field at `first` and it and each behind it is made of decimal digits.
    public boolean numericFrom(int first) {
        for (int i = first; i < words.size(); i++) {
            if (!decimal(words.get(i))) {
                return false;
            }
        }
        return first < words.size();
    }

    /// Position of the first character that is not blank; the length of a blank text.
    public static int indent(String text) {
        int at = 0;
        while (at < text.length() && blank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// Whether the text is one or more ASCII digits.
    public static boolean decimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// 0 … 2^63 − 1; empty where the text is no decimal number or a larger one.
    public static OptionalLong number(String text) {
        if (!decimal(text) || text.length() > 19) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\r' || c == '\u3000';
    }
}
