/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

/// Why a command cannot go on, as one line for a person: `PLACE: what is wrong; what to do`.
public final class Failure extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    private Failure(int status, String line) {
        super(line, null, false, false);
        this.status = status;
    }

    /// The command line is wrong.
    public static Failure usage(String argument, String wrongAndTodo) {
        return new Failure(ExitStatus.USAGE, argument + ": " + wrongAndTodo);
    }

    /// There is nothing to work on.
    public static Failure noEvidence(String path, String wrongAndTodo) {
        return new Failure(ExitStatus.NO_EVIDENCE, path + ": " + wrongAndTodo);
    }

    /// What the process exits with.
    public int status() {
        return status;
    }

    /// The line without the program's name.
    public String line() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
