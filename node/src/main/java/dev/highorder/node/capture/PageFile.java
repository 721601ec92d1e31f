/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// `/proc/kpageflags` or `/proc/kpagecount`: a word of 8 bytes for each page frame. The kernel calls such a file
/// empty, so its end is felt out; it is copied in pieces, whatever the machine's size.
///
/// @param name from `/` on
/// @param file where it is
/// @param bytes up to its end
/// @param filler the word for a frame that went away while it was copied
record PageFile(String name, Path file, long bytes, long filler) {

    /// Frames up to 2^46 bytes of the file: 32 EiB of memory.
    private static final int MOST_BITS = 46;

    private static final int CHUNK = 256 << 10;

    /// Bit 20 of kpageflags: there is no page (include/uapi/linux/kernel-page-flags.h).
    static final long NO_PAGE = 1L << 20;

    /// Opens it and finds its end.
    ///
    /// @throws IOException also where it may not be read: only root may, with CAP_SYS_ADMIN
    static PageFile of(String name, Path file, long filler) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long words = 0;
            for (int bit = MOST_BITS - 3; bit >= 0; bit--) {
                long at = words + (1L << bit) - 1;
                if (has(channel, at)) {
                    words = at + 1;
                }
            }
            return new PageFile(name, file, words * Long.BYTES, filler);
        }
    }

    private static boolean has(FileChannel channel, long word) throws IOException {
        return channel.read(ByteBuffer.allocate(Long.BYTES), word * Long.BYTES) == Long.BYTES;
    }

    /// Copies all of it.
    ///
    /// @return what is wrong with the copy
    Optional<String> copy(TarStream to, Pace pace) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long at = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (at < bytes) {
                int wanted = (int) Math.min(CHUNK, bytes - at);
                int read = channel.read(ByteBuffer.wrap(chunk, 0, wanted), at);
                if (read <= 0) {
                    break;
                }
                to.write(chunk, 0, read);
                at += read;
                pace.took(read);
            }
        }
        if (at == bytes) {
            return Optional.empty();
        }
        long present = at / Long.BYTES;
        ByteBuffer words = ByteBuffer.wrap(chunk).order(ByteOrder.nativeOrder());
        while (words.remaining() >= Long.BYTES) {
            words.putLong(filler);
        }
        while (at < bytes) {
            int length = (int) Math.min(CHUNK, bytes - at);
            to.write(chunk, 0, length);
            at += length;
        }
        return Optional.of("the frames from " + present + " on went away while it was read");
    }
}
