/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `highorder kb`: the knowledge base; does nothing without one of its commands.
final class KbCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("kb");
        spec.usageMessage()
                .description("The knowledge base: what is known of each kind of failure.")
                .synopsisSubcommandLabel("COMMAND");
        for (Command command :
                List.of(new KbListCommand(), new KbShowCommand(), new KbMatchCommand())) {
            Commands.add(spec, command);
        }
        CommonFlags.addTo(spec, CommonFlags.OUTPUTS);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal) throws Failure {
        throw Failure.usage("kb", "a command is missing; use list, show or match");
    }
}
