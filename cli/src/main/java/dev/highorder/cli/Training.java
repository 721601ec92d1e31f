/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
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
        PrintStream out = System.out;
        PrintStream err = System.err;
        List<String> lines = Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8);
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            System.setOut(silent());
            System.setErr(silent());
            int status;
            try {
                status = Main.run(line.strip().split(" +", -1));
            } finally {
                System.setOut(out);
                System.setErr(err);
            }
            out.println("trained: highorder " + line.strip() + " (status " + status + ")");
        }
        // The way out of a command that fails is to be in the cache, too.
        System.exit(0);
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
