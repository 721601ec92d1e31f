/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

/// The program's entry point.
public final class Main {

    private Main() {}

    /// Runs the command line and exits with its status.
    public static void main(String[] args) {
        int status = new Program(Terminal.ofProcess()).run(args);
        // Leaving by exit() sets up a logger first; success need not wait for that.
        if (status != 0) {
            System.exit(status);
        }
    }
}
