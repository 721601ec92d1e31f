/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Stamp;
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

    private final String line;
    private final PrintedTime scan;
    private Optional<Stamp> stamp = Optional.empty();
    private OptionalLong boot = OptionalLong.empty();
    private OptionalLong since = OptionalLong.empty();
    private Optional<String> host = Optional.empty();
    private String tag = "";
    private OptionalInt pid = OptionalInt.empty();
    private Optional<String> caller = Optional.empty();
    private boolean partial;

    private LogPrefix(String line, int from) {
        this.line = line;
        this.scan = new PrintedTime(line, from);
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
        char first = scan.peek();
        if (first == '<' && !priority()) {
            return Optional.empty();
        }
        boolean bare = first != '<';
        if (kmsg()) {
            return Optional.of(framed(true));
        }
        facility();
        char c = scan.peek();
        if (c == '[') {
            if (brackets()) {
                monotonicHost();
                return Optional.of(framed(false));
            }
        } else if (c >= '0' && c <= '9') {
            if (versionOne() || isoLine() || unixLine()) {
                return Optional.of(framed(false));
            }
        } else if (c >= 'A' && c <= 'Z') {
            if (syslogLine() || (isDay(scan.at) && isoLine())) {
                return Optional.of(framed(false));
            }
        }
        if (kernelTag() || !bare) {
            return Optional.of(framed(false));
        }
        return Optional.empty();
    }

    private Framed framed(boolean kmsg) {
        Optional<Stamp> when = stamp;
        if (boot.isPresent()) {
            Stamp old = when.orElse(null);
            when =
                    Optional.of(
                            old == null
                                    ? bootStamp(boot.getAsLong())
                                    : new Stamp(
                                            old.text(),
                                            old.instant(),
                                            old.local(),
                                            old.yearKnown(),
                                            boot));
        }
        return new Framed(
                new Frame(when, host, tag, pid, caller),
                line.substring(Math.min(scan.at, line.length())),
                scan.at,
                kmsg,
                partial,
                since);
    }

    static Stamp bootStamp(long micros) {
        String fraction = Long.toString(1_000_000 + micros % 1_000_000).substring(1);
        return new Stamp(
                micros / 1_000_000 + "." + fraction,
                Optional.empty(),
                Optional.empty(),
                false,
                OptionalLong.of(micros));
    }

    /// `<4>`, with one blank or none behind it.
    private boolean priority() {
        int close = line.indexOf('>', scan.at);
        if (close < 0 || close - scan.at > 4 || close == scan.at + 1) {
            return false;
        }
        for (int i = scan.at + 1; i < close; i++) {
            if (!Character.isDigit(line.charAt(i))) {
                return false;
            }
        }
        scan.at = close + 1;
        return true;
    }

    /// `4,1234,5678,-;msg` with more fields, such as `caller=T12`, before the semicolon.
    private boolean kmsg() {
        int semicolon = line.indexOf(';', scan.at);
        if (semicolon < 0 || semicolon - scan.at > 80 || !Character.isDigit(scan.peek())) {
            return false;
        }
        String[] fields = line.substring(scan.at, semicolon).split(",", -1);
        if (fields.length < 4 || !number(fields[0]) || !number(fields[1]) || !number(fields[2])) {
            return false;
        }
        boot = OptionalLong.of(Long.parseLong(fields[2]));
        for (String field : fields) {
            if (field.startsWith("caller=")) {
                caller = Optional.of(field.substring(7));
            }
        }
        scan.at = semicolon + 1;
        return true;
    }

    private static boolean number(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /// `kern  :warn  : ` (`dmesg -x`).
    private void facility() {
        if (scan.peek() < 'a' || scan.peek() > 'z') {
            return;
        }
        int first = line.indexOf(':', scan.at);
        int second = first < 0 || first - scan.at > 8 ? -1 : line.indexOf(':', first + 1);
        if (second < 0 || second - first > 8 || !line.startsWith(": ", second)) {
            return;
        }
        String level = line.substring(first + 1, second).strip();
        String facility = line.substring(scan.at, first).strip();
        if (facility.indexOf(' ') < 0
                && switch (level) {
                    case "emerg", "alert", "crit", "err", "warn", "notice", "info", "debug" -> true;
                    default -> false;
                }) {
            scan.at = second + 2;
        }
    }

    /// One bracket with a time, and all that follow it; the blank behind the last one is taken too.
    private boolean brackets() {
        boolean any = false;
        while (scan.peek() == '[' && bracket()) {
            any = true;
            int end = scan.at;
            scan.blanks();
            if (scan.at - end > 1 || scan.peek() != '[' || !bracketAhead()) {
                scan.at = end;
                break;
            }
        }
        if (any) {
            scan.take(' ');
        }
        return any;
    }

    private boolean bracketAhead() {
        int from = scan.at;
        LogPrefix ahead = new LogPrefix(line, from);
        ahead.stamp = stamp;
        ahead.boot = boot;
        return ahead.bracket();
    }

    private boolean bracket() {
        int from = scan.at;
        scan.at++;
        scan.blanks();
        char c = scan.peek();
        boolean known = false;
        if (c == 'T' || c == 'C') {
            known = (stamp.isPresent() || boot.isPresent() || !tag.isEmpty()) && caller();
        }
        if (!known && c >= 'A' && c <= 'Z') {
            known = date();
        } else if (c == '+' || c == '<') {
            known = delta();
        } else if (c >= '0' && c <= '9') {
            OptionalLong micros = scan.seconds();
            if (micros.isPresent()) {
                boot = micros;
                known = true;
                scan.blanks();
                if (scan.peek() == '<') {
                    int close = line.indexOf('>', scan.at);
                    scan.at = close < 0 ? scan.at : close + 1;
                }
            } else {
                Optional<Stamp> iso = scan.iso();
                stamp = iso.isPresent() ? iso : stamp;
                known = iso.isPresent();
            }
        }
        scan.blanks();
        if (known && scan.take(']')) {
            return true;
        }
        scan.at = from;
        return false;
    }

    private boolean caller() {
        int end = scan.at + 1;
        while (end < line.length() && Character.isDigit(line.charAt(end))) {
            end++;
        }
        if (end == scan.at + 1) {
            return false;
        }
        caller = Optional.of(line.substring(scan.at, end));
        scan.at = end;
        return true;
    }

    private boolean date() {
        Optional<Stamp> read = scan.ctime();
        if (read.isEmpty()) {
            read = scan.syslog();
        }
        if (read.isEmpty()) {
            read = scan.minute();
        }
        stamp = read.isPresent() ? read : stamp;
        return read.isPresent();
    }

    /// `+0.000003` and `<    0.000003>`.
    private boolean delta() {
        boolean angle = scan.take('<');
        scan.blanks();
        scan.take('+');
        since = scan.seconds();
        return since.isPresent() && (!angle || scan.take('>'));
    }

    /// `[ 1.2] host kernel: msg` (`journalctl -o short-monotonic`).
    private void monotonicHost() {
        int first = line.indexOf(' ', scan.at);
        if (first < 0 || first == scan.at || line.charAt(first - 1) == ':') {
            return;
        }
        int end = tokenEnd(first + 1);
        boolean kernel = line.startsWith("kernel: ", first + 1);
        if (kernel || (end - first > 4 && line.startsWith("]:", end - 2))) {
            hostAndTag();
        }
    }

    /// RFC 5424 behind its priority: `1 TIME HOST APP PROCID MSGID SD MSG`.
    private boolean versionOne() {
        if (!line.startsWith("1 ", scan.at)) {
            return false;
        }
        int from = scan.at;
        scan.at += 2;
        stamp = scan.iso();
        if (stamp.isEmpty() || !scan.take(' ')) {
            scan.at = from;
            return false;
        }
        String[] header = new String[4];
        for (int i = 0; i < 4; i++) {
            int end = tokenEnd(scan.at);
            header[i] = line.substring(scan.at, end);
            scan.at = Math.min(end + 1, line.length());
        }
        host = Optional.of(header[0]).filter(name -> !name.equals("-"));
        tag = header[1].equals("-") ? "" : header[1];
        pid =
                number(header[2]) && header[2].length() < 10
                        ? OptionalInt.of(Integer.parseInt(header[2]))
                        : pid;
        if (scan.peek() == '-') {
            scan.at++;
        } else if (scan.peek() == '[') {
            int close = line.indexOf("] ", scan.at);
            scan.at = close < 0 ? line.length() : close + 1;
        }
        scan.take(' ');
        kernelAgain();
        return true;
    }

    private boolean isoLine() {
        stamp = scan.iso();
        if (stamp.isEmpty()) {
            return false;
        }
        boolean dmesg = stamp.get().text().indexOf(',') > 0;
        int zoneName = scan.at;
        if (stamp.get().instant().isEmpty()
                && isDay(0)
                && scan.take(' ')) { // short-full: "Wed 2022-06-08 11:04:35 CST host kernel: "
            scan.at = tokenEnd(scan.at);
            if (!line.substring(zoneName, scan.at)
                    .strip()
                    .chars()
                    .allMatch(Character::isUpperCase)) {
                scan.at = zoneName;
            }
        }
        scan.take(' ');
        if (dmesg || scan.peek() == '[') {
            brackets();
        } else if (!stream()) {
            hostAndTag();
        }
        return true;
    }

    private boolean unixLine() {
        int from = scan.at;
        stamp = scan.unix();
        if (stamp.isPresent() && scan.take(' ') && hostAndTag()) {
            return true;
        }
        stamp = Optional.empty();
        scan.at = from;
        return false;
    }

    private boolean syslogLine() {
        stamp = scan.syslog();
        if (stamp.isEmpty()) {
            return false;
        }
        scan.take(' ');
        hostAndTag();
        return true;
    }

    /// `stderr F ` of a CRI pod log.
    private boolean stream() {
        int length =
                line.startsWith("stdout ", scan.at) || line.startsWith("stderr ", scan.at) ? 7 : 0;
        if (length == 0
                || !(line.startsWith("F ", scan.at + 7) || line.startsWith("P ", scan.at + 7))) {
            return false;
        }
        partial = line.charAt(scan.at + 7) == 'P';
        scan.at += 9;
        return true;
    }

    /// `host tag[pid]: `, `tag[pid]: ` or `host tag: `; what does not look so stays text.
    private boolean hostAndTag() {
        int from = scan.at;
        if (tagAt(from)) {
            return true;
        }
        int end = tokenEnd(from);
        if (end < line.length() && isHost(from, end) && tagAt(end + 1)) {
            String name = line.substring(from, end);
            if (!(tag.equals("Trace") || tag.equals("trace") || tag.equals("name"))) {
                host = Optional.of(name);
                return true;
            }
            tag = "";
        }
        if (end < line.length()
                && isHost(from, end)
                && line.startsWith("last message repeated", end + 1)) {
            host = Optional.of(line.substring(from, end));
            scan.at = end + 1;
            return true;
        }
        scan.at = from;
        return false;
    }

    private boolean isHost(int from, int end) {
        for (int i = from; i < end; i++) {
            char c = line.charAt(i);
            if (!(Character.isLetterOrDigit(c) || "._-<>*@/".indexOf(c) >= 0)) {
                return false;
            }
        }
        return end > from && end - from <= 255;
    }

    private boolean tagAt(int from) {
        int end = from;
        while (end < line.length() && end - from < 96 && " :[\"=,".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        if (end == from || end >= line.length()) {
            return false;
        }
        int name = end;
        OptionalInt process = OptionalInt.empty();
        if (line.charAt(end) == '[') {
            int close = line.indexOf("]:", end);
            if (close < 0 || close - end > 11 || !number(line.substring(end + 1, close))) {
                return false;
            }
            String digits = line.substring(end + 1, close);
            process = digits.length() < 10 ? OptionalInt.of(Integer.parseInt(digits)) : process;
            end = close + 1;
        }
        boolean kernel = line.startsWith("kernel", from) && name == from + 6;
        if (line.charAt(end) != ':'
                || !(end + 1 == line.length() || line.charAt(end + 1) == ' ' || kernel)) {
            return false;
        }
        tag = line.substring(from, name);
        pid = process;
        scan.at = Math.min(end + 1, line.length());
        scan.take(' ');
        if (kernel) {
            kernelAgain();
        }
        return true;
    }

    /// What the kernel's own console prefix adds behind the transport's: `<4>`, `[ 12.3]`, `[ T123]`.
    private void kernelAgain() {
        if (scan.peek() == '<') {
            priority();
        }
        int from = scan.at;
        scan.blanks();
        if (scan.peek() != '[' || scan.at - from > 1 || !brackets()) {
            scan.at = from;
        }
    }

    /// `kernel: msg` and `host kernel: msg`, where the time was cut off.
    private boolean kernelTag() {
        if (line.startsWith("kernel: ", scan.at)) {
            return tagAt(scan.at);
        }
        int end = tokenEnd(scan.at);
        if (line.startsWith(" kernel: ", end) && isHost(scan.at, end) && end - scan.at > 1) {
            host = Optional.of(line.substring(scan.at, end));
            return tagAt(end + 1);
        }
        return false;
    }

    private boolean isDay(int from) {
        return line.length() > from + 4
                && line.charAt(from + 3) == ' '
                && Character.isUpperCase(line.charAt(from));
    }

    private int tokenEnd(int from) {
        int end = line.indexOf(' ', from);
        return end < 0 ? line.length() : end;
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
