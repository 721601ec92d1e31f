/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.frames;

import dev.highorder.core.model.Problem;
import dev.highorder.core.pagemap.FrameSink;
import dev.highorder.evidence.IoMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Reads files that lie as they are with a thread for each processor, each thread the next piece that nobody has read.
final class PlainRead {

    /// More threads than this wait for memory, not for each other.
    private static final int THREADS = 4;

    /// Frames that one thread takes at a time: a multiple of every pageblock's.
    private static final int PART = 1 << 15;

    /// Frames that are read at once: little enough to stay in a processor's own cache.
    private static final int PIECE = 1 << 13;

    private final WordFile.Plain flags;
    private final Optional<WordFile.Plain> counts;
    private final List<Problem> problems;
    private final long frames;
    private final AtomicLong next = new AtomicLong();

    PlainRead(WordFile.Plain flags, Optional<WordFile.Plain> counts, List<Problem> problems) {
        this.flags = flags;
        this.counts = counts;
        this.problems = problems;
        this.frames = flags.bytes() / Long.BYTES;
    }

    void run(Supplier<FrameSink> sinks) {
        if (flags.bytes() % Long.BYTES != 0) {
            problems.add(
                    Problem.of(
                            flags.cited(),
                            "ends inside a word of 8 bytes: it was cut; the whole words were read"));
        }
        long parts = (frames + PART - 1) / PART;
        int threads =
                Math.clamp(
                        parts / 8,
                        1,
                        Math.min(THREADS, Runtime.getRuntime().availableProcessors()));
        List<Thread> running = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            FrameSink sink = sinks.get();
            running.add(Thread.ofPlatform().start(() -> pieces(sink)));
        }
        pieces(sinks.get());
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pieces(FrameSink sink) {
        try (FileChannel flagWords = open(flags.path());
                Countings countings = new Countings()) {
            Piece flagPiece = new Piece();
            long part = next.getAndAdd(PART);
            while (part < frames) {
                long end = Math.min(part + PART, frames);
                for (long first = part; first < end; first += PIECE) {
                    int count = flagPiece.read(flagWords, first, end - first);
                    sink.frames(first, flagPiece.words, countings.read(first, count), count);
                }
                part = next.getAndAdd(PART);
            }
        } catch (IOException failure) {
            problems.add(Problem.of(flags.cited(), IoMessage.of(failure)));
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ);
    }

    /// The map counts beside the flags, where there are any.
    private final class Countings implements AutoCloseable {
        private static final long[] NONE = {};

        private final Optional<FileChannel> channel;
        private final Piece piece = new Piece();

        Countings() throws IOException {
            channel =
                    counts.isPresent() ? Optional.of(open(counts.get().path())) : Optional.empty();
        }

        long[] read(long first, int count) throws IOException {
            if (channel.isEmpty()) {
                return NONE;
            }
            int read = piece.read(channel.get(), first, count);
            java.util.Arrays.fill(piece.words, read, Math.max(read, count), 0);
            return piece.words;
        }

        @Override
        public void close() throws IOException {
            if (channel.isPresent()) {
                channel.get().close();
            }
        }
    }

    /// Memory for one piece.
    private static final class Piece {
        private final ByteBuffer bytes =
                ByteBuffer.allocateDirect(PIECE * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        private final long[] words = new long[PIECE];

        /// Reads so many words or what is there, and says how many.
        int read(FileChannel channel, long first, long most) throws IOException {
            bytes.clear().limit((int) Math.min(PIECE, most) * Long.BYTES);
            long at = first * Long.BYTES;
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, at);
                if (read < 0) {
                    break;
                }
                at += read;
            }
            bytes.flip();
            int count = bytes.limit() / Long.BYTES;
            bytes.asLongBuffer().get(words, 0, count);
            return count;
        }
    }
}
