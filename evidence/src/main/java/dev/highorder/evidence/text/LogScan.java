/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import dev.highorder.core.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Runs the line filter over a log of any length, in chunks of 256 KiB: keeps the beginning of it, and
/// every line that holds a literal of `Interest` with the lines around it. Line numbers count all lines.
final class LogScan {

    /// The beginning is kept without a filter: it tells what the file is.
    private static final int HEAD = 64 << 10;

    private static final int CHUNK = 256 << 10;
    private static final long MAX_ZEROS = 64L << 20;

    private final LiteralScanner scanner;
    private final KeptLines kept;
    private final String path;
    private final List<Problem> problems = new ArrayList<>();
    private final byte[] buffer = new byte[CHUNK + KeptLines.MAX_LINE * 2];

    /// The line at offset `at` has this number; all lines before it are dealt with.
    private int number = 1;

    private int at;
    private int keptTo;
    private int after;
    private long head;

    LogScan(String path, LiteralScanner scanner, KeptLines kept, int headBytes) {
        this.path = path;
        this.scanner = scanner;
        this.kept = kept;
        this.head = Math.min(HEAD, headBytes);
    }

    /// Reads to the end, or until nothing but zeros has come for 64 MiB.
    void run(InputStream in) throws IOException {
        int end = 0;
        int fresh = 0;
        long zeros = 0;
        boolean skipping = false;
        int read;
        while ((read = in.read(buffer, end, CHUNK)) >= 0) {
            if (Zeros.fill(buffer, end, read)) {
                zeros += read;
                if (zeros >= MAX_ZEROS) {
                    problems.add(
                            Problem.of(
                                    path,
                                    "nothing but zero bytes for 64 MiB; the rest was not read"));
                    break;
                }
                continue;
            }
            zeros = 0;
            int from = end;
            end += read;
            if (skipping) {
                int lineEnd = indexOfNewline(from, end);
                if (lineEnd < 0) {
                    end = from;
                    continue;
                }
                end = remove(from, lineEnd + 1, end);
                skipping = false;
            } else if (fresh == from) {
                int text = from;
                while (buffer[text] == 0) {
                    text++;
                }
                end = remove(from, text, end);
            }
            int last = lastNewline(fresh, end);
            if (last >= fresh) {
                process(fresh, last + 1, false);
                fresh = last + 1;
            }
            if (end - fresh > KeptLines.MAX_LINE && buffer[fresh] == 0) {
                // a hole: the line begins behind it
                int text = fresh;
                while (text < end && buffer[text] == 0) {
                    text++;
                }
                end = remove(fresh, text, end);
            }
            if (end - fresh > KeptLines.MAX_LINE) {
                // a line without an end in sight: its beginning is judged, the rest passed over
                end = fresh + KeptLines.MAX_LINE;
                kept.cut(number);
                process(fresh, end, false);
                fresh = end;
                keptTo = end;
                skipping = true;
            }
            int retain = back(fresh, keptTo);
            end = remove(0, retain, end);
            fresh -= retain;
            at -= retain;
            keptTo = Math.max(0, keptTo - retain);
        }
        if (end > fresh) {
            process(fresh, end, true);
        }
    }

    List<Problem> problems() {
        return problems;
    }

    /// Deals with whole lines; afterwards `at` is `to`.
    private void process(int from, int to, boolean last) {
        int hit = scanner.find(buffer, from, to);
        while (hit >= 0) {
            int line = lastNewline(at, hit) + 1;
            int following = following(hit, to);
            keepFollowing(line, to, last);
            if (at <= line) {
                int begin = back(line, keptTo);
                if (begin < at) {
                    number -= countNewlines(begin, at);
                    at = begin;
                } else {
                    skipTo(begin);
                }
                while (at <= line) {
                    keepLine(to, last);
                }
            }
            after = Math.max(after, following);
            hit = scanner.find(buffer, at, to);
        }
        keepFollowing(to, to, last);
        skipTo(to);
    }

    /// How many lines belong to the line with a literal at `hit`: its most far-reaching literal decides.
    private int following(int hit, int to) {
        int longest = 0;
        int newline = indexOfNewline(hit, to);
        int end = newline < 0 ? to : newline;
        for (int next = hit; next >= 0; next = scanner.find(buffer, next + 1, end)) {
            longest = Math.max(longest, Interest.after(scanner.matched()));
        }
        return longest;
    }

    /// Keeps lines up to `limit` while they still belong to a line that passed, or to the head.
    private void keepFollowing(int limit, int to, boolean last) {
        while (at < limit && (after > 0 || head > 0)) {
            after = Math.max(0, after - 1);
            keepLine(to, last);
        }
    }

    private void keepLine(int to, boolean last) {
        int newline = indexOfNewline(at, to);
        int end = newline < 0 ? to : newline + 1;
        kept.add(buffer, at, end, number, last && newline < 0);
        head -= end - at;
        number++;
        at = end;
        keptTo = end;
    }

    private void skipTo(int offset) {
        if (offset > at) {
            number += countNewlines(at, offset);
            if (buffer[offset - 1] != '\n') {
                number++;
            }
            at = offset;
        }
    }

    /// Where the context in front of the line at `line` begins: some lines, but not before `limit`.
    private int back(int line, int limit) {
        int lowest = Math.max(limit, line - KeptLines.MAX_LINE);
        int start = line;
        for (int lines = 0; lines < Interest.BEFORE && start > lowest; lines++) {
            int newline = lastNewline(lowest, start - 1);
            if (newline < lowest && lowest > limit) {
                break;
            }
            start = newline + 1;
        }
        return Math.max(start, limit);
    }

    private int remove(int from, int to, int end) {
        System.arraycopy(buffer, to, buffer, from, end - to);
        return end - (to - from);
    }

    private int indexOfNewline(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// Of the last newline in front of `to`; below `from` where there is none.
    private int lastNewline(int from, int to) {
        int i = to - 1;
        while (i >= from && buffer[i] != '\n') {
            i--;
        }
        return i;
    }

    private int countNewlines(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                count++;
            }
        }
        return count;
    }
}
