/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import dev.highorder.core.document.SourceLine;
import dev.highorder.core.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The lines of one source that are kept, decoded, with what was wrong with their bytes.
final class KeptLines {

    /// A line is cut here: no log writes longer ones that mean anything to this program.
    static final int MAX_LINE = 64 << 10;

    private static final int MAX_PROBLEMS = 20;

    private final String path;
    private final Allowance allowance;
    private final List<SourceLine> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int cutLines;
    private int malformedLines;
    private int zeroLines;
    private long refused;

    KeptLines(String path, Allowance allowance) {
        this.path = path;
        this.allowance = allowance;
    }

    /// Keeps the line between two offsets, its line end included or not.
    void add(byte[] bytes, int from, int to, int number, boolean last) {
        int start = from;
        int end = to;
        while (start < end && bytes[start] == 0) {
            start++;
        }
        if (start == to && start > from) {
            return;
        }
        while (end > start && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        if (start > from) {
            zeroLines++;
            if (zeroLines == 1) {
                at(number, (start - from) + " zero bytes in front of the line were left out");
            }
        }
        if (end - start > MAX_LINE) {
            end = start + MAX_LINE;
            cut(number);
        }
        if (!allowance.take(end - start)) {
            refused++;
            return;
        }
        String text =
                start == end ? "" : new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0 && !spelled(bytes, start, end)) {
            malformed(number, last && text.endsWith("\uFFFD"));
        }
        lines.add(new SourceLine(number, text));
    }

    /// Notes that a line went on beyond what is kept of it.
    void cut(int number) {
        cutLines++;
        if (cutLines <= MAX_PROBLEMS) {
            at(number, "the line is longer than 65536 bytes; the rest of it was not read");
        }
    }

    private void malformed(int number, boolean atEnd) {
        malformedLines++;
        if (atEnd) {
            at(number, "the file ends in the middle of a UTF-8 sequence");
        } else if (malformedLines == 1) {
            at(number, "bytes that are not UTF-8, shown as U+FFFD");
        }
    }

    /// Notes a problem of the source at a line.
    void at(int number, String message) {
        problems.add(new Problem(path, OptionalInt.of(number), message));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<SourceLine> lines() {
        return lines;
    }

    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        if (cutLines > MAX_PROBLEMS) {
            all.add(Problem.of(path, cutLines + " lines in all were cut at 65536 bytes"));
        }
        if (malformedLines > 1) {
            all.add(
                    Problem.of(
                            path, malformedLines + " lines in all hold bytes that are not UTF-8"));
        }
        if (refused > 0) {
            all.add(
                    Problem.of(
                            path,
                            refused
                                    + " further lines that may matter were not kept: there is too much to hold in memory; narrow it with --since, or pass fewer files"));
        }
        return all;
    }

    /// Whether the bytes themselves spell U+FFFD, so that the decoder did not put it there.
    private static boolean spelled(byte[] bytes, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (bytes[i] == (byte) 0xef
                    && bytes[i + 1] == (byte) 0xbf
                    && bytes[i + 2] == (byte) 0xbd) {
                return true;
            }
        }
        return false;
    }
}
