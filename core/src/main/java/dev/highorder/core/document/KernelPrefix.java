/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Stamp;
import java.util.Optional;
import java.util.OptionalLong;

/// What the kernel and its own tools put before a line: `<4>`, the header of a `/dev/kmsg` record, `kern  :warn  : `, and
/// brackets with a time or with the caller.
final class KernelPrefix {

    private final PrefixScan p;

    /// Whether the text follows without a blank.
    private boolean glued;

    KernelPrefix(PrefixScan p) {
        this.p = p;
    }

    /// `<4>`, with one blank or none behind it.
    boolean priority() {
        int close = p.line.indexOf('>', p.scan.at);
        if (close < 0 || close - p.scan.at > 4 || close == p.scan.at + 1) {
            return false;
        }
        for (int i = p.scan.at + 1; i < close; i++) {
            if (!Character.isDigit(p.line.charAt(i))) {
                return false;
            }
        }
        p.scan.at = close + 1;
        return true;
    }

    /// `4,1234,5678,-;msg` with more fields, such as `caller=T12`, before the semicolon.
    boolean kmsg() {
        int semicolon = p.line.indexOf(';', p.scan.at);
        if (semicolon < 0 || semicolon - p.scan.at > 80 || !Character.isDigit(p.scan.peek())) {
            return false;
        }
        String[] fields = p.line.substring(p.scan.at, semicolon).split(",", -1);
        if (fields.length < 4
                || !PrefixScan.number(fields[0])
                || !PrefixScan.number(fields[1])
                || !PrefixScan.number(fields[2])) {
            return false;
        }
        p.boot = OptionalLong.of(Long.parseLong(fields[2]));
        for (String field : fields) {
            if (field.startsWith("caller=")) {
                p.caller = Optional.of(field.substring(7));
            }
        }
        p.scan.at = semicolon + 1;
        return true;
    }

    /// `kern  :warn  : ` (`dmesg -x`).
    void facility() {
        if (p.scan.peek() < 'a' || p.scan.peek() > 'z') {
            return;
        }
        int first = p.line.indexOf(':', p.scan.at);
        int second = first < 0 || first - p.scan.at > 8 ? -1 : p.line.indexOf(':', first + 1);
        if (second < 0 || second - first > 8 || !p.line.startsWith(": ", second)) {
            return;
        }
        String level = p.line.substring(first + 1, second).strip();
        String facility = p.line.substring(p.scan.at, first).strip();
        if (facility.indexOf(' ') < 0
                && switch (level) {
                    case "emerg", "alert", "crit", "err", "warn", "notice", "info", "debug" -> true;
                    default -> false;
                }) {
            p.scan.at = second + 2;
        }
    }

    /// One bracket with a time, and all that follow it; the blank behind the last one is taken too.
    boolean brackets() {
        boolean any = false;
        while (p.scan.peek() == '[' && bracket()) {
            any = true;
            int end = p.scan.at;
            p.scan.blanks();
            if (p.scan.at - end > 2 || p.scan.peek() != '[' || !bracketAhead()) {
                p.scan.at = end;
                break;
            }
        }
        if (any) {
            printer();
            if (!glued) {
                p.scan.take(' ');
            }
        }
        return any;
    }

    /// Whether another bracket of the prefix stands here; nothing is taken.
    private boolean bracketAhead() {
        PrefixScan ahead = p.copy();
        return new KernelPrefix(ahead).bracket();
    }

    private boolean bracket() {
        int from = p.scan.at;
        p.scan.at++;
        p.scan.blanks();
        char c = p.scan.peek();
        boolean known = false;
        if (c == 'T' || c == 'C') {
            known = (p.stamp.isPresent() || p.boot.isPresent() || !p.tag.isEmpty()) && caller();
        }
        if (!known && p.boot.isPresent()) {
            known = task() || clock();
        }
        if (known) {
            p.scan.blanks();
        } else if (c >= 'A' && c <= 'Z') {
            known = date();
        } else if (c == '+' || c == '<') {
            known = delta();
        } else if (c >= '0' && c <= '9') {
            OptionalLong micros = p.scan.seconds();
            if (micros.isPresent()) {
                p.boot = micros;
                known = true;
                unit();
                p.scan.blanks();
                if (p.scan.peek() == '<') {
                    int close = p.line.indexOf('>', p.scan.at);
                    p.scan.at = close < 0 ? p.scan.at : close + 1;
                }
            } else {
                Optional<Stamp> iso = p.scan.iso();
                p.stamp = iso.isPresent() ? iso : p.stamp;
                known = iso.isPresent();
            }
        }
        p.scan.blanks();
        if (known && p.scan.take(']')) {
            return true;
        }
        p.scan.at = from;
        return false;
    }

    /// What vendors' kernels print behind the seconds: `[309805.658142s]`, the processor in `[  12.345678@1]`.
    private void unit() {
        if (p.scan.peek() == 's') {
            p.scan.at++;
        } else if (p.scan.peek() == '@') {
            p.scan.at++;
            digits();
        }
    }

    /// The task that printed, as vendors' kernels name it behind the time: `[pid:1361,cpu5,init]`, `[2:  init:    1]`.
    private boolean task() {
        int close = p.line.indexOf(']', p.scan.at);
        if (close < 0) {
            return false;
        }
        int from = p.scan.at;
        boolean named = p.line.startsWith("pid:", from);
        glued |= named;
        if (!named) {
            digits();
            named =
                    p.scan.at > from
                            && p.scan.peek() == ':'
                            && p.line.lastIndexOf(':', close) > p.scan.at;
        }
        p.scan.at = named ? close : from;
        return named;
    }

    /// A second time, of the wall clock: `[03-19 10:05:52.172]`.
    private boolean clock() {
        Optional<Stamp> read = p.scan.monthDay();
        p.stamp = read.isPresent() && p.stamp.isEmpty() ? read : p.stamp;
        return read.isPresent();
    }

    /// The processor and task of `[  12.345678] (1)[1234:kworker/1:2]message`, with a `-` where interrupts were off.
    private void printer() {
        int from = p.scan.at;
        p.scan.blanks();
        p.scan.take('-');
        if (p.scan.take('(') && digits() && p.scan.take(')') && p.scan.take('[') && digits()) {
            int close = p.line.indexOf(']', p.scan.at);
            if (p.scan.peek() == ':' && close > 0) {
                p.scan.at = close + 1;
                glued = true;
                return;
            }
        }
        p.scan.at = from;
    }

    private boolean digits() {
        int from = p.scan.at;
        while (Character.isDigit(p.scan.peek())) {
            p.scan.at++;
        }
        return p.scan.at > from;
    }

    private boolean caller() {
        int end = p.scan.at + 1;
        while (end < p.line.length() && Character.isDigit(p.line.charAt(end))) {
            end++;
        }
        if (end == p.scan.at + 1) {
            return false;
        }
        p.caller = Optional.of(p.line.substring(p.scan.at, end));
        p.scan.at = end;
        return true;
    }

    private boolean date() {
        Optional<Stamp> read = p.scan.ctime();
        if (read.isEmpty()) {
            read = p.scan.syslog();
        }
        if (read.isEmpty()) {
            read = p.scan.minute();
        }
        p.stamp = read.isPresent() ? read : p.stamp;
        return read.isPresent();
    }

    /// `+0.000003` and `<    0.000003>`.
    private boolean delta() {
        boolean angle = p.scan.take('<');
        p.scan.blanks();
        p.scan.take('+');
        p.since = p.scan.seconds();
        return p.since.isPresent() && (!angle || p.scan.take('>'));
    }

    /// What the kernel's own console prefix adds behind the transport's: `<4>`, `[ 12.3]`, `[ T123]`.
    void again() {
        if (p.scan.peek() == '<') {
            priority();
        }
        int from = p.scan.at;
        p.scan.blanks();
        if (p.scan.peek() != '[' || p.scan.at - from > 1 || !brackets()) {
            p.scan.at = from;
        }
    }
}
