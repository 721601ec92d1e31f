/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.core.document.SourceLine;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The text that a command is about, as words of the command line or from standard input, and the kernel it belongs to.
///
/// @param items the words of the command line joined, or one a line of standard input that is not blank
/// @param kernel the release that `--kernel` names
record TextArguments(List<String> items, Optional<KernelRelease> kernel) {

    static void addTo(CommandSpec spec, String description) {
        spec.parser().unmatchedOptionsArePositionalParams(true);
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("TEXT")
                        .arity("1..*")
                        .required(true)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description(description)
                        .build());
        Options.text(spec, "--kernel", "RELEASE", "The kernel it was printed by (uname -r).");
    }

    static TextArguments of(ParseResult parsed, Terminal terminal) throws Failure {
        List<String> words = parsed.matchedPositionalValue(0, List.of());
        boolean marked = parsed.originalArgs().contains("--");
        for (String word : words) {
            // "-12" is an errno, "--kernle" a slip
            if (!marked
                    && word.length() > 1
                    && word.charAt(0) == '-'
                    && !Character.isDigit(word.charAt(1))) {
                throw Failure.usage(
                        word,
                        "unknown option; see "
                                + parsed.commandSpec().qualifiedName()
                                + " --help, or put -- before the text");
            }
        }
        return new TextArguments(
                words.equals(List.of("-")) ? input(terminal) : List.of(String.join(" ", words)),
                KernelOption.of(parsed));
    }

    private static List<String> input(Terminal terminal) throws Failure {
        Evidence evidence = Evidence.open(List.of("-"), Optional.empty(), terminal.in());
        if (evidence.sources().isEmpty()) {
            Problem why =
                    evidence.problems().isEmpty()
                            ? Problem.of("-", "no text; pass it on standard input")
                            : evidence.problems().getFirst();
            throw Failure.noEvidence(why.path(), why.message());
        }
        List<String> items = new ArrayList<>();
        for (SourceLine line : evidence.sources().getFirst().lines()) {
            if (!line.text().isBlank()) {
                items.add(line.text());
            }
        }
        return items;
    }
}
