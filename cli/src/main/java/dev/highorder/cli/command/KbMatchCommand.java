/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.core.kb.KnowledgeBase;
import dev.highorder.core.kb.Match;
import dev.highorder.core.kb.QueryText;
import dev.highorder.report.kb.KnowledgeJson;
import dev.highorder.report.kb.KnowledgeMarkdown;
import dev.highorder.report.kb.KnowledgeText;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `highorder kb match`: the entries that a piece of log, a function or a message fits.
final class KbMatchCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("match");
        spec.usageMessage().description("Find the entries that fit a piece of log.");
        TextArguments.addTo(
                spec, "Lines of a log, functions, flags, 'order:6'; '-' reads standard input.");
        CommonFlags.addTo(spec, CommonFlags.OUTPUTS);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal)
            throws Failure, IOException {
        TextArguments arguments = TextArguments.of(parsed, terminal);
        String text = String.join("\n", arguments.items());
        List<Match> matches =
                KnowledgeBase.standard().match(QueryText.of(text, arguments.kernel()));
        switch (flags.output()) {
            case "json" -> KnowledgeJson.matches(matches, terminal.out());
            case "markdown" -> terminal.print(KnowledgeMarkdown.matches(matches));
            default -> terminal.print(KnowledgeText.matches(matches, terminal.width()));
        }
        return ExitStatus.DONE;
    }
}
