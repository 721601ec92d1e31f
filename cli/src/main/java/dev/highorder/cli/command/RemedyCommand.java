/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `highorder remedy`: guarded actions; does nothing without one of its commands.
final class RemedyCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("remedy");
        spec.usageMessage()
                .description(
                        "Guarded actions on this node, with before and after measured and each recorded.")
                .synopsisSubcommandLabel("COMMAND");
        Commands.add(spec, new RemedyListCommand());
        for (RemedyRunCommand.Mode mode : RemedyRunCommand.Mode.values()) {
            Commands.add(spec, new RemedyRunCommand(mode));
        }
        CommonFlags.addTo(spec, RemedyRunCommand.OUTPUTS);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal) throws Failure {
        throw Failure.usage("remedy", "a command is missing; use list, plan, apply or undo");
    }
}
