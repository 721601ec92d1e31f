/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// A command: its flags, each defined once for parsing, help and completion, and what it does.
public interface Command {

    /// Name, description, options and arguments; the spec's user object is this command.
    CommandSpec spec();

    /// Does it. Only the answer goes to standard output.
    ///
    /// @param parsed this command's own options and arguments
    /// @return the exit status
    /// @throws IOException when standard output cannot be written
    int run(ParseResult parsed, CommonFlags flags, Terminal terminal) throws Failure, IOException;
}
