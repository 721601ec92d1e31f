/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.ExitStatus;
import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.cli.Version;
import dev.highorder.node.capture.Capture;
import dev.highorder.node.capture.CaptureText;
import dev.highorder.node.capture.ManifestJson;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `highorder capture`: this node's evidence in a bundle.
final class CaptureCommand implements Command {

    /// A quarter of a core's time goes into reading page words at this rate.
    private static final long USUAL_RATE = 64L << 20;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("capture");
        spec.usageMessage()
                .description("Write this node's evidence to a bundle; nothing else is changed.");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("FILE")
                        .arity("0..1")
                        .type(String.class)
                        .description(
                                "The bundle, or a directory for it; '-' is standard output. None: highorder-NODE-TIME.tar.zst here.")
                        .build());
        Options.flag(
                spec,
                "--pages",
                "Also what each page frame is used for (kpageflags, kpagecount); needs root.");
        Options.text(
                spec,
                "--max-rate",
                "BYTES/s",
                "How fast pages are read (default: 64M); K, M, G are known.");
        Options.flag(
                spec,
                "--redact",
                "Replace names of hosts and pods, addresses and command lines; what stands for what is written beside the bundle.");
        CommonFlags.addTo(spec, List.of("text", "json"));
        return spec;
    }

    @Override
    public int run(ParseResult parsed, CommonFlags flags, Terminal terminal)
            throws Failure, IOException {
        String given = parsed.matchedPositionalValue(0, "");
        Capture capture =
                new Capture(
                        new Capture.Request(
                                NodeInput.request(
                                        flags,
                                        Optional.empty(),
                                        Clock.systemUTC().instant(),
                                        terminal),
                                parsed.hasMatchedOption("--pages"),
                                rate(parsed),
                                parsed.hasMatchedOption("--redact"),
                                "highorder " + Version.text()),
                        Clock.systemUTC());
        boolean stream = given.equals("-");
        if (stream && terminal.outDevice().isPresent()) {
            throw Failure.usage(
                    "-", "a terminal cannot show a bundle; redirect it, or name a file");
        }
        Capture.Outcome outcome =
                stream ? capture.toStream(terminal.out(), Path.of("")) : toFile(capture, given);
        if (outcome.manifest().held() == 0) {
            throw Failure.noEvidence(
                    "this node", "nothing of it could be read; run it as root, or give --root");
        }
        if (flags.output().equals("json") && !stream) {
            terminal.out().write(ManifestJson.of(outcome.manifest()));
        } else {
            for (String line : CaptureText.lines(outcome, flags.verbosity() > 0)) {
                if (!stream) {
                    terminal.print(line + "\n");
                } else if (!flags.quiet()) {
                    terminal.complain(line);
                }
            }
        }
        return ExitStatus.DONE;
    }

    private static Capture.Outcome toFile(Capture capture, String given) throws Failure {
        Path path = path(given);
        boolean directory = given.isEmpty() || Files.isDirectory(path);
        Path parent = directory ? path : path.resolveSibling("");
        String shown = given.isEmpty() ? "." : given;
        if (!directory && Files.exists(path)) {
            throw exists(shown);
        }
        try {
            return capture.toFile(
                    parent,
                    directory ? Optional.empty() : Optional.of(path.getFileName().toString()));
        } catch (FileAlreadyExistsException taken) {
            throw exists(taken.getFile());
        } catch (IOException failure) {
            throw Failure.usage(shown, Capture.unwritten(failure));
        } catch (LinkageError _) {
            throw Failure.usage(
                    shown,
                    "the library of zstd cannot be loaded here; copy /proc and the logs instead");
        }
    }

    private static Path path(String given) throws Failure {
        try {
            return Path.of(given);
        } catch (InvalidPathException _) {
            throw Failure.usage(given, "not a path that this system can open; name another");
        }
    }

    private static Failure exists(String path) {
        return Failure.usage(path, "exists already; name another, or remove it");
    }

    private static long rate(ParseResult parsed) throws Failure {
        String given = parsed.matchedOptionValue("--max-rate", "");
        if (given.isEmpty()) {
            return USUAL_RATE;
        }
        String text = given.endsWith("/s") ? given.substring(0, given.length() - 2) : given;
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        int shift =
                switch (text.substring(digits)) {
                    case "", "B" -> 0;
                    case "K", "k", "KiB" -> 10;
                    case "M", "MiB" -> 20;
                    case "G", "GiB" -> 30;
                    default -> -1;
                };
        if (digits == 0 || digits > 9 || shift < 0 || text.startsWith("0")) {
            throw Failure.usage(
                    "--max-rate", "'" + given + "' is no rate; give bytes a second, as 64M");
        }
        return Long.parseLong(text, 0, digits, 10) << shift;
    }
}
