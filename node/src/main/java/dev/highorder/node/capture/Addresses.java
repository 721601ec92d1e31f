/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

/// Finds network addresses in a text.
final class Addresses {

    private Addresses() {}

    /// Whether a word of hexadecimal digits, dots and colons is the address of a host; loopback and `0.0.0.0` are
    /// nobody's.
    static boolean isIpv4(String word) {
        int parts = 0;
        int at = 0;
        while (at < word.length()) {
            int end = at;
            while (end < word.length() && Character.isDigit(word.charAt(end))) {
                end++;
            }
            boolean number =
                    end > at
                            && end - at <= 3
                            && Integer.parseInt(word, at, end, 10) <= 255
                            && (end - at == 1 || word.charAt(at) != '0');
            if (!number || (end < word.length() && word.charAt(end) != '.')) {
                return false;
            }
            parts++;
            at = end + 1;
        }
        return parts == 4
                && !word.endsWith(".")
                && !word.startsWith("127.")
                && !word.startsWith("0.");
    }

    /// Two colons in a row, or eight groups; a time of day has neither.
    static boolean isIpv6(String word) {
        int colons = 0;
        int group = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == ':') {
                colons++;
                group = 0;
            } else if (Character.digit(c, 16) < 0 || ++group > 4) {
                return false;
            }
        }
        boolean shortened = word.contains("::") && !word.contains(":::");
        return (shortened ? colons <= 7 && word.length() > 4 : colons == 7) && !word.equals("::1");
    }

    static boolean isMac(String word) {
        if (word.length() != 17 || word.equals("00:00:00:00:00:00")) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            boolean colon = i % 3 == 2;
            if (colon != (word.charAt(i) == ':')
                    || (!colon && Character.digit(word.charAt(i), 16) < 0)) {
                return false;
            }
        }
        return true;
    }
}
