/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The record of what was run here: JSON lines that are only ever added, each on the disk before anything else happens.
/// Who holds it is the only one who runs a remedy.
public final class AuditTrail implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private AuditTrail(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// What is recorded; nothing where there is no file yet.
    static List<AuditRecord> read(Path file) throws IOException {
        List<AuditRecord> records = new ArrayList<>();
        if (Files.exists(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("not a regular file");
        }
        try {
            for (String line :
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
                AuditRecord.of(line).ifPresent(records::add);
            }
        } catch (NoSuchFileException _) {
            return List.of();
        }
        return records;
    }

    /// The runs that have an intent and no result: what they did is not known.
    static List<AuditRecord> unfinished(List<AuditRecord> records) {
        Map<String, AuditRecord> open = new LinkedHashMap<>();
        for (AuditRecord record : records) {
            if (record.kind().equals(AuditRecord.INTENT)) {
                open.put(record.run(), record);
            } else {
                open.remove(record.run());
            }
        }
        return List.copyOf(open.values());
    }

    /// Takes the trail for a run.
    ///
    /// @return empty where another run has it
    static Optional<AuditTrail> take(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Set<OpenOption> options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        FileChannel channel =
                FileChannel.open(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new AuditTrail(file, channel));
            }
        } catch (OverlappingFileLockException _) {
            // another run in this very process
        }
        channel.close();
        return Optional.empty();
    }

    /// Adds a record, and comes back when it is on the disk.
    ///
    /// @return the line it is at, as `FILE:LINE`
    String add(AuditRecord record) throws IOException {
        long end = channel.size();
        ByteBuffer whole = ByteBuffer.allocate((int) Math.min(end, Integer.MAX_VALUE - 16));
        channel.read(whole, 0);
        int lines = 0;
        for (byte b : whole.array()) {
            lines += b == '\n' ? 1 : 0;
        }
        boolean torn = end > 0 && whole.array()[whole.capacity() - 1] != '\n';
        byte[] line = record.line();
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 1);
        if (torn) {
            // a crash in the middle of a line: what follows begins a new one
            bytes.put((byte) '\n');
        }
        bytes.put(line).flip();
        long at = end;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(true);
        return file + ":" + (lines + (torn ? 2 : 1));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
