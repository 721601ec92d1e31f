/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Jazzer at work on one target, in a JVM of its own.
///
/// @param directory where what it tries, finds and says is left
record Fuzzer(Target target, Path directory) {

    /// For one input; the longest are diagnosed in a few milliseconds.
    private static final int HANGS_AFTER_SECONDS = 10;

    private static final int START_AND_END_SECONDS = 300;

    /// What was found, with the way to see it again; empty where nothing was.
    String run(Duration time) throws IOException, InterruptedException {
        Path tried = Files.createDirectories(directory.resolve("tried"));
        Path seeds = Files.createDirectories(directory.resolve("seeds"));
        for (Seed seed : Seed.of(target)) {
            seed.writeTo(seeds);
        }
        Path log = directory.resolve("log");
        Process jazzer =
                new ProcessBuilder(command(time, tried, seeds))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = jazzer.waitFor(time.toSeconds() + START_AND_END_SECONDS, TimeUnit.SECONDS);
        jazzer.destroyForcibly();
        return ended && jazzer.exitValue() == 0 ? "" : found(log);
    }

    private List<String> command(Duration time, Path tried, Path seeds) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-Dhighorder.root=" + System.getProperty("highorder.root", ".."),
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzzed.class.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=dev.highorder.core.**:dev.highorder.evidence.**:dev.highorder.report.**",
                // these look for injections into databases, shells and the like
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                "--reproducer_path=" + directory,
                "-artifact_prefix=" + directory + "/",
                "-max_total_time=" + time.toSeconds(),
                "-timeout=" + HANGS_AFTER_SECONDS,
                "-max_len=" + target.longest(),
                // the heap is bounded by the JVM
                "-rss_limit_mb=0",
                tried.toString(),
                seeds.toString());
    }

    private String found(Path log) throws IOException {
        StringBuilder found = new StringBuilder();
        for (Path input : inputs()) {
            found.append(
                    """

                    To see it again, keep the input and run what is kept:

                        echo '%s %s' >> %s
                        mvn -q -Dquick -pl it -am test -Dtest=CorpusTest -Dsurefire.failIfNoSpecifiedTests=false
                    """
                            .formatted(
                                    input.getFileName(),
                                    Base64.getEncoder().encodeToString(Files.readAllBytes(input)),
                                    target.kept()));
        }
        List<String> lines =
                new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        List<String> told =
                new ArrayList<>(lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        return found
                + "\nWhat Jazzer said last (all of it: "
                + log
                + "):\n\n"
                + String.join("\n", told);
    }

    /// Those that broke a law, took too long or too much.
    private List<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file ->
                            String.valueOf(file.getFileName())
                                    .matches("(crash|timeout|oom|slow-unit|leak)-.*"))
                    .sorted()
                    .toList();
        }
    }
}
