/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.bench.messages;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// Writes a log of a given size: a week of a node, ordinary lines with a failure about every four mebibytes, and beside it the truth:
/// a line a failure with its kind, its time and the number of its first line. The same seed gives the same bytes.
///
/// `MessagesLog MEBIBYTES SEED LOG TRUTH`; `-` as LOG is standard output.
final class MessagesLog {

    private static final long SECONDS = 7 * 24 * 3600;
    private static final int BYTES_PER_FAILURE = 4 << 20;

    private MessagesLog() {}

    public static void main(String[] arguments) throws IOException {
        long bytes = Long.parseLong(arguments[0]) << 20;
        long seed = Long.parseLong(arguments[1]);
        try (OutputStream log =
                        arguments[2].equals("-")
                                ? System.out
                                : Files.newOutputStream(Path.of(arguments[2]));
                PrintStream truth =
                        new PrintStream(
                                Files.newOutputStream(Path.of(arguments[3])),
                                false,
                                StandardCharsets.UTF_8)) {
            write(bytes, seed, new LogWriter(log), truth);
        }
    }

    static void write(long bytes, long seed, LogWriter log, PrintStream truth) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<Template> ordinary = OrdinaryLines.weighted();
        Failure[] failures = Failure.values();
        long next = random.nextLong(BYTES_PER_FAILURE);
        while (log.written() < bytes) {
            log.at(log.written() * SECONDS / bytes);
            if (log.written() < next) {
                ordinary.get(random.nextInt(ordinary.size())).write(log, random);
                continue;
            }
            Failure failure = failures[random.nextInt(failures.length)];
            truth.printf("%s\t%s\t%d%n", failure, log.stamp(), log.lineNumber() + 1);
            for (Template line : failure.lines()) {
                line.write(log, random);
            }
            next = log.written() + BYTES_PER_FAILURE / 2 + random.nextLong(BYTES_PER_FAILURE);
        }
        log.flush();
    }
}
