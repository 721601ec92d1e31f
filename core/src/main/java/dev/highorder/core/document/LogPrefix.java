/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Takes the prefix of a log transport off one line: syslog (RFC 3164, 3339, 5424), `dmesg` with any of
/// its options, `/dev/kmsg`, the short forms of `journalctl`, container logs, and a serial console.
final class LogPrefix {

    /// @param width how many characters of the line the prefix took
    /// @param kmsg whether it was a record of `/dev/kmsg`, whose continuation lines are no text
    /// @param partial whether the container log's line goes on in the next record
    /// @param since the time since the line before, where only that is printed (`dmesg -H`), in µs
    record Framed(
            Frame frame,
            String text,
            int width,
            boolean kmsg,
            boolean partial,
            OptionalLong since) {}

    private final PrefixScan p;
    private final KernelPrefix kernel;
    private final ProgramPrefix program;

    private LogPrefix(String line, int from) {
        this.p = new PrefixScan(line, from);
        this.kernel = new KernelPrefix(p);
        this.program = new ProgramPrefix(p);
    }

    /// Empty where the line has no prefix that is known.
    static Optional<Framed> of(String line) {
        int from = 0;
        while (from < line.length() && (line.charAt(from) == ' ' || line.charAt(from) == '\t')) {
            from++;
        }
        if (from == line.length()) {
            return Optional.empty();
        }
        Optional<Framed> framed = new LogPrefix(line, from).read();
        if (framed.isPresent()) {
            return framed;
        }
        int behind = behindFileName(line, from);
        if (behind > 0) {
            return new LogPrefix(line, behind).read();
        }
        int login = line.indexOf(" login: [", from);
        return login > 0 ? new LogPrefix(line, login + 8).read() : Optional.empty();
    }

    private Optional<Framed> read() {
        char first = p.scan.peek();
        if (first == '<' && !kernel.priority()) {
            return Optional.empty();
        }
        boolean bare = first != '<';
        if (kernel.kmsg()) {
            return Optional.of(p.framed(true));
        }
        kernel.facility();
        char c = p.scan.peek();
        if (c == '[') {
            if (kernel.brackets()) {
                program.monotonicHost();
                return Optional.of(p.framed(false));
            }
        } else if (c >= '0' && c <= '9') {
            if (versionOne() || isoLine() || unixLine() || logcatLine()) {
                return Optional.of(p.framed(false));
            }
        } else if (c >= 'A' && c <= 'Z') {
            if (syslogLine() || (isDay(p.scan.at) && isoLine())) {
                return Optional.of(p.framed(false));
            }
        }
        if (program.kernelTag() || !bare) {
            return Optional.of(p.framed(false));
        }
        return Optional.empty();
    }

    /// RFC 5424 behind its priority: `1 TIME HOST APP PROCID MSGID SD MSG`.
    private boolean versionOne() {
        if (!p.line.startsWith("1 ", p.scan.at)) {
            return false;
        }
        int from = p.scan.at;
        p.scan.at += 2;
        p.stamp = p.scan.iso();
        if (p.stamp.isEmpty() || !p.scan.take(' ')) {
            p.scan.at = from;
            return false;
        }
        String[] header = new String[4];
        for (int i = 0; i < 4; i++) {
            int end = p.tokenEnd(p.scan.at);
            header[i] = p.line.substring(p.scan.at, end);
            p.scan.at = Math.min(end + 1, p.line.length());
        }
        p.host = Optional.of(header[0]).filter(name -> !name.equals("-"));
        p.tag = header[1].equals("-") ? "" : header[1];
        p.pid =
                PrefixScan.number(header[2]) && header[2].length() < 10
                        ? OptionalInt.of(Integer.parseInt(header[2]))
                        : p.pid;
        if (p.scan.peek() == '-') {
            p.scan.at++;
        } else if (p.scan.peek() == '[') {
            int close = p.line.indexOf("] ", p.scan.at);
            p.scan.at = close < 0 ? p.line.length() : close + 1;
        }
        p.scan.take(' ');
        kernel.again();
        return true;
    }

    private boolean isoLine() {
        p.stamp = p.scan.iso();
        if (p.stamp.isEmpty()) {
            return false;
        }
        boolean dmesg = p.stamp.get().text().indexOf(',') > 0;
        int zoneName = p.scan.at;
        if (p.stamp.get().instant().isEmpty()
                && isDay(0)
                && p.scan.take(' ')) { // short-full: "Wed 2022-06-08 11:04:35 CST p.host kernel: "
            p.scan.at = p.tokenEnd(p.scan.at);
            if (!p.line.substring(zoneName, p.scan.at)
                    .strip()
                    .chars()
                    .allMatch(Character::isUpperCase)) {
                p.scan.at = zoneName;
            }
        }
        p.scan.take(' ');
        if (dmesg || p.scan.peek() == '[') {
            kernel.brackets();
        } else if (!stream()) {
            program.hostAndTag();
        }
        return true;
    }

    private boolean unixLine() {
        int from = p.scan.at;
        p.stamp = p.scan.unix();
        if (p.stamp.isPresent() && p.scan.take(' ') && program.hostAndTag()) {
            return true;
        }
        p.stamp = Optional.empty();
        p.scan.at = from;
        return false;
    }

    /// `06-08 11:04:35.123 <4>[  12.3] message`: a phone's kernel log behind the time of its own logger.
    private boolean logcatLine() {
        p.stamp = p.scan.monthDay();
        if (p.stamp.isEmpty()) {
            return false;
        }
        p.scan.take(' ');
        kernel.again();
        return true;
    }

    private boolean syslogLine() {
        p.stamp = p.scan.syslog();
        if (p.stamp.isEmpty()) {
            return false;
        }
        p.scan.take(' ');
        program.hostAndTag();
        return true;
    }

    /// `stderr F ` of a CRI pod log.
    private boolean stream() {
        int length =
                p.line.startsWith("stdout ", p.scan.at) || p.line.startsWith("stderr ", p.scan.at)
                        ? 7
                        : 0;
        if (length == 0
                || !(p.line.startsWith("F ", p.scan.at + 7)
                        || p.line.startsWith("P ", p.scan.at + 7))) {
            return false;
        }
        p.partial = p.line.charAt(p.scan.at + 7) == 'P';
        p.scan.at += 9;
        return true;
    }

    private boolean isDay(int from) {
        return p.line.length() > from + 4
                && p.line.charAt(from + 3) == ' '
                && Character.isUpperCase(p.line.charAt(from));
    }

    /// Behind `messages:`, `/var/log/messages-20220608:1234:` or `1234:`, as `grep` prints them, where
    /// a time follows; 0 where nothing of the kind is there.
    private static int behindFileName(String line, int from) {
        int colon = line.indexOf(':', from);
        int space = line.indexOf(' ', from);
        if (colon <= from || colon + 1 >= line.length() || (space >= 0 && space < colon)) {
            return 0;
        }
        int at = colon + 1;
        int next = at;
        while (next < line.length() && Character.isDigit(line.charAt(next))) {
            next++;
        }
        if (next > at && next < line.length() && line.charAt(next) == ':') {
            at = next + 1;
        }
        char c = at < line.length() ? line.charAt(at) : ' ';
        return c == '[' || c == '<' || Character.isUpperCase(c) || Character.isDigit(c) ? at : 0;
    }
}
