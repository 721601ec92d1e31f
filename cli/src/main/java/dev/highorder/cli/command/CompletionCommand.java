/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.cli.completion.BashCompletion;
import dev.highorder.cli.completion.FishCompletion;
import dev.highorder.cli.completion.Suggestions;
import dev.highorder.cli.completion.ZshCompletion;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `highorder completion`: the script that teaches a shell the commands and flags.
final class CompletionCommand implements Command {

    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("completion");
        spec.usageMessage()
                .description("Print the completion script of a shell.")
                .footer(
                        "",
                        "  bash: source <(highorder completion bash)",
                        "  zsh:  source <(highorder completion zsh)",
                        "  fish: highorder completion fish | source");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("SHELL")
                        .index("0")
                        .arity("1")
                        .required(true)
                        .type(String.class)
                        .completionCandidates(SHELLS)
                        .description("bash, zsh or fish.")
                        .build());
        CommonFlags.addTo(spec, List.of("text"));
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal)
            throws Failure, IOException {
        String shell = parsed.matchedPositionalValue(0, "");
        List<Suggestions> suggestions =
                Suggestions.of(new Commands().commandLine().getCommandSpec());
        switch (shell) {
            case "bash" -> terminal.print(BashCompletion.script(suggestions));
            case "zsh" -> terminal.print(ZshCompletion.script(suggestions));
            case "fish" -> terminal.print(FishCompletion.script(suggestions));
            default ->
                    throw Failure.usage(shell, "no such shell; use " + String.join(", ", SHELLS));
        }
        return ExitStatus.DONE;
    }
}
