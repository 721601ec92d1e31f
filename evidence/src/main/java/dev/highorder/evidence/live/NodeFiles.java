/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.IoMessage;
import dev.highorder.evidence.text.Member;
import dev.highorder.evidence.text.Sample;
import dev.highorder.evidence.text.TextReader;
import java.io.ByteArrayInputStream;
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

/// The files of one node, read one after the other, and what came of each.
final class NodeFiles {

    private static final int SMALL = 1 << 20;
    private static final int LARGE = 16 << 20;
    private static final long TAIL = 64L << 20;

    private final Root root;
    private final LiveNode.Request request;
    private final TextReader reader = new TextReader();
    private final List<SourceText> sources = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final boolean running;
    private Optional<String> host = Optional.empty();

    NodeFiles(Root root, LiveNode.Request request) {
        this.root = root;
        this.request = request;
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

    Evidence evidence() {
        return new Evidence(sources, problems, List.of(), missing);
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
    void state() {
        // the kernel tells each reader the name of its own container
        String named = root.isOwn() ? "/proc/sys/kernel/hostname" : "/etc/hostname";
        host = oneLine(named);
        Optional<KernelRelease> kernel =
                oneLine("/proc/sys/kernel/osrelease").flatMap(KernelRelease::parse);
        small("/proc/version", "the kernel's version");
        small(named, "the node's name");
        small("/proc/cmdline", "the kernel's command line");
        small("/etc/os-release", "the distribution");
        file(
                "/proc/buddyinfo",
                SMALL,
                "free blocks by order",
                "they tell whether a request of an order can succeed");
        file(
                "/proc/zoneinfo",
                LARGE,
                "watermarks and free pages of the zones",
                "they tell which zone may serve a request");
        file("/proc/meminfo", SMALL, "the use of memory", "it tells whether memory is short");
        file(
                "/proc/vmstat",
                SMALL,
                "reclaim and compaction counters",
                "they tell whether compaction gets anywhere");
        file(
                "/proc/cgroups",
                SMALL,
                "the number of cgroups",
                "many more than there are directories means that dead ones are pinned");
        small("/proc/pressure/memory", "memory pressure");
        directory("/proc/sys/vm");
        for (String name :
                List.of(
                        "/proc/sys/kernel/pid_max",
                        "/proc/sys/kernel/threads-max",
                        "/proc/sys/kernel/keys/maxkeys",
                        "/proc/sys/fs/inotify/max_user_instances",
                        "/proc/sys/fs/inotify/max_user_watches",
                        "/proc/sys/net/netfilter/nf_conntrack_count",
                        "/proc/sys/net/netfilter/nf_conntrack_max",
                        "/proc/sys/user/max_user_namespaces",
                        "/sys/devices/system/cpu/possible",
                        "/sys/devices/system/cpu/online",
                        "/sys/fs/cgroup/cgroup.stat",
                        "/sys/fs/cgroup/unified/cgroup.stat",
                        "/sys/kernel/debug/extfrag/extfrag_index",
                        "/sys/kernel/debug/extfrag/unusable_index")) {
            small(name, name);
        }
        guarded(
                "/proc/pagetypeinfo",
                Stalls.pageTypeInfo(kernel),
                "free blocks by migrate type",
                "they tell on whose lists the free memory stands");
        guarded(
                "/proc/slabinfo",
                Stalls.slabInfo(kernel),
                "slab caches by size",
                "they name the cache behind a leak of kernel memory");
    }

    private void guarded(String name, boolean stalls, String what, String why) {
        if (stalls && running) {
            missing.add(
                    new Missing(
                            what,
                            why + "; not read, as the read can stall this kernel",
                            "sudo cat " + root.cited(name)));
        } else {
            file(name, SMALL, what, why);
        }
    }

    private void small(String name, String what) {
        file(name, SMALL, what, "");
    }

    /// Reads a file; a file that is not there is no evidence of anything, one that may not be read is missing.
    private void file(String name, int limit, String what, String why) {
        String cited = root.cited(name);
        try (InputStream in = open(root.resolve(name))) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                problems.add(
                        Problem.of(
                                cited, "larger than " + limit + " bytes; the rest was not read"));
            }
            add(cited, bytes, Math.min(limit, bytes.length));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return;
        } catch (AccessDeniedException _) {
            if (!why.isEmpty()) {
                missing.add(new Missing(what, why + "; not permitted", "sudo cat " + cited));
            }
        } catch (IOException failure) {
            problems.add(Problem.of(cited, IoMessage.of(failure)));
        }
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

    private void directory(String name) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(name))) {
            for (Path entry : entries) {
                String file = String.valueOf(entry.getFileName());
                // reading stat_refresh folds the counters of all CPUs at once
                if (!file.equals("stat_refresh") && Files.isReadable(entry)) {
                    names.add(name + "/" + file);
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            return;
        }
        names.sort(null);
        for (String one : names) {
            small(one, one);
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

    private void add(String cited, byte[] bytes, int length) {
        if (length == 0) {
            return;
        }
        try (InputStream in = new ByteArrayInputStream(bytes, 0, length)) {
            add(Member.given(cited, in));
        } catch (IOException failure) {
            problems.add(Problem.of(cited, IoMessage.of(failure)));
        }
    }

    private void add(Member member) throws IOException {
        TextReader.Outcome outcome = reader.read(Sample.of(member), Origin.Role.NODE);
        outcome.text()
                .ifPresent(text ->
                        sources.add(
                                new SourceText(
                                        text.path(),
                                        text.lines(),
                                        running ? Optional.of(request.now()) : Optional.empty(),
                                        host,
                                        text.role(),
                                        text.problems())));
        outcome.refusal().ifPresent(problems::add);
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
    void cgroupCount(String name, OptionalLong count) {
        String command = "find " + root.cited(name) + " -type d | wc -l";
        if (count.isPresent()) {
            byte[] line = (count.getAsLong() + "\n").getBytes(StandardCharsets.US_ASCII);
            add(command, line, line.length);
        } else {
            missing.add(
                    new Missing(
                            "the number of cgroup directories",
                            "compared with /proc/cgroups it shows dead cgroups; counting took too long",
                            command));
        }
    }

    /// @return whether there was anything
    boolean kernelLog(String cited, byte[] bytes) {
        if (bytes.length == 0) {
            return false;
        }
        add(cited.startsWith("/") ? root.cited(cited) : cited, bytes, bytes.length);
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

    void noKernelLog() {
        missing.add(
                new Missing(
                        "the kernel log",
                        "an allocation failure and its stack are printed there",
                        (request.superuser() ? "" : "sudo ") + "dmesg"));
    }

    void version(Tool tool) {
        Tool.Outcome outcome = tool.finish();
        add(tool.shown(), outcome.bytes(), outcome.bytes().length);
        if (outcome.overtime()) {
            missing.add(
                    new Missing(
                            "the answer of '" + tool.shown() + "'",
                            "it gave none within a second: the daemon behind it may hang",
                            tool.shown()));
        }
    }

    void journal(Tool tool, String what) {
        Tool.Outcome outcome = tool.finish();
        byte[] entries = JournalExport.reduce(outcome.bytes());
        add(tool.shown(), entries, entries.length);
        boolean denied = entries.length == 0 && !request.superuser();
        if (outcome.overtime() || outcome.cut() || denied) {
            missing.add(
                    new Missing(
                            "the journal of the container software",
                            what
                                    + (denied
                                            ? "; not permitted, or nothing said"
                                            : "; there is more than was read"),
                            (request.superuser() ? "" : "sudo ") + tool.shown()));
        }
    }

    void unreadJournal() {
        try {
            if (Files.isDirectory(root.resolve("/var/log/journal"))) {
                missing.add(
                        new Missing(
                                "the journal",
                                "what kubelet and the container runtimes said is there; journalctl was not run",
                                "journalctl -o export -D " + root.cited("/var/log/journal")));
            }
        } catch (IOException _) {
            // a node without a journal has nothing to miss
        }
    }

    /// The ends of the classic log files, unless nothing was written to them since.
    ///
    /// @return whether there was any
    boolean logTails(Instant since) {
        int before = sources.size();
        for (String name : List.of("/var/log/messages", "/var/log/syslog", "/var/log/kern.log")) {
            try {
                Path file = root.resolve(name);
                if (Files.isRegularFile(file)
                        && !Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    tail(name, file);
                }
            } catch (NoSuchFileException | NotDirectoryException _) {
                // each distribution has one or two of them
            } catch (AccessDeniedException _) {
                missing.add(
                        new Missing(
                                root.cited(name),
                                "what the kernel and the container software said is there; not permitted",
                                "sudo cat " + root.cited(name)));
            } catch (IOException failure) {
                problems.add(Problem.of(root.cited(name), IoMessage.of(failure)));
            }
        }
        return sources.size() > before;
    }

    private void tail(String name, Path file) throws IOException {
        String cited = root.cited(name);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long skipped = channel.size() - TAIL;
            if (skipped > 0) {
                channel.position(skipped);
                // lines are numbered from there, so the citation says from where
                cited = "tail -c +" + (skipped + 1) + " " + cited;
            }
            add(Member.given(cited, Channels.newInputStream(channel)));
        }
    }
}
