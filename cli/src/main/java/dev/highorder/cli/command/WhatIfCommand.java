/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.core.Highorder;
import dev.highorder.core.whatif.WhatIf;
import dev.highorder.evidence.Evidence;
import dev.highorder.report.json.WhatIfJson;
import dev.highorder.report.text.WhatIfText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `highorder whatif`: what remedies would give back.
final class WhatIfCommand implements Command {

    private static final List<String> OUTPUTS = List.of("text", "json");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("whatif");
        spec.usageMessage()
                .description(
                        "What dropping caches, compaction or both would give back, before it is done.");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("PATH")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description(
                                "A directory or archive with the files of /proc in it, kpageflags and kpagecount among them. None: this node.")
                        .build());
        Options.text(
                spec,
                "--order",
                "N",
                "For a request of 2^N pages; without it, for the order that failed.");
        KernelOption.addTo(spec);
        CommonFlags.addTo(spec, OUTPUTS);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal)
            throws Failure, IOException {
        List<String> paths = parsed.matchedPositionalValue(0, List.of());
        Evidence evidence = NodeInput.open(paths, flags, Instant.now(), terminal);
        PagesInput pages = PagesInput.of(paths, flags);
        NodeInput.warn(evidence, flags, terminal);
        if (evidence.sources().isEmpty()) {
            throw NodeInput.noEvidence(evidence, paths);
        }
        Optional<WhatIf> whatIf =
                Highorder.whatIf(
                        evidence.sources(),
                        pages.options(evidence, KernelOption.of(parsed), OrderOption.of(parsed)),
                        pages.files());
        if (whatIf.isEmpty()) {
            throw Failure.noEvidence(
                    NodeInput.place(paths),
                    "no free blocks in it; pass /proc/buddyinfo, /proc/zoneinfo and /proc/kpageflags");
        }
        StringBuilder text = new StringBuilder();
        switch (flags.output()) {
            case "json" -> WhatIfJson.write(whatIf.get(), terminal.out());
            default -> WhatIfText.write(whatIf.get(), flags.style(terminal), text);
        }
        terminal.print(text.toString());
        return ExitStatus.DONE;
    }
}
