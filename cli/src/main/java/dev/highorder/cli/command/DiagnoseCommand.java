/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.cli.TimeBound;
import dev.highorder.cli.Version;
import dev.highorder.core.Highorder;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.document.TimeWindow;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.live.LiveNode;
import dev.highorder.report.html.HtmlReport;
import dev.highorder.report.json.JsonReport;
import dev.highorder.report.markdown.MarkdownReport;
import dev.highorder.report.metrics.OpenMetricsReport;
import dev.highorder.report.text.TextReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `highorder diagnose`: what failed, why, what to do.
final class DiagnoseCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("diagnose");
        spec.usageMessage().description("What failed, why, and what to do.");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("PATH")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description(
                                "A log, a file of /proc, a pasted transcript, or a directory of them; '-' is standard input. None: this node.")
                        .build());
        Options.text(
                spec,
                "--baseline",
                "PATH",
                "A healthy node to compare with; never evidence of this one.");
        Options.text(
                spec,
                "--since",
                "TIME",
                "Only what was logged from then on: RFC 3339, or a span (2h, 1d) back from the last stamp.");
        Options.text(spec, "--until", "TIME", "Only what was logged up to then.");
        KernelOption.addTo(spec);
        Options.text(spec, "--order", "N", "Would a request of 2^N pages succeed, and why not.");
        Options.flag(spec, "--exit-code", "Exit with 1 when a problem is found.");
        CommonFlags.addTo(spec, CommonFlags.ALL_OUTPUTS);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal)
            throws Failure, IOException {
        List<String> paths = parsed.matchedPositionalValue(0, List.of());
        Optional<KernelRelease> kernel = KernelOption.of(parsed);
        OptionalInt order = OrderOption.of(parsed);
        Optional<TimeBound> since = time(parsed, "--since");
        Optional<TimeBound> until = time(parsed, "--until");
        Instant now = Instant.now();
        Evidence evidence = evidence(paths, parsed, since, flags, now, terminal);
        NodeInput.warn(evidence, flags, terminal);
        if (evidence.sources().isEmpty()) {
            throw NodeInput.noEvidence(evidence, paths);
        }
        Diagnosis diagnosis =
                Highorder.diagnose(
                        evidence.sources(),
                        new Highorder.Options(
                                kernel,
                                order,
                                evidence.missing(),
                                evidence.problems(),
                                new TimeWindow(
                                        since.map(bound -> bound(bound, paths, now)),
                                        until.map(bound -> bound(bound, paths, now)))));
        Optional<Problem> empty =
                diagnosis.problems().stream()
                        .filter(problem -> problem.message().equals(TimeWindow.NOTHING_LEFT))
                        .findFirst();
        if (empty.isPresent() && !Understanding.any(diagnosis)) {
            throw Failure.noEvidence(empty.get().place(), empty.get().message() + "; widen it");
        }
        if (empty.isPresent() && !flags.quiet()) {
            terminal.complain(NodeInput.line(empty.get()));
        }
        if (!Understanding.any(diagnosis)) {
            throw Failure.noEvidence(
                    NodeInput.place(paths),
                    "nothing in it was understood; pass a kernel log, files of /proc, or a transcript");
        }
        print(diagnosis, flags, terminal);
        return parsed.hasMatchedOption("--exit-code") && Understanding.problem(diagnosis)
                ? ExitStatus.FOUND
                : ExitStatus.DONE;
    }

    private static void print(Diagnosis diagnosis, CommonFlags flags, Terminal terminal)
            throws IOException {
        StringBuilder text = new StringBuilder();
        switch (flags.output()) {
            case "json" -> JsonReport.write(diagnosis, terminal.out());
            case "markdown" -> MarkdownReport.write(diagnosis, text);
            case "html" -> HtmlReport.write(diagnosis, text);
            case "openmetrics" -> OpenMetricsReport.write(diagnosis, Version.text(), text);
            default -> TextReport.write(diagnosis, flags.style(terminal), text);
        }
        terminal.print(text.toString());
    }

    /// A span counts back from now on a node itself, from the last stamp in what is passed.
    private static TimeWindow.Bound bound(TimeBound bound, List<String> paths, Instant now) {
        return switch (bound) {
            case TimeBound.At at -> new TimeWindow.At(at.moment());
            case TimeBound.Ago ago ->
                    paths.isEmpty()
                            ? new TimeWindow.At(ago.before(now))
                            : new TimeWindow.Ago(ago.span());
        };
    }

    private static Evidence evidence(
            List<String> paths,
            ParseResult parsed,
            Optional<TimeBound> since,
            CommonFlags flags,
            Instant now,
            Terminal terminal)
            throws Failure {
        Optional<String> baseline =
                Optional.ofNullable(parsed.matchedOptionValue("--baseline", null));
        if (!paths.isEmpty()) {
            return NodeInput.read(paths, baseline, flags, terminal);
        }
        Evidence node = LiveNode.read(NodeInput.request(flags, since, now, terminal));
        return baseline.isEmpty()
                ? node
                : node.with(NodeInput.read(List.of(), baseline, flags, terminal));
    }

    private static Optional<TimeBound> time(ParseResult parsed, String option) throws Failure {
        String given = parsed.matchedOptionValue(option, null);
        if (given == null) {
            return Optional.empty();
        }
        Optional<TimeBound> bound = TimeBound.parse(given);
        if (bound.isEmpty()) {
            throw Failure.usage(
                    option,
                    "'"
                            + given
                            + "' is no time; give RFC 3339 (2026-07-20T11:13:20Z) or a duration (2h, 1d)");
        }
        return bound;
    }
}
