/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Runs the line filter over a log of any length: keeps the beginning of it, and every line that is of [Interest] with the lines
/// around it.
///
/// Two threads do the same: read a chunk, or unpack it, while no other reads; look through it, while the other reads or looks through
/// the next; and hand it over, in the order of the stream, to [ChosenLines]. So a slow stream is unpacked and looked through at the
/// same time, and a fast one is looked through by two cores.
final class LogScan {

    private static final int THREADS = 2;

    /// One for each thread, two that wait for an earlier one, and the one that the context of the next is taken from.
    private static final int CHUNKS = THREADS + 3;

    private final LiteralScanner scanner;
    private final ChosenLines chosen;
    private final Chunks chunks;
    private final ReentrantLock reading = new ReentrantLock();

    private final ReentrantLock state = new ReentrantLock();
    private final Condition changed = state.newCondition();
    private final Deque<Chunk> free = new ArrayDeque<>();
    private final List<Chunk> waiting = new ArrayList<>();
    private int made;
    private int working;
    private int next;
    private Optional<Throwable> failure = Optional.empty();

    LogScan(InputStream in, LiteralScanner scanner, ChosenLines chosen) {
        this.chunks = new Chunks(in);
        this.scanner = scanner;
        this.chosen = chosen;
    }

    /// Reads to the end, or until nothing but zeros has come for 64 MiB; then the answer is false.
    boolean run() throws IOException {
        working = Math.min(THREADS, Runtime.getRuntime().availableProcessors());
        for (int i = 1; i < working; i++) {
            Thread.ofPlatform().name("scan").daemon().start(this::work);
        }
        work();
        awaitOthers();
        if (failure.isPresent()) {
            Throwable what = failure.get();
            if (what instanceof IOException unreadable) {
                throw unreadable;
            }
            if (what instanceof Error worse) {
                throw worse;
            }
            throw (RuntimeException) what;
        }
        return !chunks.gaveUp();
    }

    private void awaitOthers() {
        state.lock();
        try {
            while (working > 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            state.unlock();
        }
    }

    private void work() {
        try {
            Optional<Chunk> chunk = read();
            while (chunk.isPresent()) {
                chunk.get().look(scanner);
                handOver(chunk.get());
                chunk = read();
            }
            end(Optional.empty());
        } catch (IOException | RuntimeException | Error failed) {
            end(Optional.of(failed));
        }
    }

    private void end(Optional<Throwable> failed) {
        state.lock();
        try {
            working--;
            failure = failure.or(() -> failed);
            changed.signalAll();
        } finally {
            state.unlock();
        }
    }

    private Optional<Chunk> read() throws IOException {
        Optional<Chunk> chunk = room();
        if (chunk.isEmpty()) {
            return chunk;
        }
        reading.lock();
        try {
            return chunks.fill(chunk.get()) ? chunk : Optional.empty();
        } finally {
            reading.unlock();
        }
    }

    /// A chunk to fill; none where the other thread has failed. Whoever holds the earliest chunk never waits here.
    private Optional<Chunk> room() {
        state.lock();
        try {
            while (free.isEmpty() && made == CHUNKS && failure.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            if (failure.isPresent()) {
                return Optional.empty();
            }
            if (free.isEmpty()) {
                made++;
                return Optional.of(new Chunk());
            }
            return Optional.of(free.pop());
        } finally {
            state.unlock();
        }
    }

    /// Passes on a chunk, or leaves that to the thread that has the one before it.
    private void handOver(Chunk chunk) {
        state.lock();
        try {
            waiting.add(chunk);
            for (int i = 0; i < waiting.size(); i++) {
                if (waiting.get(i).sequence == next) {
                    next++;
                    chosen.take(waiting.remove(i)).ifPresent(free::push);
                    i = -1;
                }
            }
            changed.signalAll();
        } finally {
            state.unlock();
        }
    }
}
