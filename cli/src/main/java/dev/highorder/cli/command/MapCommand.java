/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.core.Highorder;
import dev.highorder.core.census.NodeMap;
import dev.highorder.evidence.Evidence;
import dev.highorder.report.html.MapHtml;
import dev.highorder.report.json.MapJson;
import dev.highorder.report.text.MapText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `highorder map`: what stands in every pageblock.
final class MapCommand implements Command {

    private static final List<String> OUTPUTS = List.of("text", "json", "html");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("map");
        spec.usageMessage()
                .description(
                        "What stands in every block of memory, and what keeps it from being free.");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("PATH")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description(
                                "A directory or archive with proc/kpageflags, proc/kpagecount and proc/zoneinfo in it, or such files. None: this node.")
                        .build());
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
        if (evidence.sources().isEmpty() && pages.files().isEmpty()) {
            throw NodeInput.noEvidence(evidence, paths);
        }
        NodeMap map =
                Highorder.map(
                        evidence.sources(),
                        pages.options(evidence, KernelOption.of(parsed), OptionalInt.empty()),
                        pages.files());
        if (map.zones().isEmpty()) {
            throw Failure.noEvidence(
                    NodeInput.place(paths),
                    "nothing about pages in it; pass /proc/kpageflags, /proc/zoneinfo and /proc/buddyinfo");
        }
        StringBuilder text = new StringBuilder();
        switch (flags.output()) {
            case "json" -> MapJson.write(map, terminal.out());
            case "html" -> MapHtml.write(map, text);
            default -> MapText.write(map, flags.style(terminal), text);
        }
        terminal.print(text.toString());
        return ExitStatus.DONE;
    }
}
