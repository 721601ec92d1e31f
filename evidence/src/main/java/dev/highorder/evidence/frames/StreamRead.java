/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.frames;

import dev.highorder.core.model.Problem;
import dev.highorder.core.pagemap.FrameSink;
import java.util.List;
import java.util.Optional;

/// Reads flags and counts side by side where they come as streams: each is unpacked by a thread of its own, some pieces ahead.
final class StreamRead {

    private static final long[] NONE = {};

    private final WordFile flags;
    private final Optional<WordFile> counts;
    private final List<Problem> problems;

    StreamRead(WordFile flags, Optional<WordFile> counts, List<Problem> problems) {
        this.flags = flags;
        this.counts = counts;
        this.problems = problems;
    }

    void run(FrameSink sink) {
        WordStream flagWords = WordStream.start(flags, problems);
        Optional<WordStream> countWords = counts.map(file -> WordStream.start(file, problems));
        long first = 0;
        for (long[] piece = flagWords.next(); piece.length > 0; piece = flagWords.next()) {
            long[] beside = countWords.map(WordStream::next).orElse(NONE);
            if (beside.length > 0 && beside.length < piece.length) {
                beside = java.util.Arrays.copyOf(beside, piece.length);
            }
            sink.frames(first, piece, beside, piece.length);
            first += piece.length;
        }
        countWords.ifPresent(WordStream::stop);
    }
}
