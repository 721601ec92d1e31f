/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.Failure;
import dev.highorder.cli.Terminal;
import dev.highorder.cli.TimeBound;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.Progress;
import dev.highorder.evidence.live.LiveNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the commands about a node come to their evidence: from the places that are named, else from the node itself.
final class NodeInput {

    private static final int MAX_WARNINGS = 10;

    private NodeInput() {}

    /// The node's evidence; of a healthy node nothing.
    static Evidence open(List<String> paths, CommonFlags flags, Instant now, Terminal terminal)
            throws Failure {
        if (paths.isEmpty()) {
            return LiveNode.read(request(flags, Optional.empty(), now, terminal));
        }
        return read(paths, Optional.empty(), flags, terminal);
    }

    /// Reads the places that are named; whoever looks on is shown how far that is.
    static Evidence read(
            List<String> paths, Optional<String> baseline, CommonFlags flags, Terminal terminal)
            throws Failure {
        if (!paths.isEmpty()) {
            noRoot(flags);
        }
        if (!flags.progress() || flags.quiet() || !terminal.showsProgress()) {
            return Evidence.open(paths, baseline, terminal.in(), Progress.UNSEEN);
        }
        try (ProgressBar bar =
                new ProgressBar(terminal.err(), System::nanoTime, terminal::errWidth)) {
            return Evidence.open(paths, baseline, terminal.in(), bar);
        }
    }

    /// Refuses `--root` beside paths.
    static void noRoot(CommonFlags flags) throws Failure {
        if (flags.root().isPresent()) {
            throw Failure.usage(
                    "--root", "it is for reading a node itself; leave out either it or the PATH");
        }
    }

    /// Where the node's `/` is mounted; empty for this machine's own.
    static Optional<Path> root(CommonFlags flags) throws Failure {
        if (flags.root().isEmpty()) {
            return Optional.empty();
        }
        Path given = Path.of(flags.root().get());
        if (!Files.isDirectory(given)) {
            throw Failure.noEvidence(
                    given.toString(),
                    "no such directory; give the place where the node's / is mounted");
        }
        return Optional.of(given);
    }

    static LiveNode.Request request(
            CommonFlags flags, Optional<TimeBound> since, Instant now, Terminal terminal)
            throws Failure {
        return new LiveNode.Request(
                root(flags),
                since.map(bound -> bound.before(now)).orElse(now.minus(LiveNode.Request.WINDOW)),
                since.isPresent(),
                now,
                terminal.environment().getOrDefault("PATH", "/usr/bin:/bin")
                        + ":/usr/local/bin:/usr/sbin:/sbin",
                "root".equals(System.getProperty("user.name")));
    }

    static void warn(Evidence evidence, CommonFlags flags, Terminal terminal) {
        if (flags.quiet() || evidence.sources().isEmpty()) {
            return;
        }
        List<Problem> warnings = evidence.warnings();
        int shown =
                flags.verbosity() > 0 ? warnings.size() : Math.min(warnings.size(), MAX_WARNINGS);
        for (Problem warning : warnings.subList(0, shown)) {
            terminal.complain(line(warning));
        }
        if (shown < warnings.size()) {
            terminal.complain(
                    (warnings.size() - shown) + " more could not be read; -v names them all");
        }
    }

    static Failure noEvidence(Evidence evidence, List<String> paths) {
        List<Problem> why =
                evidence.warnings().isEmpty() ? evidence.problems() : evidence.warnings();
        if (!why.isEmpty()) {
            Problem first = why.getFirst();
            return Failure.noEvidence(first.place(), first.message());
        }
        return Failure.noEvidence(
                paths.getFirst(),
                "nothing to read in it; pass logs, files of /proc, or a transcript");
    }

    static String line(Problem problem) {
        return problem.place() + ": " + problem.message();
    }

    /// What an error names: the first of the paths, or the node itself.
    static String place(List<String> paths) {
        return paths.isEmpty() ? "this node" : paths.getFirst();
    }
}
