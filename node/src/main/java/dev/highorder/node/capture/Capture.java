/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.IoMessage;
import dev.highorder.evidence.live.LiveNode;
import dev.highorder.evidence.live.Root;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Takes a node's evidence: all that a diagnosis reads of it live, read by the same code, and with `--pages` the
/// words of its page frames.
public final class Capture {

    /// Fast enough to keep up with the pages of a large node, and a tenth smaller than the fastest.
    private static final int LEVEL = 5;

    private final Request request;
    private final Clock clock;
    private final Optional<Redaction> redaction;

    public Capture(Request request, Clock clock) {
        this.request = request;
        this.clock = clock;
        this.redaction =
                request.redacted() ? Optional.of(Redaction.withNewKey()) : Optional.empty();
    }

    /// What to take.
    ///
    /// @param node how the node is read
    /// @param pages whether the words of the page frames are wanted
    /// @param bytesPerSecond how fast they may be read
    /// @param redacted whether names are replaced
    /// @param tool name and version of this program
    public record Request(
            LiveNode.Request node,
            boolean pages,
            long bytesPerSecond,
            boolean redacted,
            String tool) {}

    /// What came of it.
    ///
    /// @param file the bundle; empty where it went into a stream
    /// @param names the file that says what stands for what, in a redacted bundle
    /// @param bytes of the bundle
    public record Outcome(
            Manifest manifest, Optional<Path> file, Optional<Path> names, long bytes) {}

    /// Writes the bundle into a directory or to a file; there is a whole one at the end, or none.
    ///
    /// @param directory where it goes
    /// @param name empty for `highorder-NODE-TIME.tar.zst`
    /// @throws java.nio.file.FileAlreadyExistsException where the name is taken
    public Outcome toFile(Path directory, Optional<String> name) throws IOException {
        try (BundleFile file = BundleFile.in(directory)) {
            Counted counted = new Counted(file.stream());
            Manifest manifest = write(counted);
            Path target = directory.resolve(name.orElse(stem(manifest) + ".tar.zst"));
            Optional<Path> names = Optional.empty();
            if (manifest.held() > 0) {
                names = keepNames(target.resolveSibling(target.getFileName() + ".names.json"));
                try {
                    file.publish(target);
                } catch (IOException failure) {
                    if (names.isPresent()) {
                        Files.deleteIfExists(names.get());
                    }
                    throw failure;
                }
            }
            return new Outcome(manifest, Optional.of(target), names, counted.bytes);
        }
    }

    /// Writes the bundle into a stream, which stays open.
    ///
    /// @param directory where the names of a redacted bundle are kept
    public Outcome toStream(OutputStream out, Path directory) throws IOException {
        Counted counted = new Counted(out);
        Manifest manifest = write(counted);
        Optional<Path> names = keepNames(directory.resolve(stem(manifest) + ".tar.zst.names.json"));
        return new Outcome(manifest, Optional.empty(), names, counted.bytes);
    }

    /// Why a bundle was not written: what is wrong and what to do, without the path.
    public static String unwritten(IOException failure) {
        String said =
                failure instanceof FileSystemException named && named.getReason() != null
                        ? named.getReason()
                        : failure instanceof NoSuchFileException
                                ? "no such directory"
                                : failure instanceof AccessDeniedException
                                        ? "permission denied"
                                        : String.valueOf(failure.getMessage());
        return "the bundle could not be written ("
                + said
                + "); nothing is left of it, write it elsewhere";
    }

    private Optional<Path> keepNames(Path file) throws IOException {
        if (redaction.isEmpty()) {
            return Optional.empty();
        }
        BundleFile.secret(file, redaction.get().names());
        return Optional.of(file);
    }

    private Manifest write(OutputStream to) throws IOException {
        Instant started = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try (ZstdOutputStreamNoFinalizer zstd =
                new ZstdOutputStreamNoFinalizer(new Unclosed(to), LEVEL)) {
            zstd.setChecksum(true);
            TarStream tar = new TarStream(zstd, started.getEpochSecond());
            BundleWriter bundle = new BundleWriter(tar);
            if (redaction.isPresent()) {
                Gathered gathered = new Gathered();
                LiveNode.visit(request.node(), gathered);
                gathered.replay(redaction.get(), bundle);
            } else {
                LiveNode.visit(request.node(), bundle);
            }
            if (request.pages()) {
                Pace pace = new Pace(request.bytesPerSecond());
                pages("/proc/kpageflags", PageFile.NO_PAGE, bundle, pace);
                pages("/proc/kpagecount", 0, bundle, pace);
            }
            Manifest manifest =
                    new Manifest(
                            request.tool(),
                            bundle.host(),
                            started,
                            clock.instant().truncatedTo(ChronoUnit.MILLIS),
                            bundle.live(),
                            redaction.isPresent(),
                            bundle.entries());
            bundle.manifest(ManifestJson.of(manifest));
            tar.finish();
            return manifest;
        }
    }

    private void pages(String name, long filler, BundleWriter bundle, Pace pace)
            throws IOException {
        PageFile file;
        try {
            Path path = new Root(request.node().root()).resolve(name);
            file = PageFile.of(name, path, filler);
        } catch (IOException failure) {
            bundle.problem(name, Problem.of(name, IoMessage.of(failure)));
            return;
        }
        if (file.bytes() > 0) {
            bundle.pages(file, pace);
        } else {
            bundle.skipped(name, "it is empty");
        }
    }

    /// `highorder-NODE-TIME`.
    private static String stem(Manifest manifest) {
        String time =
                DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(manifest.started());
        StringBuilder node = new StringBuilder();
        String host = manifest.node().orElse("node");
        for (int i = 0; i < host.length() && i < 64; i++) {
            char c = host.charAt(i);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || c == '.' || c == '-';
            node.append(plain ? c : '-');
        }
        return "highorder-" + node + "-" + time;
    }

    /// Counts what goes through.
    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            bytes += length;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }
    }

    /// A stream that is not its writer's to close.
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
