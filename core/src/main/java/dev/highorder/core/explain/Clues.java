/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import dev.highorder.core.klog.RequestMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Finds a mask, an order and an error number in words that no parser of a log knows: what a person types. Linear in the
/// length of the text.
final class Clues {

    private static final List<String> MODE_KEYS =
            List.of(
                    "mode:",
                    "mode=",
                    "gfp_mask=",
                    "gfp_mask:",
                    "gfp_flags=",
                    "gfp=",
                    "gfp:",
                    "mode ");

    private Clues() {}

    /// `mode:0xc0d0`, `gfp_mask=0xcc0(GFP_KERNEL)`, a number in hexadecimal, or names of flags joined by `|`, `,` or blanks.
    static Optional<RequestMode> mode(String text) {
        for (String key : MODE_KEYS) {
            int at = text.indexOf(key);
            if (at >= 0) {
                Optional<RequestMode> mode = number(text, at + key.length());
                if (mode.isPresent()) {
                    return mode;
                }
            }
        }
        int hex = text.indexOf("0x");
        boolean bare = hex >= 0 && (hex == 0 || " (=:,".indexOf(text.charAt(hex - 1)) >= 0);
        if (bare && text.indexOf("+0x") < 0 && text.indexOf("[<") < 0) {
            Optional<RequestMode> mode = number(text, hex);
            if (mode.isPresent()) {
                return mode;
            }
        }
        List<String> names = names(text);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new RequestMode(OptionalLong.empty(), names, String.join("|", names)));
    }

    private static Optional<RequestMode> number(String text, int at) {
        if (!text.startsWith("0x", at) && !text.startsWith("0X", at)) {
            return Optional.empty();
        }
        int end = at + 2;
        while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        if (end == at + 2 || end > at + 18) {
            return Optional.empty();
        }
        long mask = Long.parseUnsignedLong(text, at + 2, end, 16);
        List<String> names = List.of();
        int after = end;
        while (after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        if (after < text.length() && text.charAt(after) == '(') {
            int close = text.indexOf(')', after);
            names = names(text.substring(after, close < 0 ? text.length() : close));
        }
        return Optional.of(
                new RequestMode(
                        OptionalLong.of(mask),
                        names,
                        text.substring(at, end).toLowerCase(Locale.ROOT)));
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && word(text.charAt(at))) {
                at++;
            }
            String name = text.substring(start, at);
            if (name.startsWith("GFP_")
                    || name.startsWith("__GFP_")
                    || hexAmongNames(name, names)) {
                names.add(name);
            }
            at++;
        }
        return names;
    }

    private static boolean hexAmongNames(String name, List<String> names) {
        return name.startsWith("0x") && !names.isEmpty();
    }

    /// `order:6`, `order 6`, `order=6`, `order-6`.
    static OptionalInt order(String text) {
        int at = text.indexOf("order");
        while (at >= 0) {
            int digit = at + "order".length();
            if (digit < text.length() && ":= -".indexOf(text.charAt(digit)) >= 0) {
                OptionalLong order = decimal(text, skip(text, digit + 1));
                if (order.isPresent() && order.getAsLong() <= 62) {
                    return OptionalInt.of((int) order.getAsLong());
                }
            }
            at = text.indexOf("order", at + 1);
        }
        return OptionalInt.empty();
    }

    /// A number of either sign behind `errno`, `error`, `ret:` and the like, or alone with a minus; else an error that the
    /// text spells out.
    static Optional<Errno> errno(String text) {
        String whole = text.strip();
        OptionalLong alone = whole.startsWith("-") ? decimal(whole, 1) : OptionalLong.empty();
        if (alone.isPresent() && whole.length() == 1 + digits(alone.getAsLong())) {
            return Errno.of((int) alone.getAsLong());
        }
        for (String key : List.of("errno", "error", "err", "ret", "returned", "rc")) {
            int at = text.indexOf(key);
            if (at >= 0) {
                int number = at + key.length();
                while (number < text.length() && ":= -".indexOf(text.charAt(number)) >= 0) {
                    number++;
                }
                OptionalLong value = decimal(text, number);
                boolean apart = number > at + key.length();
                if (apart && value.isPresent() && value.getAsLong() <= 133) {
                    Optional<Errno> errno = Errno.of((int) value.getAsLong());
                    if (errno.isPresent()) {
                        return errno;
                    }
                }
            }
        }
        return Errno.spelledIn(text);
    }

    /// The whole text as a plain number.
    static OptionalLong plainNumber(String text) {
        String whole = text.strip();
        OptionalLong value = decimal(whole, 0);
        return value.isPresent() && whole.length() == digits(value.getAsLong())
                ? value
                : OptionalLong.empty();
    }

    private static int skip(String text, int at) {
        int from = at;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        return from;
    }

    private static OptionalLong decimal(String text, int at) {
        int end = at;
        long value = 0;
        while (end < text.length() && end - at < 10 && digit(text.charAt(end))) {
            value = value * 10 + text.charAt(end) - '0';
            end++;
        }
        boolean cut = end < text.length() && word(text.charAt(end));
        return end == at || cut ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static int digits(long value) {
        return Long.toString(value).length();
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
