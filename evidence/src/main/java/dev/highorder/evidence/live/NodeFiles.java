/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.IoMessage;
import dev.highorder.evidence.text.Member;
import dev.highorder.evidence.text.Sample;
import dev.highorder.evidence.text.TextReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The files of one node, read one after the other; each is handed on as it is read.
final class NodeFiles {

    private static final long TAIL = 64L << 20;

    private final Root root;
    private final LiveNode.Request request;
    private final TextReader reader;
    private final NodeVisitor visitor;
    private final boolean running;
    private Optional<String> host = Optional.empty();

    /// @param reader of the logs' ends
    NodeFiles(Root root, LiveNode.Request request, TextReader reader, NodeVisitor visitor) {
        this.root = root;
        this.request = request;
        this.reader = reader;
        this.visitor = visitor;
        this.running = root.isOwn() || isProc(root);
    }

    private static boolean isProc(Root root) {
        try {
            return Files.getFileStore(root.resolve("/proc")).type().equals("proc");
        } catch (IOException _) {
            return false;
        }
    }

    Root root() {
        return root;
    }

    /// The kernel's buffer, where the node is the running one and the device is there.
    Optional<Kmsg> kmsg() {
        if (!running) {
            return Optional.empty();
        }
        try {
            Path device = root.resolve("/dev/kmsg");
            boolean special =
                    Files.readAttributes(
                                    device, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .isOther();
            return special ? Optional.of(Kmsg.start(device)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// The state of memory, and what names the node.
    void state() throws IOException {
        // the kernel tells each reader the name of its own container
        String named = root.isOwn() ? "/proc/sys/kernel/hostname" : "/etc/hostname";
        host = oneLine(named);
        Optional<KernelRelease> kernel =
                oneLine("/proc/sys/kernel/osrelease").flatMap(KernelRelease::parse);
        for (Inventory item : Inventory.of(named)) {
            if (item.isDirectory()) {
                directory(item);
            } else if (running && Stalls.on(item.stall(), kernel)) {
                visitor.missing(
                        item.path(),
                        new Missing(
                                item.what(),
                                item.why() + "; not read, as the read can stall this kernel",
                                "sudo cat " + root.cited(item.path())));
            } else {
                file(item);
            }
        }
    }

    /// Reads a file; a file that is not there is no evidence of anything, one that may not be read is missing.
    private void file(Inventory item) throws IOException {
        String cited = root.cited(item.path());
        long began = System.nanoTime();
        byte[] bytes;
        try (InputStream in = open(root.resolve(item.path()))) {
            bytes = in.readNBytes(item.limit() + 1);
        } catch (NoSuchFileException | NotDirectoryException _) {
            return;
        } catch (AccessDeniedException _) {
            if (!item.why().isEmpty()) {
                visitor.missing(
                        item.path(),
                        new Missing(
                                item.what(), item.why() + "; not permitted", "sudo cat " + cited));
            }
            return;
        } catch (IOException failure) {
            visitor.problem(item.path(), Problem.of(cited, IoMessage.of(failure)));
            return;
        }
        if (bytes.length > item.limit()) {
            visitor.problem(
                    item.path(),
                    Problem.of(
                            cited,
                            "larger than " + item.limit() + " bytes; the rest was not read"));
        }
        visitor.content(
                piece(Piece.Kind.FILE, item.path(), cited, began),
                bytes,
                Math.min(item.limit(), bytes.length));
    }

    private Piece piece(Piece.Kind kind, String name, String cited, long began) {
        return new Piece(
                kind,
                name,
                cited,
                host,
                running ? Optional.of(request.now()) : Optional.empty(),
                System.nanoTime() - began);
    }

    /// Only a regular file: opening a pipe would wait, opening a device might do anything.
    private InputStream open(Path file) throws IOException {
        boolean regular =
                root.isOwn()
                        ? Files.isRegularFile(file)
                        : Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!regular) {
            throw Files.exists(file)
                    ? new IOException("not a regular file")
                    : new NoSuchFileException(file.toString());
        }
        Set<OpenOption> options =
                root.isOwn()
                        ? Set.of(StandardOpenOption.READ)
                        : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return Channels.newInputStream(Files.newByteChannel(file, options));
    }

    private void directory(Inventory item) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(item.path()))) {
            for (Path entry : entries) {
                String file = String.valueOf(entry.getFileName());
                // reading stat_refresh folds the counters of all CPUs at once
                if (!file.equals("stat_refresh") && Files.isReadable(entry)) {
                    names.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            return;
        }
        names.sort(null);
        for (String name : names) {
            file(item.in(name));
        }
    }

    private Optional<String> oneLine(String name) {
        try (InputStream in = open(root.resolve(name))) {
            String text = new String(in.readNBytes(4096), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// The memory cgroups' directory, where one is mounted there; a copied tree does not hold them all.
    Optional<Path> cgroupMount(String name) {
        if (!running) {
            return Optional.empty();
        }
        try {
            Path mount = root.resolve(name);
            boolean unified = name.equals("/sys/fs/cgroup");
            boolean mounted = Files.exists(mount.resolve(unified ? "cgroup.controllers" : "tasks"));
            return mounted ? Optional.of(mount) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// As if `find` had counted them.
    ///
    /// @param began of System.nanoTime(), when the counting did
    void cgroupCount(String name, OptionalLong count, long began) throws IOException {
        String command = "find " + root.cited(name) + " -type d | wc -l";
        if (count.isPresent()) {
            byte[] line = (count.getAsLong() + "\n").getBytes(StandardCharsets.US_ASCII);
            visitor.content(piece(Piece.Kind.OUTPUT, command, command, began), line, line.length);
        } else {
            visitor.missing(
                    command,
                    new Missing(
                            "the number of cgroup directories",
                            "compared with /proc/cgroups it shows dead cgroups; counting took too long",
                            command));
        }
    }

    /// @param name the device, or the command that printed it
    /// @return whether there was anything
    boolean kernelLog(String name, byte[] bytes, long began) throws IOException {
        if (bytes.length == 0) {
            return false;
        }
        boolean device = name.startsWith("/");
        visitor.content(
                piece(
                        device ? Piece.Kind.KERNEL_LOG : Piece.Kind.LOG_OUTPUT,
                        name,
                        device ? root.cited(name) : name,
                        began),
                bytes,
                bytes.length);
        return true;
    }

    /// A moment on the clock of the kernel's log, from how long the node has been up; 0 where that is unknown.
    long bootMicros(Instant moment) {
        Optional<String> uptime = oneLine("/proc/uptime");
        if (uptime.isEmpty()) {
            return 0;
        }
        String text = uptime.get();
        int point = text.indexOf('.');
        try {
            long seconds = Long.parseLong(point < 0 ? text : text.substring(0, point));
            return (seconds - Duration.between(moment, request.now()).toSeconds()) * 1_000_000;
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    void noKernelLog() throws IOException {
        visitor.missing(
                "/dev/kmsg",
                new Missing(
                        "the kernel log",
                        "an allocation failure and its stack are printed there",
                        (request.superuser() ? "" : "sudo ") + "dmesg"));
    }

    void version(Tool tool) throws IOException {
        Tool.Outcome outcome = tool.finish();
        visitor.content(
                piece(Piece.Kind.OUTPUT, tool.shown(), tool.shown(), tool.began()),
                outcome.bytes(),
                outcome.bytes().length);
        if (outcome.overtime()) {
            visitor.missing(
                    tool.shown(),
                    new Missing(
                            "the answer of '" + tool.shown() + "'",
                            "it gave none within a second: the daemon behind it may hang",
                            tool.shown()));
        }
    }

    void journal(Tool tool, String what) throws IOException {
        Tool.Outcome outcome = tool.finish();
        byte[] entries = JournalExport.reduce(outcome.bytes());
        visitor.content(
                piece(Piece.Kind.LOG_OUTPUT, tool.shown(), tool.shown(), tool.began()),
                entries,
                entries.length);
        boolean denied = entries.length == 0 && !request.superuser();
        if (outcome.overtime() || outcome.cut() || denied) {
            visitor.missing(
                    tool.shown(),
                    new Missing(
                            "the journal of the container software",
                            what
                                    + (denied
                                            ? "; not permitted, or nothing said"
                                            : "; there is more than was read"),
                            (request.superuser() ? "" : "sudo ") + tool.shown()));
        }
    }

    void unreadJournal() throws IOException {
        if (!isDirectory("/var/log/journal")) {
            return;
        }
        visitor.missing(
                "/var/log/journal",
                new Missing(
                        "the journal",
                        "what kubelet and the container runtimes said is there; journalctl was not run",
                        "journalctl -o export -D " + root.cited("/var/log/journal")));
    }

    private boolean isDirectory(String name) {
        try {
            return Files.isDirectory(root.resolve(name));
        } catch (IOException _) {
            return false;
        }
    }

    /// The ends of the classic log files, unless nothing was written to them since.
    ///
    /// @return whether there was any
    boolean logTails(Instant since) throws IOException {
        boolean any = false;
        for (String name : List.of("/var/log/messages", "/var/log/syslog", "/var/log/kern.log")) {
            any |= logTail(name, since);
        }
        return any;
    }

    private boolean logTail(String name, Instant since) throws IOException {
        String cited = root.cited(name);
        long began = System.nanoTime();
        TextReader.Outcome outcome;
        try {
            Path file = root.resolve(name);
            if (!Files.isRegularFile(file)
                    || Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                return false;
            }
            outcome = tail(cited, file);
        } catch (NoSuchFileException | NotDirectoryException _) {
            // each distribution has one or two of them
            return false;
        } catch (AccessDeniedException _) {
            visitor.missing(
                    name,
                    new Missing(
                            cited,
                            "what the kernel and the container software said is there; not permitted",
                            "sudo cat " + cited));
            return false;
        } catch (IOException failure) {
            visitor.problem(name, Problem.of(cited, IoMessage.of(failure)));
            return false;
        }
        if (outcome.refusal().isPresent()) {
            visitor.problem(name, outcome.refusal().get());
        }
        if (outcome.text().isPresent()) {
            SourceText text = outcome.text().get();
            visitor.tail(piece(Piece.Kind.TAIL, name, text.path(), began), text);
        }
        return outcome.text().isPresent();
    }

    private TextReader.Outcome tail(String cited, Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long skipped = channel.size() - TAIL;
            String path = cited;
            if (skipped > 0) {
                channel.position(skipped);
                // lines are numbered from there, so the citation says from where
                path = "tail -c +" + (skipped + 1) + " " + cited;
            }
            return reader.read(
                    Sample.of(Member.given(path, Channels.newInputStream(channel))),
                    Origin.Role.NODE);
        }
    }
}
