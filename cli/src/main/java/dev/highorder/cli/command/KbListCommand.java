/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Terminal;
import dev.highorder.core.kb.KbEntry;
import dev.highorder.core.kb.KnowledgeBase;
import dev.highorder.report.kb.KnowledgeJson;
import dev.highorder.report.kb.KnowledgeMarkdown;
import dev.highorder.report.kb.KnowledgeText;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `highorder kb list`: all entries.
final class KbListCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("list");
        spec.usageMessage().description("List the entries of the knowledge base.");
        CommonFlags.addTo(spec, CommonFlags.OUTPUTS);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal) throws IOException {
        List<KbEntry> entries = KnowledgeBase.standard().entries();
        switch (flags.output()) {
            case "json" -> KnowledgeJson.list(entries, terminal.out());
            case "markdown" -> terminal.print(KnowledgeMarkdown.list(entries));
            default -> terminal.print(KnowledgeText.list(entries, terminal.width()));
        }
        return ExitStatus.DONE;
    }
}
