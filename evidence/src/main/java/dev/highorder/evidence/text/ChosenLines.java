/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import dev.highorder.core.klog.read.KernelLogFilter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Of the chunks of a log, in their order, the lines that are kept: the beginning, and what is of [Interest] with the lines in front
/// of it and behind it. Counts all lines.
final class ChosenLines {

    /// The beginning is kept without a filter: it tells what the file is.
    private static final int HEAD = 64 << 10;

    private final KeptLines kept;
    private long head;

    /// The line at offset `at` of the chunk has this number; all lines before it are dealt with.
    private int number = 1;

    private int at;
    private int keptTo;
    private int after;

    /// The chunk before, and behind which of its bytes nothing was kept.
    private Optional<Chunk> before = Optional.empty();

    private int beforeKeptTo;

    ChosenLines(KeptLines kept, int headBytes) {
        this.kept = kept;
        this.head = Math.min(HEAD, headBytes);
    }

    /// Takes the next chunk, and gives back one that is done with.
    Optional<Chunk> take(Chunk chunk) {
        int firstNumber = number;
        at = 0;
        keptTo = 0;
        for (int hit = 0; hit < chunk.hits(); hit++) {
            int line = chunk.start(hit);
            keepFollowing(chunk, line);
            if (at <= line) {
                int begin = withContext(chunk, line);
                number += Newlines.count(chunk.bytes, at, begin);
                at = begin;
                while (at < line) {
                    keepContext(chunk);
                }
                keepLine(chunk);
            }
            after = Math.max(after, chunk.following(hit));
        }
        keepFollowing(chunk, chunk.length);
        number = firstNumber + chunk.lines();
        if (chunk.cut) {
            kept.cut(number - 1);
            keptTo = chunk.length;
        }
        Optional<Chunk> done = before;
        before = Optional.of(chunk);
        beforeKeptTo = keptTo;
        return done;
    }

    /// Keeps lines up to `limit` while they still belong to the head, or to a line that passed.
    private void keepFollowing(Chunk chunk, int limit) {
        while (at < limit && (after > 0 || head > 0)) {
            int begin = at;
            if (head > 0) {
                keepLine(chunk);
            } else {
                keepContext(chunk);
            }
            head -= at - begin;
            after = Math.max(0, after - 1);
        }
    }

    /// Keeps a line around one of interest, unless it has nothing to do with that.
    private void keepContext(Chunk chunk) {
        if (isApart(chunk, at)) {
            number++;
            at = chunk.endOfLine(at);
            keptTo = at;
        } else {
            keepLine(chunk);
        }
    }

    /// Whether the line is another program's, and the next one no continuation of it.
    private static boolean isApart(Chunk chunk, int start) {
        int next = chunk.endOfLine(start);
        return next < chunk.length
                && KernelLogFilter.isAnothers(line(chunk, start, next))
                && KernelLogFilter.isStamped(line(chunk, next, chunk.endOfLine(next)));
    }

    private static String line(Chunk chunk, int from, int to) {
        return new String(chunk.bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private void keepLine(Chunk chunk) {
        int end = chunk.endOfLine(at);
        boolean ended = chunk.bytes[end - 1] == '\n';
        kept.add(chunk.bytes, at, end, number, chunk.last && !ended);
        number++;
        at = end;
        keptTo = end;
    }

    /// Where the context in front of the line at `line` begins; what of it lies in the chunk before is kept at once.
    private int withContext(Chunk chunk, int line) {
        int lines = 0;
        int start = line;
        while (lines < Interest.BEFORE && start > keptTo) {
            start = Math.max(keptTo, Newlines.last(chunk.bytes, keptTo, start - 1) + 1);
            lines++;
        }
        if (keptTo == 0 && start == 0 && before.isPresent()) {
            tail(before.get(), Interest.BEFORE - lines);
        }
        return start;
    }

    /// Keeps up to so many of the last lines of the chunk before.
    private void tail(Chunk chunk, int wanted) {
        int lines = 0;
        int start = chunk.length;
        while (lines < wanted && start > beforeKeptTo) {
            start = Math.max(beforeKeptTo, Newlines.last(chunk.bytes, beforeKeptTo, start - 1) + 1);
            lines++;
        }
        int first = number - lines;
        while (start < chunk.length) {
            int end = chunk.endOfLine(start);
            if (!isApart(chunk, start)) {
                kept.add(chunk.bytes, start, end, first, false);
            }
            first++;
            start = end;
        }
    }
}
