/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.core.Highorder;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.live.LiveNode;
import dev.highorder.evidence.live.Root;
import dev.highorder.node.remedy.Action;
import dev.highorder.node.remedy.AuditRecord;
import dev.highorder.node.remedy.Case;
import dev.highorder.node.remedy.Commands;
import dev.highorder.node.remedy.Guard;
import dev.highorder.node.remedy.RemedyJson;
import dev.highorder.node.remedy.RemedyText;
import dev.highorder.node.remedy.Run;
import dev.highorder.node.remedy.Treatment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `highorder remedy plan|apply|undo`: what would be written, the write under guard, the old value again.
final class RemedyRunCommand implements Command {

    static final List<String> OUTPUTS = List.of("text", "json");

    private static final String AUDIT = "/var/lib/highorder/audit.jsonl";
    private static final int PROBE_SECONDS = 30;

    enum Mode {
        PLAN("plan", "Say what would be written and what stands in the way; change nothing."),
        APPLY("apply", "Run it, unless a guard refuses; measure and record what it did."),
        UNDO("undo", "Write the old value of a sysctl back.");

        private final String word;
        private final String description;

        Mode(String word, String description) {
            this.word = word;
            this.description = description;
        }
    }

    private final Mode mode;

    RemedyRunCommand(Mode mode) {
        this.mode = mode;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(mode.word);
        spec.usageMessage().description(mode.description);
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("ID")
                        .index("0")
                        .arity("1")
                        .required(true)
                        .type(String.class)
                        .description("As remedy list names it.")
                        .build());
        if (mode == Mode.PLAN) {
            spec.addPositional(
                    PositionalParamSpec.builder()
                            .paramLabel("PATH")
                            .index("1")
                            .arity("0..1")
                            .type(String.class)
                            .description("The evidence, as for diagnose. None: this node.")
                            .build());
        }
        if (mode != Mode.UNDO) {
            Options.text(spec, "--node", "N", "Compact only this NUMA node.");
            Options.text(spec, "--order", "N", "The order in question; else the one that failed.");
            Options.flag(
                    spec,
                    "--require-cordon",
                    "Refuse unless kubectl says that the node is cordoned.");
        }
        if (mode == Mode.APPLY) {
            Options.text(
                    spec,
                    "--probe",
                    "COMMAND",
                    "A shell command that fails as long as the remedy is needed, and leaves nothing behind; run before and after.");
        }
        if (mode != Mode.PLAN) {
            Options.flag(spec, "--dry-run", "Stop before the write; nothing is recorded.");
        }
        Options.text(
                spec, "--audit", "FILE", "The record of what was run (default: " + AUDIT + ").");
        CommonFlags.addTo(spec, OUTPUTS);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal)
            throws Failure, IOException {
        String id = parsed.matchedPositionalValue(0, "");
        Optional<Action> action = Action.of(id);
        if (action.isEmpty()) {
            throw Failure.usage(id, "no such remedy; see highorder remedy list");
        }
        if (mode == Mode.UNDO && action.get().kind() != Action.Kind.SYSCTL) {
            throw Failure.usage(id, "there is nothing to undo; only a sysctl has an old value");
        }
        String path = mode == Mode.PLAN ? parsed.matchedPositionalValue(1, "") : "";
        Clock clock = Clock.systemUTC();
        LiveNode.Request node =
                NodeInput.request(flags, Optional.empty(), clock.instant(), terminal);
        Treatment treatment = new Treatment(request(parsed, node, terminal), clock);
        boolean dry = mode != Mode.PLAN && parsed.hasMatchedOption("--dry-run");
        Run run;
        try {
            run =
                    switch (mode) {
                        case PLAN ->
                                treatment.plan(
                                        action.get(),
                                        evidence(parsed, node, path, terminal),
                                        path.isEmpty());
                        case APPLY -> {
                            Case evidence = evidence(parsed, node, "", terminal);
                            yield dry
                                    ? treatment.plan(action.get(), evidence, true)
                                    : treatment.apply(action.get(), evidence);
                        }
                        case UNDO -> treatment.undo(action.get(), dry);
                    };
        } catch (IOException failure) {
            throw Failure.usage(
                    audit(parsed, node).toString(),
                    "the record cannot be written ("
                            + failure.getMessage()
                            + "); nothing is run without one");
        }
        print(run, flags, terminal);
        return mode == Mode.PLAN ? ExitStatus.DONE : status(run, terminal);
    }

    private static int status(Run run, Terminal terminal) {
        Optional<Guard> refusal = run.refusal();
        if (refusal.isEmpty()) {
            return ExitStatus.DONE;
        }
        terminal.complain(
                run.id()
                        + ": refused by guard '"
                        + refusal.get().name()
                        + "' ("
                        + refusal.get().reason()
                        + "); nothing was written");
        return ExitStatus.REFUSED;
    }

    private static void print(Run run, CommonFlags flags, Terminal terminal) throws IOException {
        if (flags.output().equals("json")) {
            terminal.out().write(RemedyJson.of(run));
        } else {
            for (String line : RemedyText.of(run)) {
                terminal.print(line + "\n");
            }
        }
        if (!flags.quiet()) {
            run.told().forEach(terminal::complain);
        }
    }

    private static Case evidence(
            ParseResult parsed, LiveNode.Request node, String path, Terminal terminal)
            throws Failure {
        OptionalInt order = number(parsed, "--order", 63);
        Evidence evidence =
                path.isEmpty()
                        ? LiveNode.read(node)
                        : Evidence.open(List.of(path), Optional.empty(), terminal.in());
        if (evidence.sources().isEmpty()) {
            throw Failure.noEvidence(
                    path.isEmpty() ? "this node" : path,
                    "nothing of it could be read; check the path");
        }
        Diagnosis diagnosis =
                Highorder.diagnose(
                        evidence.sources(),
                        new Highorder.Options(
                                Optional.empty(), order, evidence.missing(), evidence.problems()));
        return new Case(diagnosis.top(), order);
    }

    private static Treatment.Request request(
            ParseResult parsed, LiveNode.Request node, Terminal terminal) throws Failure {
        boolean apply = parsed.commandSpec().findOption("--probe") != null;
        Optional<String> probe =
                apply
                        ? Optional.ofNullable(parsed.matchedOptionValue("--probe", null))
                        : Optional.empty();
        if (probe.isPresent() && node.root().isPresent()) {
            throw Failure.usage(
                    "--probe", "nothing is executed with --root; leave out one of them");
        }
        boolean runs = parsed.commandSpec().findOption("--node") != null;
        Root root = new Root(node.root());
        return new Treatment.Request(
                root,
                runs ? number(parsed, "--node", 65_535) : OptionalInt.empty(),
                audit(parsed, node),
                runs && parsed.hasMatchedOption("--require-cordon"),
                Treatment.nodeName(root),
                probe,
                new Commands(terminal.environment(), PROBE_SECONDS),
                new AuditRecord.Who(
                        System.getProperty("user.name", ""),
                        Optional.ofNullable(terminal.environment().get("SUDO_USER")),
                        Treatment.loginUid(),
                        ProcessHandle.current().pid()));
    }

    /// Where the node keeps its own files, also when its root is mounted elsewhere.
    private static Path audit(ParseResult parsed, LiveNode.Request node) {
        String given = parsed.matchedOptionValue("--audit", "");
        return given.isEmpty()
                ? node.root().map(root -> Path.of(root + AUDIT)).orElse(Path.of(AUDIT))
                : Path.of(given);
    }

    private static OptionalInt number(ParseResult parsed, String option, int most) throws Failure {
        String given = parsed.matchedOptionValue(option, "");
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(given);
            if (number >= 0 && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException _) {
            // falls through to the one message for every bad value
        }
        throw Failure.usage(option, "'" + given + "' is no number from 0 to " + most);
    }
}
