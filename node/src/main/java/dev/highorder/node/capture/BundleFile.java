/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file that is whole or is not there: it is written beside its place and takes its name when all of it is on the
/// disk. What is left of one that was given up, also by Ctrl-C or SIGTERM, is removed.
final class BundleFile implements AutoCloseable {

    private final Path partial;
    private final FileChannel channel;
    private final Thread hook;
    private boolean open = true;

    private BundleFile(Path partial, FileChannel channel) {
        this.partial = partial;
        this.channel = channel;
        this.hook = new Thread(this::abandon, "highorder-abandon");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Begins a file in a directory; only its owner may read it.
    static BundleFile in(Path directory) throws IOException {
        Path partial =
                directory.resolve(
                        ".highorder-" + ProcessHandle.current().pid() + ".tar.zst.partial");
        Files.deleteIfExists(partial);
        return new BundleFile(partial, create(partial));
    }

    /// Writes a small file that only its owner may read, and that was not there before.
    static void secret(Path file, byte[] content) throws IOException {
        try (FileChannel channel = create(file)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Path directory = file.toAbsolutePath().getParent();
        boolean posix =
                directory != null
                        && Files.getFileStore(directory).supportsFileAttributeView("posix");
        return posix
                ? FileChannel.open(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(file, options);
    }

    OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /// Gives the file its name, once it is on the disk.
    ///
    /// @throws FileAlreadyExistsException where the name is taken: nothing is overwritten
    synchronized void publish(Path target) throws IOException {
        if (!open) {
            throw new IOException("given up");
        }
        channel.force(true);
        channel.close();
        try {
            Files.createLink(target, partial);
            Files.delete(partial);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (IOException | UnsupportedOperationException _) {
            // a file system without hard links
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
        open = false;
    }

    private synchronized void abandon() {
        if (!open) {
            return;
        }
        open = false;
        try {
            channel.close();
        } catch (IOException _) {
            // what could not be written is thrown away anyway
        }
        try {
            Files.deleteIfExists(partial);
        } catch (IOException _) {
            // its name says that it is a part; nothing more can be done
        }
    }

    /// Removes what was not published.
    @Override
    public void close() {
        abandon();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is ending: the hook runs, and finds nothing to do
        }
    }
}
