/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// A position in a line that moves over what it recognises and stays where it does not.
public final class Cursor {
    private final String text;
    private int at;

    public Cursor(String text, int at) {
        this.text = text;
        this.at = at;
    }

    public int position() {
        return at;
    }

    public boolean atEnd() {
        return at >= text.length();
    }

    /// Moves over the literal if it stands here.
    public boolean skip(String literal) {
        if (!text.startsWith(literal, at)) {
            return false;
        }
        at += literal.length();
        return true;
    }

    /// Moves behind the next occurrence of the literal.
    public boolean find(String literal) {
        int found = text.indexOf(literal, at);
        if (found < 0) {
            return false;
        }
        at = found + literal.length();
        return true;
    }

    public Cursor blanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return this;
    }

    /// Moves over decimal digits; empty where there are none or where the number is 2^63 or more.
    public OptionalLong decimal() {
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return decimal(text, from, at);
    }

    public OptionalInt integer() {
        OptionalLong value = decimal();
        return value.isPresent() && value.getAsLong() <= Integer.MAX_VALUE
                ? OptionalInt.of((int) value.getAsLong())
                : OptionalInt.empty();
    }

    /// The text up to a literal, or up to the end; the cursor stops in front of the literal.
    public String until(String literal) {
        int end = text.indexOf(literal, at);
        if (end < 0) {
            end = text.length();
        }
        String passed = text.substring(at, end);
        at = end;
        return passed;
    }

    /// The text up to the next blank, or up to the end.
    public String word() {
        int from = at;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    String hexDigits() {
        int from = at;
        while (at < text.length() && isHex(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /// Goes to a position that was passed before.
    Cursor back(int position) {
        at = position;
        return this;
    }

    /// Whether a word goes on here, as one does that was damaged behind its digits.
    public boolean isInWord() {
        return at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) > 0x7e);
    }

    public String rest() {
        return at >= text.length() ? "" : text.substring(at);
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /// The decimal number in `text[from, to)`; empty where it is none, or 2^63 or more.
    public static OptionalLong decimal(String text, int from, int to) {
        if (from >= to) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(value);
    }

    /// A count of kibibytes in bytes; empty where that is 2^63 or more.
    public static OptionalLong kibibytes(OptionalLong kib) {
        return kib.isPresent() && kib.getAsLong() <= Long.MAX_VALUE >> 10
                ? OptionalLong.of(kib.getAsLong() << 10)
                : OptionalLong.empty();
    }
}
