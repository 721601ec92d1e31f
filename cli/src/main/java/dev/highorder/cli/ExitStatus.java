/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

/// The exit statuses that scripts may rely on.
public final class ExitStatus {

    /// Done, whatever the answer.
    public static final int DONE = 0;

    /// A problem was found, and `--exit-code` asked for it.
    public static final int FOUND = 1;

    /// The command line was wrong, or the answer could not be written.
    public static final int USAGE = 2;

    /// Nothing that could be read was evidence.
    public static final int NO_EVIDENCE = 3;

    /// A guard refused to let a remedy run.
    public static final int REFUSED = 4;

    private ExitStatus() {}
}
