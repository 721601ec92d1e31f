/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.core.explain.Explain;
import dev.highorder.core.explain.Explanation;
import dev.highorder.report.json.ExplainJson;
import dev.highorder.report.markdown.ExplainMarkdown;
import dev.highorder.report.text.ExplainText;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `highorder explain`: what a line, a mask, an order, an error number or a stack means.
final class ExplainCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("explain");
        spec.usageMessage()
                .description(
                        "Decode a line of a log, a mask (0xc0d0), an order, an error number, a stack, a row of buddyinfo.");
        TextArguments.addTo(
                spec, "What to decode; '-' takes each line of standard input for itself.");
        CommonFlags.addTo(spec, CommonFlags.OUTPUTS);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal)
            throws Failure, IOException {
        TextArguments arguments = TextArguments.of(parsed, terminal);
        List<Explanation> explanations = Explain.explain(arguments.items(), arguments.kernel());
        StringBuilder text = new StringBuilder();
        switch (flags.output()) {
            case "json" -> ExplainJson.write(explanations, terminal.out());
            case "markdown" -> ExplainMarkdown.write(explanations, text);
            default -> ExplainText.write(explanations, flags.style(terminal), text);
        }
        terminal.print(text.toString());
        return ExitStatus.DONE;
    }
}
