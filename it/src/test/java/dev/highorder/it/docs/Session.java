/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A shell at the top of the repository, 80 columns wide, in which `highorder` is the program that was just built.
record Session(Path directory) {

    private static final int PATIENCE_SECONDS = 300;

    /// Lays out in `directory` what a page may name of the repository, with the built program in the place of the launcher,
    /// which would build again.
    static Session in(Path directory) throws IOException {
        Path program = Page.REPOSITORY.resolve("image/target/app/bin/highorder");
        if (!Files.isExecutable(program)) {
            throw new IOException(program + ": the image is not built");
        }
        Path examples = Page.REPOSITORY.resolve("examples");
        try (Stream<Path> files = Files.walk(examples)) {
            for (Path file : files.toList()) {
                Path to =
                        directory.resolve("examples").resolve(examples.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectory(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        Path start = directory.resolve("highorder");
        Files.writeString(start, "#!/bin/sh\nexec '" + program + "' \"$@\"\n");
        if (!start.toFile().setExecutable(true)) {
            throw new IOException(start + ": cannot be made executable");
        }
        return new Session(directory);
    }

    /// Runs the commands one after the other, as a person at a prompt would.
    ///
    /// @return what each printed, standard error included
    List<List<String>> run(List<String> commands) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (String command : commands) {
            // the status of a command is there for the next one to ask for
            script.append(command).append("\nstatus=$?; printf '%s\\n' '\u0001'; (exit $status)\n");
        }
        Path printed = Files.createTempFile(directory, "printed", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", script.toString())
                        .directory(directory.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", directory + ":/usr/local/bin:/usr/bin:/bin");
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("COLUMNS", "80");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end after " + PATIENCE_SECONDS + " s: " + commands);
        }
        return parts(Files.readString(printed, StandardCharsets.UTF_8));
    }

    private static List<List<String>> parts(String printed) {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (String line : printed.split("\n", -1)) {
            if (line.endsWith("\u0001")) {
                if (line.length() > 1) {
                    part.add(line.substring(0, line.length() - 1));
                }
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(line.stripTrailing());
            }
        }
        return parts;
    }
}
