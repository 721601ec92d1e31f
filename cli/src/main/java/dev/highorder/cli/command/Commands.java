/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// All commands there are, under the program's name.
public final class Commands {

    private static final List<String> NAMES =
            List.of(
                    "diagnose",
                    "explain",
                    "capture",
                    "map",
                    "whatif",
                    "remedy",
                    "kb",
                    "completion");

    /// A fresh model of the whole command line.
    public CommandLine commandLine() {
        return commandLine(NAMES);
    }

    /// A fresh model of what a command line that begins with this word can reach. Each command in a model
    /// takes a start some milliseconds, so a start has no more than it needs.
    public CommandLine startingWith(String word) {
        return commandLine(NAMES.contains(word) ? List.of(word) : NAMES);
    }

    private static CommandLine commandLine(List<String> names) {
        CommandSpec program = CommandSpec.create().name("highorder");
        program.usageMessage()
                .description(
                        "Finds out why a Linux node refuses memory to a container: from the container's error to the kernel's cause.")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n")
                .optionListHeading("%nFlags of every command:%n")
                .footer(
                        "",
                        "Exit status: 0 done, 1 problem found (--exit-code), 2 usage, 3 no usable evidence, 4 refused by a guard.");
        CommonFlags.addTo(program, CommonFlags.ALL_OUTPUTS);
        program.addOption(
                OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .type(boolean.class)
                        .description("Show the version.")
                        .build());
        for (String name : names) {
            add(program, command(name));
        }
        return configured(new CommandLine(program));
    }

    private static Command command(String name) {
        return switch (name) {
            case "diagnose" -> new DiagnoseCommand();
            case "explain" -> new ExplainCommand();
            case "capture" -> new CaptureCommand();
            case "map" -> new MapCommand();
            case "whatif" -> new WhatIfCommand();
            case "remedy" -> new RemedyCommand();
            case "kb" -> new KbCommand();
            case "completion" -> new CompletionCommand();
            default -> throw new IllegalArgumentException(name);
        };
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
