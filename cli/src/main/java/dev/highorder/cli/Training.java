/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The training run of the AOT cache: runs every command of a list in this one process, so that
/// whatever they load is in the cache. It belongs to the build and is no command of the product.
final class Training {

    private Training() {}

    /// Runs the commands of the list that the first argument names, a line each, and drops what they
    /// print. A command that fails is reported, and trains nothing.
    public static void main(String[] args) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8);
        Terminal own = Terminal.ofProcess();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int status;
            try (FileOutputStream nowhere = new FileOutputStream("/dev/null")) {
                Terminal silent =
                        new Terminal(
                                own.in(),
                                new BufferedOutputStream(nowhere),
                                nowhere,
                                own.environment(),
                                own.outDevice());
                status = new Program(silent).run(line.strip().split(" +", -1));
            }
            own.print("trained: highorder " + line.strip() + " (status " + status + ")\n");
            own.out().flush();
        }
        Main.main(new String[] {"--version"});
        // The way out of a command that fails is to be in the cache, too.
        System.exit(0);
    }
}
