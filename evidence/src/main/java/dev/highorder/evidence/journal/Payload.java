/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tukaani.xz.XZInputStream;

/// What a data object holds: `FIELD=value`, perhaps compressed.
final class Payload {

    /// The flags of an object's header.
    private static final int XZ = 1;

    private static final int LZ4 = 1 << 1;
    private static final int ZSTD = 1 << 2;

    /// What one data object's stream may take to be unpacked; systemd writes them with less than 2 MiB.
    private static final int XZ_KIBIBYTES = 8 << 10;

    private Payload() {}

    /// The first bytes of the content; empty where it cannot be unpacked.
    ///
    /// @param most how many are wanted
    static Optional<byte[]> of(byte[] stored, int flags, int most) {
        try {
            return switch (flags) {
                case 0 -> Optional.of(stored);
                case XZ ->
                        read(
                                new XZInputStream(new ByteArrayInputStream(stored), XZ_KIBIBYTES),
                                most);
                case LZ4 -> lz4(stored, most);
                case ZSTD ->
                        read(
                                new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(stored)),
                                most);
                default -> Optional.empty();
            };
        } catch (IOException | RuntimeException | LinkageError _) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> read(InputStream stream, int most) throws IOException {
        try (stream) {
            return Optional.of(stream.readNBytes(most));
        }
    }

    /// A length of 8 bytes, then a block.
    private static Optional<byte[]> lz4(byte[] stored, int most) {
        if (stored.length < 8) {
            return Optional.empty();
        }
        long length = LittleEndian.number(stored, 0);
        if (length <= 0) {
            return Optional.empty();
        }
        int wanted = (int) Math.min(length, most);
        byte[] content = Lz4Block.unpack(stored, 8, wanted);
        return content.length == wanted ? Optional.of(content) : Optional.empty();
    }
}
