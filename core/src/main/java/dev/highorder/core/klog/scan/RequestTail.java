/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import dev.highorder.core.klog.RequestMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What stands behind the order of a request: `mode:0x…(NAMES), nodemask=…,cpuset=…,mems_allowed=…`, whichever the kernel
/// printed (`warn_alloc`, mm/page_alloc.c: mode always, names since 4.6, nodemask since 4.11, cpuset on the same record since 5.0).
public record RequestTail(
        RequestMode mode,
        Optional<String> nodemask,
        Optional<String> cpuset,
        Optional<String> memsAllowed) {

    public static final RequestMode NO_MODE = new RequestMode(OptionalLong.empty(), List.of(), "");
    public static final RequestTail NONE =
            new RequestTail(NO_MODE, Optional.empty(), Optional.empty(), Optional.empty());

    /// Reads whatever of it stands at or behind the cursor.
    static RequestTail at(Cursor cursor) {
        int start = cursor.position();
        RequestMode mode = cursor.find("mode:") ? mode(cursor) : NO_MODE;
        if (mode.text().isEmpty()) {
            cursor = cursor.back(start);
        }
        return new RequestTail(mode, nodemask(cursor), cpuset(cursor), memsAllowed(cursor));
    }

    /// A line that carries on a headline which a mailer wrapped, or which another CPU's output cut in two.
    public static Optional<RequestTail> continuation(String text) {
        Cursor cursor = new Cursor(text, 0).blanks();
        cursor.skip(",");
        cursor.blanks();
        int start = cursor.position();
        if (!text.startsWith("mode:0x", start)
                && !text.startsWith("nodemask=", start)
                && !text.startsWith("cpuset=", start)
                && !text.startsWith("mems_allowed=", start)) {
            return Optional.empty();
        }
        return Optional.of(at(cursor));
    }

    /// This tail with what the other one adds.
    public RequestTail or(RequestTail other) {
        return new RequestTail(
                mode.text().isEmpty() ? other.mode : mode,
                nodemask.or(other::nodemask),
                cpuset.or(other::cpuset),
                memsAllowed.or(other::memsAllowed));
    }

    /// `0x24000c0(GFP_KERNEL|…)`: the number, and the names in brackets if they follow.
    public static RequestMode mode(Cursor cursor) {
        String digits = hex(cursor);
        if (digits.isEmpty() || cursor.isInWord()) {
            return NO_MODE;
        }
        OptionalLong mask =
                digits.length() > 16
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseUnsignedLong(digits, 16));
        List<String> names = new ArrayList<>();
        String printed = "";
        if (cursor.skip("(")) {
            printed = cursor.until(")").strip();
            boolean closed = cursor.skip(")");
            int from = 0;
            while (from < printed.length()) {
                int bar = printed.indexOf('|', from);
                int to = bar < 0 ? printed.length() : bar;
                String name = printed.substring(from, to).strip();
                if (!name.isEmpty() && name.indexOf(' ') < 0) {
                    names.add(name);
                }
                from = to + 1;
            }
            if (!closed && mask.isPresent()) {
                // a list that was cut names less than was asked for: the number decides
                names.clear();
            }
            printed = "(" + printed + (closed ? ")" : "");
        }
        return new RequestMode(mask, names, "0x" + digits.toLowerCase(Locale.ROOT) + printed);
    }

    private static String hex(Cursor cursor) {
        if (!cursor.skip("0x") && !cursor.skip("0X")) {
            return "";
        }
        return cursor.hexDigits();
    }

    private static Optional<String> nodemask(Cursor cursor) {
        int start = cursor.position();
        if (!cursor.find("nodemask=")) {
            return Optional.empty();
        }
        String word = cursor.word();
        int end = word.indexOf(",cpuset=");
        if (end >= 0) {
            cursor.back(start);
            word = word.substring(0, end);
        }
        return text(stripComma(word));
    }

    private static Optional<String> cpuset(Cursor cursor) {
        int start = cursor.position();
        if (!cursor.find("cpuset=")) {
            return Optional.empty();
        }
        String name = cursor.until("mems_allowed=");
        cursor.back(start);
        return text(stripComma(name.strip()));
    }

    private static Optional<String> memsAllowed(Cursor cursor) {
        if (!cursor.find("mems_allowed=")) {
            return Optional.empty();
        }
        String word = cursor.blanks().word();
        int end = 0;
        while (end < word.length() && "0123456789,-".indexOf(word.charAt(end)) >= 0) {
            end++;
        }
        return text(stripComma(word.substring(0, end)));
    }

    static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static String stripComma(String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) == ',') {
            end--;
        }
        return word.substring(0, end);
    }

    /// Reads `nodemask=`, `cpuset=` and `mems_allowed=` of a line that has no mode, as the OOM report prints them.
    public static RequestTail masks(String text) {
        Cursor cursor = new Cursor(text, 0);
        return new RequestTail(NO_MODE, nodemask(cursor), cpuset(cursor), memsAllowed(cursor));
    }
}
