/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A program that is run as a user runs it: a process with a working directory and an environment of
/// its own, which holds nothing but what is said here, `HOME`, and a `PATH`.
final class Program {

    private static final long LIMIT_SECONDS = 900;

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private Path directory = Path.of("/");

    Program(Object... command) {
        for (Object word : command) {
            this.command.add(word.toString());
        }
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", System.getProperty("user.home"));
    }

    Program in(Path directory) {
        this.directory = directory;
        return this;
    }

    Program with(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    Process start() {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs the program to its end.
    Outcome run() {
        return outcome(start());
    }

    /// Waits for the end of a process that was started before.
    static Outcome outcome(Process process) {
        CompletableFuture<String> out = text(process.getInputStream());
        CompletableFuture<String> err = text(process.getErrorStream());
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "still running after " + LIMIT_SECONDS + " s: " + process.info());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Outcome(process.exitValue(), out.join(), err.join());
    }

    private static CompletableFuture<String> text(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
