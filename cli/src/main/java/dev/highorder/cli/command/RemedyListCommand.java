/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Terminal;
import dev.highorder.node.remedy.Action;
import dev.highorder.node.remedy.RemedyJson;
import dev.highorder.node.remedy.RemedyText;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `highorder remedy list`: all actions there are.
final class RemedyListCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("list");
        spec.usageMessage().description("List the actions there are, the gentler first.");
        CommonFlags.addTo(spec, RemedyRunCommand.OUTPUTS);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal) throws IOException {
        if (flags.output().equals("json")) {
            terminal.out().write(RemedyJson.of(Action.all()));
        } else {
            for (String line : RemedyText.of(Action.all())) {
                terminal.print(line + "\n");
            }
        }
        return ExitStatus.DONE;
    }
}
