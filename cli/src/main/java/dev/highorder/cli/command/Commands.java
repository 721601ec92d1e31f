/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// All commands there are, under the program's name.
public final class Commands {

    /// A fresh model of the whole command line.
    public CommandLine commandLine() {
        CommandSpec program = CommandSpec.create().name("highorder");
        program.usageMessage()
                .description(
                        "Finds out why a Linux node refuses memory to a container: from the container's error to the kernel's cause.")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n")
                .optionListHeading("%nFlags of every command:%n")
                .footer(
                        "",
                        "Exit status: 0 done, 1 problem found (--exit-code), 2 usage, 3 no usable evidence.");
        CommonFlags.addTo(program, CommonFlags.ALL_OUTPUTS);
        program.addOption(
                OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .type(boolean.class)
                        .description("Show the version.")
                        .build());
        add(program, new DiagnoseCommand());
        add(program, new ExplainCommand());
        add(program, new KbCommand());
        add(program, new CompletionCommand());
        return configured(new CommandLine(program));
    }

    static void add(CommandSpec parent, Command command) {
        CommandSpec spec = command.spec();
        spec.usageMessage().sortOptions(false);
        parent.addSubcommand(spec.name(), spec);
    }

    private static CommandLine configured(CommandLine commandLine) {
        return commandLine
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setOverwrittenOptionsAllowed(true)
                .setUsageHelpAutoWidth(false);
    }
}
