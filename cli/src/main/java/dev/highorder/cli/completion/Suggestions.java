/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.completion;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What may follow one command, in words that every shell's script is made of.
///
/// @param command the words that lead to it, without the program's name: empty for the program itself
/// @param subcommands each with its description
/// @param options in the order of the help
/// @param values the words its arguments may be; empty where they are free
/// @param files whether its arguments are paths
public record Suggestions(
        String command,
        List<Word> subcommands,
        List<Option> options,
        List<String> values,
        boolean files) {

    /// A word and what it means.
    public record Word(String text, String description) {}

    /// An option.
    ///
    /// @param names `-o`, `--output`
    /// @param description its first sentence, without quotes of any kind
    /// @param value whether a value follows
    /// @param values what the value may be; empty where it is free
    /// @param files whether the value is a path
    public record Option(
            List<String> names,
            String description,
            boolean value,
            List<String> values,
            boolean files) {}

    /// Of the program and all its commands, the program first.
    public static List<Suggestions> of(CommandSpec program) {
        List<Suggestions> all = new ArrayList<>();
        collect(program, "", all);
        return all;
    }

    private static void collect(CommandSpec spec, String command, List<Suggestions> all) {
        List<Word> subcommands = new ArrayList<>();
        for (CommandLine sub : spec.subcommands().values()) {
            CommandSpec subSpec = sub.getCommandSpec();
            subcommands.add(new Word(subSpec.name(), plain(subSpec.usageMessage().description())));
        }
        List<Option> options = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            options.add(
                    new Option(
                            List.of(option.names()),
                            plain(option.description()),
                            option.arity().min() > 0,
                            candidates(option),
                            isPath(option)));
        }
        List<String> values = new ArrayList<>();
        boolean files = false;
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            values.addAll(candidates(positional));
            files |= isPath(positional);
        }
        all.add(new Suggestions(command, subcommands, options, values, files));
        for (CommandLine sub : spec.subcommands().values()) {
            String name = sub.getCommandName();
            collect(sub.getCommandSpec(), command.isEmpty() ? name : command + " " + name, all);
        }
    }

    private static boolean isPath(ArgSpec argument) {
        String label = argument.paramLabel();
        return label.equals("PATH") || label.equals("DIR") || label.equals("FILE");
    }

    private static List<String> candidates(ArgSpec argument) {
        List<String> candidates = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(candidates::add);
        }
        return candidates;
    }

    /// One line that needs no quoting inside single quotes and no escape in zsh's specs.
    private static String plain(String[] description) {
        String text = String.join(" ", description);
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        String bare =
                sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return bare.replace("'", "").replace("[", "(").replace("]", ")").replace(":", " -");
    }
}
