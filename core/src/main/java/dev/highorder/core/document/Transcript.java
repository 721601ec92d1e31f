/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.document.text.Prompt;
import dev.highorder.core.document.text.ShellLine;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.Stamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Takes a source apart: a kernel file, a log, a tool's output, or a pasted shell session with all of them
/// and prose between. Blocks are known by their shape, by the path of the file, or by the command in front
/// of them; what no block parser takes is the log.
public final class Transcript {

    private static final int LONGEST_OUTPUT = 500;

    private final SourceText source;
    private final List<? extends BlockParser> parsers;
    private final List<Line> lines;
    private final Unwrapping log;
    private final BlockRoles roles;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Typed> typed = new ArrayList<>();
    private Optional<Session> session = Optional.empty();

    /// Whether a block was taken since the last command: lines behind it are prose again.
    private boolean answered;

    /// Commands typed on one line.
    private record Session(
            Optional<String> host, String shown, List<String> commands, List<Line> output) {}

    /// A command and its place among the facts, which is given its output when the source has ended.
    private record Typed(int fact, CommandRun run, List<Line> output) {}

    private Transcript(SourceText source, List<? extends BlockParser> parsers) {
        this.source = source;
        this.parsers = parsers;
        this.lines = Framing.lines(source);
        this.log = new Unwrapping(lines);
        this.roles = new BlockRoles(loggingHosts(lines));
    }

    public static Reading read(SourceText source, List<? extends BlockParser> parsers) {
        Transcript transcript = new Transcript(source, parsers);
        if (!transcript.readWhole()) {
            transcript.run();
        }
        return transcript.reading();
    }

    private Reading reading() {
        for (Typed each : typed) {
            CommandRun run = each.run();
            facts.set(
                    each.fact(),
                    new CommandRun(run.origin(), run.command(), run.sequence(), each.output()));
        }
        return new Reading(facts, log.log(), problems);
    }

    private static Set<String> loggingHosts(List<Line> lines) {
        Set<String> hosts = new HashSet<>();
        for (Line line : lines) {
            line.frame().host().ifPresent(hosts::add);
        }
        return hosts;
    }

    /// A file whose path names its parser is one block.
    private boolean readWhole() {
        for (BlockParser parser : parsers) {
            if (parser instanceof NamedBlockParser named && named.reads(source.path())) {
                int from = firstFilled(0);
                int to = lines.size();
                while (to > from && lines.get(to - 1).text().isBlank()) {
                    to--;
                }
                if (from < to && !isComplaint(lines.get(from).text())) {
                    take(named, from, to - from, Optional.of(source.path()));
                    return true;
                }
            }
        }
        return false;
    }

    private void run() {
        int at = 0;
        while (at < lines.size()) {
            at += step(at);
        }
    }

    /// Reads what stands at `at` and says how many lines it took.
    private int step(int at) {
        Line line = lines.get(at);
        for (BlockParser parser : parsers) {
            int extent = parser.extent(lines, at);
            if (extent > 0) {
                int taken = Math.min(extent, lines.size() - at);
                take(parser, at, taken, Optional.empty());
                return taken;
            }
        }
        if (line.text().isBlank()) {
            log.add(line);
            return 1;
        }
        if (!line.frame().framed()) {
            Optional<Prompt> prompt = Prompt.of(line.text());
            if (prompt.isEmpty() && isBareCommand(at)) {
                prompt = Optional.of(new Prompt(Optional.empty(), line.text().strip()));
            }
            if (prompt.isPresent()) {
                typed(line, prompt.get());
                return 1 + namedOutput(at + 1);
            }
            prose(at);
        }
        log.add(line);
        return 1;
    }

    private void prose(int at) {
        Line line = lines.get(at);
        boolean afterBlank = at == 0 || lines.get(at - 1).text().isBlank();
        if (session.isPresent()
                && (afterBlank || session.get().output().size() >= LONGEST_OUTPUT)) {
            session = Optional.empty();
        }
        session.ifPresent(open -> open.output().add(line));
        if (session.isEmpty() || answered) {
            roles.prose(line.text());
        }
    }

    private void typed(Line line, Prompt prompt) {
        log.close();
        List<String> commands = ShellLine.commands(prompt.command());
        if (commands.isEmpty()) {
            session = Optional.empty();
            return;
        }
        roles.prose(ShellLine.comment(prompt.command()));
        List<Line> output = new ArrayList<>();
        answered = false;
        session = Optional.of(new Session(prompt.host(), prompt.command(), commands, output));
        Optional<String> host = prompt.host().or(source::host);
        for (int i = 0; i < commands.size(); i++) {
            String command = commands.get(i);
            Origin origin =
                    new Origin(line.cite(), host, stamp(line), Optional.of(command), source.role());
            CommandRun run = new CommandRun(origin, command, typed.size(), List.of());
            typed.add(new Typed(facts.size(), run, i + 1 == commands.size() ? output : List.of()));
            facts.add(run);
        }
    }

    /// The output of the command just typed, where the command names its parser; 0 where it does not.
    private int namedOutput(int after) {
        if (session.isEmpty()) {
            return 0;
        }
        int from = after;
        if (from >= lines.size() || lines.get(from).text().isBlank() || begins(from)) {
            return 0;
        }
        int to = outputEnd(from);
        List<String> commands = session.get().commands();
        if (to == from || isComplaint(lines.get(from).text())) {
            return 0;
        }
        if (commands.size() > 1 && commands.size() == to - from) {
            return lineByLine(commands, from);
        }
        for (String command : commands) {
            Optional<NamedBlockParser> named = named(command);
            if (named.isPresent()) {
                take(named.get(), from, to - from, Optional.of(command));
                return to - from;
            }
        }
        return 0;
    }

    /// `cat A; cat B` with one line of output for each.
    private int lineByLine(List<String> commands, int from) {
        int taken = 0;
        for (String command : commands) {
            Optional<NamedBlockParser> named = named(command);
            if (named.isEmpty()) {
                break;
            }
            take(named.get(), from + taken, 1, Optional.of(command));
            taken++;
        }
        return taken;
    }

    private Optional<NamedBlockParser> named(String command) {
        for (BlockParser parser : parsers) {
            if (parser instanceof NamedBlockParser named && named.reads(command)) {
                return Optional.of(named);
            }
        }
        return Optional.empty();
    }

    private int outputEnd(int from) {
        int to = from;
        while (to < lines.size()
                && !lines.get(to).text().isBlank()
                && !lines.get(to).frame().framed()
                && Prompt.of(lines.get(to).text()).isEmpty()) {
            to++;
        }
        return to;
    }

    private boolean isBareCommand(int at) {
        if (!Prompt.isBareCommand(lines.get(at).text())) {
            return false;
        }
        int output = firstFilled(at + 1);
        if (output >= lines.size() || output > at + 2) {
            return false;
        }
        if (begins(output)) {
            return true;
        }
        return output == at + 1
                && named(lines.get(at).text().strip()).isPresent()
                && lines.get(output).text().indexOf(' ') < 0;
    }

    private boolean begins(int at) {
        for (BlockParser parser : parsers) {
            if (parser.extent(lines, at) > 0) {
                return true;
            }
        }
        return false;
    }

    private int firstFilled(int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).text().isBlank()) {
            at++;
        }
        return at;
    }

    private void take(BlockParser parser, int from, int count, Optional<String> name) {
        log.close();
        answered = true;
        Line first = lines.get(from);
        Optional<String> host =
                session.flatMap(Session::host).or(() -> first.frame().host()).or(source::host);
        Optional<String> command = name.or(() -> session.map(open -> commandOf(parser, open)));
        Origin.Role role =
                source.role() == Origin.Role.BASELINE
                        ? Origin.Role.BASELINE
                        : roles.of(parser, host);
        Origin origin = new Origin(first.cite(), host, stamp(first), command, role);
        Parsed<List<? extends Fact>> parsed =
                parser.parse(new Block(lines.subList(from, from + count), origin));
        facts.addAll(parsed.value());
        problems.addAll(parsed.problems());
    }

    private static String commandOf(BlockParser parser, Session session) {
        if (parser instanceof NamedBlockParser named) {
            for (String command : session.commands()) {
                if (named.reads(command)) {
                    return command;
                }
            }
        }
        return session.shown();
    }

    private Optional<Stamp> stamp(Line line) {
        return line.frame()
                .stamp()
                .or(() ->
                        source.readAt()
                                .map(when ->
                                        new Stamp(
                                                when.toString(),
                                                Optional.of(when),
                                                Optional.empty(),
                                                true,
                                                OptionalLong.empty())));
    }

    /// Whether the command complained instead of printing what it was asked for.
    private static boolean isComplaint(String text) {
        return text.contains("No such file")
                || text.contains("ermission denied")
                || text.contains("command not found")
                || text.contains("nput/output error")
                || text.startsWith("cat: ")
                || text.startsWith("-bash: ")
                || text.startsWith("bash: ");
    }
}
