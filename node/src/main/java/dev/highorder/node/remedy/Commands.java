/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Runs commands of a shell, each with a bound in time; all that one has started ends with it.
///
/// @param environment they see
/// @param seconds the bound
public record Commands(Map<String, String> environment, int seconds) {

    private static final int MOST = 4096;

    public Commands {
        environment = Map.copyOf(environment);
    }

    /// Whether a variable is set.
    boolean names(String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }

    /// Whether it ends in time, with success. Its output is dropped.
    boolean succeeds(String command) {
        return run(command, ProcessBuilder.Redirect.DISCARD).isPresent();
    }

    /// The first of what it prints; empty where it fails or takes too long.
    Optional<String> output(String command) {
        return run(command, ProcessBuilder.Redirect.PIPE);
    }

    private Optional<String> run(String command, ProcessBuilder.Redirect out) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.redirectOutput(out);
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return Optional.empty();
            }
            String said =
                    new String(process.getInputStream().readNBytes(MOST), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
