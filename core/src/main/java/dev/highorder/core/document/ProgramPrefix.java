/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.Optional;
import java.util.OptionalInt;

/// The program's name before a line, and the host's: `node-1 kubelet[9632]: `, `kernel: `.
final class ProgramPrefix {

    private final PrefixScan p;

    ProgramPrefix(PrefixScan p) {
        this.p = p;
    }

    /// `[ 1.2] host kernel: msg` (`journalctl -o short-monotonic`).
    void monotonicHost() {
        int first = p.line.indexOf(' ', p.scan.at);
        if (first < 0 || first == p.scan.at || p.line.charAt(first - 1) == ':') {
            return;
        }
        int end = p.tokenEnd(first + 1);
        boolean kernel = p.line.startsWith("kernel: ", first + 1);
        if (kernel || (end - first > 4 && p.line.startsWith("]:", end - 2))) {
            hostAndTag();
        }
    }

    /// `host tag[pid]: `, `tag[pid]: ` or `host tag: `; what does not look so stays text.
    boolean hostAndTag() {
        int from = p.scan.at;
        if (tagAt(from)) {
            return true;
        }
        int end = p.tokenEnd(from);
        if (end < p.line.length() && isHost(from, end) && tagAt(end + 1)) {
            String name = p.line.substring(from, end);
            if (!(p.tag.equals("Trace") || p.tag.equals("trace") || p.tag.equals("name"))) {
                p.host = Optional.of(name);
                return true;
            }
            p.tag = "";
        }
        if (end < p.line.length()
                && isHost(from, end)
                && p.line.startsWith("last message repeated", end + 1)) {
            p.host = Optional.of(p.line.substring(from, end));
            p.scan.at = end + 1;
            return true;
        }
        p.scan.at = from;
        return false;
    }

    private boolean isHost(int from, int end) {
        for (int i = from; i < end; i++) {
            char c = p.line.charAt(i);
            if (!(Character.isLetterOrDigit(c) || "._-<>*@/".indexOf(c) >= 0)) {
                return false;
            }
        }
        return end > from && end - from <= 255;
    }

    private boolean tagAt(int from) {
        int end = from;
        while (end < p.line.length()
                && end - from < 96
                && " :[\"=,".indexOf(p.line.charAt(end)) < 0) {
            end++;
        }
        if (end == from || end >= p.line.length()) {
            return false;
        }
        int name = end;
        OptionalInt process = OptionalInt.empty();
        if (p.line.charAt(end) == '[') {
            int close = p.line.indexOf("]:", end);
            if (close < 0
                    || close - end > 11
                    || !PrefixScan.number(p.line.substring(end + 1, close))) {
                return false;
            }
            String digits = p.line.substring(end + 1, close);
            process = digits.length() < 10 ? OptionalInt.of(Integer.parseInt(digits)) : process;
            end = close + 1;
        }
        boolean kernel = p.line.startsWith("kernel", from) && name == from + 6;
        if (p.line.charAt(end) != ':'
                || !(end + 1 == p.line.length() || p.line.charAt(end + 1) == ' ' || kernel)) {
            return false;
        }
        p.tag = p.line.substring(from, name);
        p.pid = process;
        p.scan.at = Math.min(end + 1, p.line.length());
        p.scan.take(' ');
        if (kernel) {
            new KernelPrefix(p).again();
        }
        return true;
    }

    /// `kernel: msg` and `host kernel: msg`, where the time was cut off.
    boolean kernelTag() {
        if (p.line.startsWith("kernel: ", p.scan.at)) {
            return tagAt(p.scan.at);
        }
        int end = p.tokenEnd(p.scan.at);
        if (p.line.startsWith(" kernel: ", end) && isHost(p.scan.at, end) && end - p.scan.at > 1) {
            p.host = Optional.of(p.line.substring(p.scan.at, end));
            return tagAt(end + 1);
        }
        return false;
    }
}
