/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.text.TextReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads a node within two seconds and without harm: each file once, nothing that could stall the kernel,
/// nothing written. Whatever cannot be read or takes too long is `missing`, with the command that shows it.
public final class LiveNode {

    private static final long PATIENCE_MILLIS = 1000;
    private static final int VERSION_BYTES = 64 << 10;

    /// journalctl prints about 1 KiB an entry: the newest 20,000 are there within its time.
    private static final String NEWEST = "20000";

    private static final int JOURNAL_BYTES = 48 << 20;

    private static final List<String> UNITS =
            List.of(
                    "kubelet",
                    "containerd",
                    "crio",
                    "docker",
                    "cri-docker",
                    "podman",
                    "k3s",
                    "k3s-agent",
                    "rke2-server",
                    "rke2-agent",
                    "snap.microk8s.daemon-kubelite");

    private static final List<List<String>> VERSIONS =
            List.of(
                    List.of("runc", "--version"),
                    List.of("containerd", "--version"),
                    List.of("docker", "version"),
                    List.of("crictl", "version"),
                    List.of("crio", "--version"),
                    List.of("kubelet", "--version"));

    private LiveNode() {}

    /// What to read and how.
    ///
    /// @param root where the node's `/` is mounted; empty for this machine's own. With one, nothing is executed
    /// @param since from when on container software is asked for what it said
    /// @param narrowed whether the user named that moment, so that it bounds the kernel's log, too
    /// @param now the time of reading
    /// @param path where to look for programs, as in `PATH`
    /// @param superuser whether the reader is root, who needs no `sudo`
    public record Request(
            Optional<Path> root,
            Instant since,
            boolean narrowed,
            Instant now,
            String path,
            boolean superuser) {

        /// The window that is looked at without `--since`.
        public static final Duration WINDOW = Duration.ofHours(24);
    }

    /// Reads the node, to be understood.
    public static Evidence read(Request request) {
        TextReader reader = new TextReader();
        NodeTexts texts = new NodeTexts(reader);
        try {
            visit(request, reader, texts);
        } catch (IOException failure) {
            // the texts are kept in memory
            throw new UncheckedIOException(failure);
        }
        return texts.evidence();
    }

    /// Reads the node, each piece as it is.
    ///
    /// @throws IOException when the visitor throws it
    public static void visit(Request request, NodeVisitor visitor) throws IOException {
        visit(request, new TextReader(), visitor);
    }

    private static void visit(Request request, TextReader reader, NodeVisitor visitor)
            throws IOException {
        Root root = new Root(request.root());
        NodeFiles files = new NodeFiles(root, request, reader, visitor);
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        long began = System.nanoTime();
        Optional<Kmsg> kmsg = files.kmsg();
        List<Tool> versions = new ArrayList<>();
        Optional<Tool> journal = Optional.empty();
        if (root.isOwn()) {
            for (List<String> command : VERSIONS) {
                Tool.start(request.path(), command, PATIENCE_MILLIS, VERSION_BYTES)
                        .ifPresent(versions::add);
            }
            journal = Tool.start(request.path(), journal(request), PATIENCE_MILLIS, JOURNAL_BYTES);
        }
        files.state();
        cgroups(files, deadline);
        boolean kernelLog = kernelLog(files, kmsg, request, began, deadline);
        for (Tool tool : versions) {
            files.version(tool);
        }
        if (journal.isPresent()) {
            files.journal(
                    journal.get(),
                    "what kubelet and the container runtimes said is in the journal");
        } else {
            files.unreadJournal();
        }
        boolean tails = files.logTails(request.since());
        if (!kernelLog && !tails) {
            files.noKernelLog();
        }
    }

    private static List<String> journal(Request request) {
        List<String> command = new ArrayList<>(entries(request));
        for (String unit : UNITS) {
            command.add("-u");
            command.add(unit);
        }
        return command;
    }

    private static List<String> entries(Request request) {
        return List.of(
                "journalctl",
                "-q",
                "--no-pager",
                "-o",
                "export",
                "-n",
                NEWEST,
                "--since=@" + request.since().getEpochSecond());
    }

    private static void cgroups(NodeFiles files, long deadline) throws IOException {
        for (String mount : List.of("/sys/fs/cgroup/memory", "/sys/fs/cgroup")) {
            Optional<Path> directory = files.cgroupMount(mount);
            if (directory.isPresent()) {
                long began = System.nanoTime();
                OptionalLong count =
                        CgroupCount.below(directory.get(), Math.min(deadline, began + 400_000_000));
                files.cgroupCount(mount, count, began);
                return;
            }
        }
    }

    /// From kmsg, else dmesg, else the journal; from the log files, where no program may be run.
    private static boolean kernelLog(
            NodeFiles files, Optional<Kmsg> kmsg, Request request, long began, long deadline)
            throws IOException {
        if (kmsg.isPresent()) {
            byte[] records = kmsg.get().finish(deadline);
            long from = request.narrowed() ? files.bootMicros(request.since()) : 0;
            if (files.kernelLog("/dev/kmsg", Kmsg.since(records, from), began)
                    || records.length > 0) {
                return true;
            }
        }
        if (files.root().isOwn()) {
            Optional<Tool> dmesg =
                    Tool.start(
                            request.path(), List.of("dmesg"), PATIENCE_MILLIS / 2, JOURNAL_BYTES);
            if (dmesg.isPresent()
                    && files.kernelLog(
                            "dmesg", dmesg.get().finish().bytes(), dmesg.get().began())) {
                return true;
            }
            List<String> command = new ArrayList<>(entries(request));
            command.add("-k");
            Optional<Tool> journal =
                    Tool.start(request.path(), command, PATIENCE_MILLIS / 2, JOURNAL_BYTES);
            return journal.isPresent()
                    && files.kernelLog(
                            journal.get().shown(),
                            JournalExport.reduce(journal.get().finish().bytes()),
                            journal.get().began());
        }
        return false;
    }
}
