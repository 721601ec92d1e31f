/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceLine;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.live.NodeVisitor;
import dev.highorder.evidence.live.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts what is read of a node into an archive laid out like `/`: a file under its own path, the kernel's log as
/// `kmsg`, what a command printed under `commands/`.
final class BundleWriter implements NodeVisitor {

    private static final int MOST_NAME = 90;

    private final TarStream tar;
    private final List<Manifest.Entry> entries = new ArrayList<>();
    private final Map<String, String> incomplete = new HashMap<>();
    private Optional<String> host = Optional.empty();
    private boolean live;

    BundleWriter(TarStream tar) {
        this.tar = tar;
    }

    /// What was put in so far, and what was not.
    List<Manifest.Entry> entries() {
        return entries;
    }

    /// The node's name, once something was read.
    Optional<String> host() {
        return host;
    }

    /// Whether what was read is of this moment.
    boolean live() {
        return live;
    }

    @Override
    public void content(Piece piece, byte[] bytes, int length) throws IOException {
        if (length == 0) {
            return;
        }
        switch (piece.kind()) {
            case FILE -> put(piece, piece.name().substring(1), bytes, length, Optional.empty());
            case KERNEL_LOG -> put(piece, "kmsg", bytes, length, Optional.empty());
            case LOG_OUTPUT ->
                    put(piece, outputName(piece.name()), bytes, length, Optional.of(piece.name()));
            case OUTPUT -> {
                // As a person would paste it: the command tells what its output means.
                ByteArrayOutputStream shown = new ByteArrayOutputStream(length + 100);
                shown.writeBytes(("$ " + piece.name() + "\n").getBytes(StandardCharsets.UTF_8));
                shown.write(bytes, 0, length);
                put(
                        piece,
                        outputName(piece.name()),
                        shown.toByteArray(),
                        shown.size(),
                        Optional.of(piece.name()));
            }
            case TAIL -> throw new IllegalArgumentException("a tail is a text");
        }
    }

    @Override
    public void tail(Piece piece, SourceText kept) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 16);
        int last = 0;
        for (SourceLine line : kept.lines()) {
            text.writeBytes(line.text().getBytes(StandardCharsets.UTF_8));
            text.write('\n');
            last = line.number();
        }
        boolean all = last == kept.lines().size() && !kept.path().startsWith("tail ");
        if (!all) {
            incomplete.put(
                    piece.name(),
                    kept.lines().size()
                            + " lines that may matter, of the "
                            + last
                            + " that '"
                            + kept.path()
                            + "' shows");
        }
        put(
                piece,
                piece.name().substring(1),
                text.toByteArray(),
                text.size(),
                all ? Optional.empty() : Optional.of(kept.path()));
    }

    @Override
    public void missing(String name, Missing missing) {
        entries.add(
                new Manifest.Entry(
                        name,
                        0,
                        0,
                        true,
                        Optional.of(missing.why()),
                        Optional.of(missing.what()),
                        Optional.of(missing.command())));
    }

    @Override
    public void problem(String name, Problem problem) {
        if (problem.message().startsWith("larger than ")) {
            incomplete.put(name, problem.message());
        } else {
            skipped(name, problem.message());
        }
    }

    /// Notes something that is not in the bundle.
    void skipped(String name, String why) {
        entries.add(
                new Manifest.Entry(
                        name, 0, 0, true, Optional.of(why), Optional.empty(), Optional.empty()));
    }

    /// Puts the page words of a file in, as they are read.
    void pages(PageFile file, Pace pace) throws IOException {
        String name = file.name().substring(1);
        tar.begin(name, file.bytes());
        long began = System.nanoTime();
        Optional<String> why = file.copy(tar, pace);
        entries.add(
                new Manifest.Entry(
                        name,
                        file.bytes(),
                        System.nanoTime() - began,
                        false,
                        why,
                        Optional.empty(),
                        Optional.empty()));
    }

    /// Puts the manifest in, which is the last of all.
    void manifest(byte[] json) throws IOException {
        tar.begin("manifest.json", json.length);
        tar.write(json, 0, json.length);
    }

    private void put(Piece piece, String path, byte[] bytes, int length, Optional<String> command)
            throws IOException {
        host = host.or(piece::host);
        live |= piece.readAt().isPresent();
        String name = unused(path);
        tar.begin(name, length);
        tar.write(bytes, 0, length);
        entries.add(
                new Manifest.Entry(
                        name,
                        length,
                        piece.nanos(),
                        false,
                        Optional.ofNullable(incomplete.remove(piece.name())),
                        Optional.empty(),
                        command));
    }

    /// A command's name as sosreport writes it: `find_.sys.fs.cgroup_-type_d`.
    private static String outputName(String command) {
        StringBuilder name = new StringBuilder("commands/");
        int pipe = command.indexOf(" |");
        String first = pipe < 0 ? command : command.substring(0, pipe);
        for (int i = 0; i < first.length() && name.length() < MOST_NAME; i++) {
            char c = first.charAt(i);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || "-._=@+".indexOf(c) >= 0;
            name.append(plain ? c : c == ' ' ? '_' : '.');
        }
        return name.toString();
    }

    private String unused(String path) {
        String name = path;
        for (int n = 2; isUsed(name); n++) {
            name = path + "." + n;
        }
        return name;
    }

    private boolean isUsed(String name) {
        return entries.stream().anyMatch(entry -> !entry.skipped() && entry.path().equals(name));
    }
}
