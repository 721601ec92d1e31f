/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import dev.highorder.cli.command.Command;
import dev.highorder.cli.command.Commands;
import dev.highorder.cli.command.CommonFlags;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// One run of the program: finds the command, runs it, and turns every failure into one line and a status.
public final class Program {

    static final String NAME = "highorder";

    private final Terminal terminal;

    public Program(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs a command line.
    ///
    /// @return the exit status
    public int run(String... args) {
        boolean trace = List.of(args).contains("-vv");
        try {
            int status = execute(args);
            terminal.out().flush();
            return status;
        } catch (Failure failure) {
            terminal.complain(failure.line());
            return failure.status();
        } catch (IOException failure) {
            return unwritten(failure);
        } catch (OutOfMemoryError _) {
            terminal.complain(
                    "the evidence: too much to hold in memory; pass fewer files, or narrow it with --since");
            return ExitStatus.NO_EVIDENCE;
        } catch (RuntimeException bug) {
            complainOfBug(bug, trace);
            return ExitStatus.USAGE;
        }
    }

    private int execute(String[] args) throws Failure, IOException {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            terminal.print(NAME + " " + Version.text() + "\n");
            return ExitStatus.DONE;
        }
        Commands commands = new Commands();
        ParseResult parsed = parse(commands.startingWith(args.length == 0 ? "" : args[0]), args);
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (parsed.hasMatchedOption("--version")) {
            terminal.print(NAME + " " + Version.text() + "\n");
            return ExitStatus.DONE;
        }
        CommandLine commandLine = last.commandSpec().commandLine();
        if (last.hasMatchedOption("--help")) {
            terminal.print(commandLine.getUsageMessage(CommandLine.Help.Ansi.OFF));
            return ExitStatus.DONE;
        }
        if (!(last.commandSpec().userObject() instanceof Command command)) {
            throw Failure.usage(
                    "command line",
                    "a command is missing; see " + last.commandSpec().qualifiedName() + " --help");
        }
        return command.run(last, CommonFlags.of(parsed, last), terminal);
    }

    private static ParseResult parse(CommandLine commandLine, String[] args) throws Failure {
        try {
            return commandLine.parseArgs(args);
        } catch (ParameterException wrong) {
            String help = wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help";
            if (wrong instanceof UnmatchedArgumentException unmatched
                    && !unmatched.getUnmatched().isEmpty()) {
                String argument = unmatched.getUnmatched().getFirst();
                boolean atTop = wrong.getCommandLine().getParent() == null;
                String what =
                        argument.startsWith("-")
                                ? "unknown option"
                                : atTop || !wrong.getCommandLine().getSubcommands().isEmpty()
                                        ? "unknown command"
                                        : "unexpected argument";
                throw Failure.usage(argument, what + "; see " + help);
            }
            if (wrong instanceof MissingParameterException missing
                    && !missing.getMissing().isEmpty()) {
                String name =
                        missing.getMissing().getFirst().isOption()
                                ? ((CommandLine.Model.OptionSpec) missing.getMissing().getFirst())
                                        .longestName()
                                : missing.getMissing().getFirst().paramLabel();
                throw Failure.usage(name, "a value is missing; see " + help);
            }
            String said = String.valueOf(wrong.getMessage());
            throw Failure.usage("command line", said + "; see " + help);
        }
    }

    /// A reader that went away (`| head`) wanted no more: that is no error. A full disk is one.
    private int unwritten(IOException failure) {
        String said = String.valueOf(failure.getMessage());
        if (said.contains("Broken pipe")) {
            return ExitStatus.DONE;
        }
        terminal.complain(
                "standard output: the answer could not be written ("
                        + said
                        + "); write it elsewhere");
        return ExitStatus.USAGE;
    }

    private void complainOfBug(RuntimeException bug, boolean trace) {
        terminal.complain(
                "internal error: "
                        + bug
                        + "; report it with the output of the same command and -vv");
        if (trace) {
            StringWriter text = new StringWriter();
            bug.printStackTrace(new PrintWriter(text));
            for (String line : text.toString().split("\n", -1)) {
                terminal.complain(line);
            }
        }
    }
}
