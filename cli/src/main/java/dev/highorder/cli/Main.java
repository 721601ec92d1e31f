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
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
