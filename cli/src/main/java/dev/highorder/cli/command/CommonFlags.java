/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.report.text.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The flags that every command has. They may stand before the command's name or after it; the later one counts.
///
/// @param output the format of the answer
/// @param root where the node's `/` is mounted
/// @param quiet no warnings
/// @param verbosity how often `-v` was given
/// @param color `auto`, `always` or `never`
/// @param progress whether a progress bar may be shown
public record CommonFlags(
        String output,
        Optional<String> root,
        boolean quiet,
        int verbosity,
        String color,
        boolean progress) {

    private static final List<String> COLORS = List.of("auto", "always", "never");

    /// The formats that every command with an answer knows.
    static final List<String> OUTPUTS = List.of("text", "json", "markdown");

    /// The formats that some command knows: those of a diagnosis.
    static final List<String> ALL_OUTPUTS =
            List.of("text", "json", "markdown", "html", "openmetrics");

    /// Adds the flags to a command.
    ///
    /// @param outputs the formats this command can print
    static void addTo(CommandSpec spec, List<String> outputs) {
        spec.addOption(
                OptionSpec.builder("-o", "--output")
                        .paramLabel("FORMAT")
                        .type(String.class)
                        .completionCandidates(outputs)
                        .description(
                                "Format of the answer: "
                                        + String.join(", ", outputs)
                                        + " (default: text).")
                        .build());
        spec.addOption(
                OptionSpec.builder("--root")
                        .paramLabel("DIR")
                        .type(String.class)
                        .description(
                                "Where the node's / is mounted, e.g. /host; nothing is executed then.")
                        .build());
        spec.addOption(
                OptionSpec.builder("-q", "--quiet")
                        .type(boolean.class)
                        .description("No warnings.")
                        .build());
        spec.addOption(
                OptionSpec.builder("-v", "--verbose")
                        .type(boolean[].class)
                        .arity("0")
                        .description(
                                "Say all there is to say; -vv also shows where an error came from.")
                        .build());
        spec.addOption(
                OptionSpec.builder("--no-progress")
                        .type(boolean.class)
                        .description("No progress bar.")
                        .build());
        spec.addOption(
                OptionSpec.builder("--color")
                        .paramLabel("WHEN")
                        .type(String.class)
                        .completionCandidates(COLORS)
                        .description(
                                "Colours: auto, always, never (default: auto, on a terminal without NO_COLOR).")
                        .build());
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .type(boolean.class)
                        .description("Show this help.")
                        .build());
    }

    /// Reads the flags of the program and of the command.
    public static CommonFlags of(ParseResult program, ParseResult command) throws Failure {
        String output = value(program, command, "--output").orElse("text");
        OptionSpec known = command.commandSpec().findOption("--output");
        List<String> outputs = new ArrayList<>();
        if (known != null) {
            known.completionCandidates().forEach(outputs::add);
        }
        check("--output", output, outputs);
        String color = value(program, command, "--color").orElse("auto");
        check("--color", color, COLORS);
        boolean[] verbose = new boolean[0];
        int verbosity =
                program.matchedOptionValue("-v", verbose).length
                        + (program.equals(command)
                                ? 0
                                : command.matchedOptionValue("-v", verbose).length);
        return new CommonFlags(
                output,
                value(program, command, "--root"),
                program.hasMatchedOption("-q") || command.hasMatchedOption("-q"),
                verbosity,
                color,
                !program.hasMatchedOption("--no-progress")
                        && !command.hasMatchedOption("--no-progress"));
    }

    /// How text is to look on this terminal.
    TextStyle style(Terminal terminal) {
        return new TextStyle(
                terminal.width(), terminal.colour(color), verbosity > 0, terminal.unicode());
    }

    private static Optional<String> value(ParseResult program, ParseResult command, String name) {
        Optional<String> own = Optional.ofNullable(command.matchedOptionValue(name, null));
        return own.or(() -> Optional.ofNullable(program.matchedOptionValue(name, null)));
    }

    private static void check(String option, String value, List<String> allowed) throws Failure {
        if (!allowed.contains(value)) {
            throw Failure.usage(
                    option,
                    "'" + value + "' is none of its values; use " + String.join(", ", allowed));
        }
    }
}
