/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.frames;

import dev.highorder.core.model.Problem;
import dev.highorder.evidence.IoMessage;
import dev.highorder.evidence.text.Member;
import dev.highorder.evidence.text.Sample;
import dev.highorder.evidence.unpack.Contents;
import dev.highorder.evidence.unpack.Entry;
import dev.highorder.evidence.unpack.Limits;
import dev.highorder.evidence.unpack.Unpacking;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The words of one file in pieces, read and unpacked ahead by a thread.
final class WordStream {

    private static final int PIECE_BYTES = 256 << 10;
    private static final int AHEAD = 8;
    private static final long[] END = {};

    private final WordFile file;
    private final List<Problem> problems;
    private final BlockingQueue<long[]> pieces = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private boolean ended;

    private WordStream(WordFile file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
        this.thread = Thread.ofPlatform().daemon().unstarted(this::produce);
    }

    static WordStream start(WordFile file, List<Problem> problems) {
        WordStream stream = new WordStream(file, problems);
        stream.thread.start();
        return stream;
    }

    /// How many words there are, by reading them all; what is wrong with them is said when they are used.
    static long length(WordFile file) {
        WordStream stream = start(file, Collections.synchronizedList(new ArrayList<>()));
        long words = 0;
        for (long[] piece = stream.next(); piece.length > 0; piece = stream.next()) {
            words += piece.length;
        }
        return words;
    }

    /// The next piece; empty at the end.
    long[] next() {
        if (ended) {
            return END;
        }
        try {
            long[] piece = pieces.take();
            ended = piece.length == 0;
            return piece;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return END;
        }
    }

    /// Reads no further.
    void stop() {
        thread.interrupt();
    }

    private void produce() {
        try {
            read();
            pieces.put(END);
        } catch (Enough _) {
            ended();
        } catch (InterruptedIOException | InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            problems.add(Problem.of(file.cited(), IoMessage.of(failure)));
            ended();
        }
    }

    private void ended() {
        try {
            pieces.put(END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws IOException {
        switch (file) {
            case WordFile.Plain plain -> {
                try (InputStream in = Files.newInputStream(plain.path())) {
                    words(in);
                }
            }
            case WordFile.Kernel kernel -> {
                try (InputStream in = Files.newInputStream(kernel.path())) {
                    words(in);
                }
            }
            case WordFile.Packed packed -> {
                try (InputStream in = Files.newInputStream(packed.path())) {
                    unpack(packed.cited(), in);
                }
            }
            case WordFile.Member member -> {
                try (InputStream in = Files.newInputStream(member.archive())) {
                    unpack(member.place(), in);
                }
            }
        }
    }

    private void unpack(String place, InputStream in) throws IOException {
        Unpacking.of(Sample.of(Member.given(place, in)), Limits.USUAL, new Taken());
    }

    private void words(InputStream in) throws IOException {
        byte[] bytes = new byte[PIECE_BYTES];
        int read = in.readNBytes(bytes, 0, PIECE_BYTES);
        while (read > 0) {
            long[] words = new long[read / Long.BYTES];
            ByteBuffer.wrap(bytes, 0, read)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .get(words);
            if (read % Long.BYTES != 0) {
                problems.add(
                        Problem.of(
                                file.cited(),
                                "ends inside a word of 8 bytes: it was cut; the whole words were read"));
            }
            if (words.length > 0) {
                put(words);
            }
            read = read < PIECE_BYTES ? 0 : in.readNBytes(bytes, 0, PIECE_BYTES);
        }
    }

    private void put(long[] words) throws InterruptedIOException {
        try {
            pieces.put(words);
        } catch (InterruptedException interrupted) {
            InterruptedIOException stopped = new InterruptedIOException();
            stopped.initCause(interrupted);
            throw stopped;
        }
    }

    /// The file was read: what lies behind it in the archive is not wanted.
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// Takes the one member.
    private final class Taken implements Contents {

        @Override
        public boolean wants(String path, Entry.Kind kind, String target) {
            return path.equals(file.cited());
        }

        @Override
        public void member(Sample sample) throws IOException {
            if (sample.member().path().equals(file.cited())) {
                words(sample.bytes());
                throw new Enough();
            }
        }

        @Override
        public void problem(Problem problem) {
            if (problem.path().equals(file.cited())) {
                problems.add(problem);
            }
        }

        @Override
        public void leftOut(Problem problem) {
            // Other members are not asked for.
        }
    }
}
