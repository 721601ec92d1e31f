/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A child process that only tells something, with its own bounds in time and output: it is killed, with
/// all it has started, when its time is over. Its standard error is dropped, its input is empty.
final class Tool {

    private final String shown;
    private final Process process;
    private final Thread reader;
    private final long began = System.nanoTime();
    private final long deadline;
    private final Output output;

    private Tool(String shown, Process process, long deadline, int limit) {
        this.shown = shown;
        this.process = process;
        this.deadline = deadline;
        this.output = new Output(limit);
        this.reader =
                new Thread(() -> output.drain(process.getInputStream()), "highorder-" + shown);
        reader.setDaemon(true);
        reader.start();
    }

    /// What came of it.
    ///
    /// @param bytes what it had printed until then
    /// @param overtime whether it was killed because its time was over
    /// @param cut whether it printed more than was kept
    @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
    record Outcome(byte[] bytes, boolean overtime, boolean cut) {}

    /// Starts it.
    ///
    /// @param path the directories to look in, as in `PATH`
    /// @param limit bytes of output to keep
    /// @return empty where it is not installed or cannot be started
    static Optional<Tool> start(String path, List<String> command, long patienceMillis, int limit) {
        Optional<Path> program = find(path, command.getFirst());
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<String> found = new ArrayList<>(command);
            found.set(0, program.get().toString());
            ProcessBuilder builder = new ProcessBuilder(found);
            builder.environment().put("LC_ALL", "C");
            builder.redirectInput(Path.of("/dev/null").toFile());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
            return Optional.of(
                    new Tool(String.join(" ", command), builder.start(), deadline, limit));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// When it was started, of System.nanoTime().
    long began() {
        return began;
    }

    /// The command as a person would type it.
    String shown() {
        return shown;
    }

    /// Waits for its end or for its deadline, whichever is first.
    Outcome finish() {
        boolean ended = false;
        try {
            ended =
                    process.waitFor(
                            Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            // a grandchild may hold the pipe open
            reader.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return output.outcome(!ended);
    }

    private static Optional<Path> find(String path, String program) {
        for (String directory : path.split(":", -1)) {
            if (directory.startsWith("/")) {
                Path candidate = Path.of(directory, program);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /// What has been printed so far; filled by one thread and taken by another.
    private static final class Output {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int limit;
        private boolean cut;

        Output(int limit) {
            this.limit = limit;
        }

        void drain(InputStream from) {
            byte[] chunk = new byte[16 << 10];
            try (from) {
                int read;
                while ((read = from.read(chunk)) >= 0 && keep(chunk, read)) {
                    // keep() has done the work
                }
            } catch (IOException _) {
                // killed: what was printed until then counts
            }
        }

        private synchronized boolean keep(byte[] chunk, int read) {
            int room = Math.min(read, limit - kept.size());
            kept.write(chunk, 0, room);
            cut = room < read;
            return !cut;
        }

        synchronized Outcome outcome(boolean overtime) {
            return new Outcome(kept.toByteArray(), overtime && !cut, cut);
        }
    }
}
