/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.core.kb.KbPage;
import dev.highorder.core.kb.KnowledgeBase;
import dev.highorder.report.kb.KnowledgeJson;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `highorder kb show`: the page of an entry.
final class KbShowCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("show");
        spec.usageMessage().description("Show the page of an entry.");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("ID")
                        .index("0")
                        .arity("1")
                        .required(true)
                        .type(String.class)
                        .description("As reports name it: KB-01.")
                        .build());
        CommonFlags.addTo(spec, CommonFlags.OUTPUTS);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal)
            throws Failure, IOException {
        String id = parsed.matchedPositionalValue(0, "");
        Optional<KbPage> page = KnowledgeBase.standard().page(id);
        if (page.isEmpty()) {
            throw Failure.usage(id, "no such entry; see highorder kb list");
        }
        if (flags.output().equals("json")) {
            KnowledgeJson.page(page.get(), terminal.out());
        } else {
            terminal.print(page.get().markdown());
        }
        return ExitStatus.DONE;
    }
}
