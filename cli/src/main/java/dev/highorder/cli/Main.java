/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program's entry point: parses the command line and hands over to a command.
@Command(
        name = "highorder",
        mixinStandardHelpOptions = true,
        version = "highorder 0.1.0-SNAPSHOT",
        description = "Finds out why the kernel refused a container its memory.")
public final class Main implements Runnable {

    /// Runs the command line and exits with its status.
    public static void main(String[] args) {
        int status = run(args);
        // Leaving by exit() sets up a logger first; success need not wait for that.
        if (status != 0) {
            System.exit(status);
        }
    }

    /// Runs the command line in this process and returns its exit status.
    static int run(String... args) {
        return new CommandLine(new Main()).execute(args);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
