/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.highorder.evidence.text.Content;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/// A compressed stream's content, as far as it goes: where it is cut, damaged or without end, what came
/// before counts.
final class Decoder extends InputStream {

    private static final int BUFFER = 64 << 10;

    private final String name;
    private final Budget budget;
    private InputStream decoded = InputStream.nullInputStream();
    private Optional<String> damage = Optional.empty();
    private boolean begun;

    /// @param format one of the compressed ones
    Decoder(Content format, InputStream packed, Budget budget) throws IOException {
        this.name = format.name().toLowerCase(Locale.ROOT);
        this.budget = budget;
        try {
            decoded = open(format, new BufferedInputStream(packed, BUFFER), budget.limits());
        } catch (IOException | RuntimeException | LinkageError failure) {
            damaged(failure);
        }
    }

    /// What ended the stream before its time.
    Optional<String> damage() {
        return damage;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (damage.isPresent()) {
            return -1;
        }
        try {
            int read = decoded.read(bytes, offset, length);
            begun |= read > 0;
            if (read > 0 && !budget.take(read)) {
                damage =
                        Optional.of(
                                "unpacks to more than "
                                        + budget.limits().ratio()
                                        + " times its size, as a decompression bomb does; stopped there. Unpack it yourself and pass what it holds");
                return -1;
            }
            return read;
        } catch (IOException | RuntimeException failure) {
            damaged(failure);
            return -1;
        }
    }

    private void damaged(Throwable failure) throws IOException {
        if (budget.failed() && failure instanceof IOException unreadable) {
            throw unreadable;
        }
        damage = Optional.of(reason(failure));
    }

    private String reason(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        if (failure instanceof MemoryLimitException limit) {
            return "the xz stream needs "
                    + limit.getMemoryNeeded() / 1024
                    + " MiB to unpack, more than is given; unpack it first (unxz)";
        }
        if (failure instanceof LinkageError) {
            return "zstd-compressed, and the library for it cannot be loaded here; unpack it first (unzstd)";
        }
        if (said.contains("too much memory")) {
            return "the zstd stream needs more than 128 MiB to unpack; unpack it first (unzstd --long=31)";
        }
        if (!begun) {
            return "a damaged " + name + " file; fetch it again";
        }
        return failure instanceof EOFException || said.startsWith("Truncated")
                ? "the " + name + " stream is cut; what was there was read"
                : "the " + name + " stream is damaged; what came before was read";
    }

    private static InputStream open(Content format, InputStream packed, Limits limits)
            throws IOException {
        return switch (format) {
            case GZIP -> new GZIPInputStream(unending(packed), BUFFER);
            case XZ -> new XZInputStream(packed, limits.xzKibibytes());
            case ZSTD -> new ZstdInputStreamNoFinalizer(packed);
            case BZIP2 -> new Bunzip2(packed);
            case TEXT,
                    UTF16_LITTLE_ENDIAN,
                    UTF16_BIG_ENDIAN,
                    ZIP,
                    TAR,
                    JOURNAL,
                    JOURNAL_EXPORT,
                    BINARY ->
                    throw new IllegalArgumentException(format + " is not a compressed stream");
        };
    }

    /// GZIPInputStream looks for a further member only while its source says that it has more.
    private static InputStream unending(InputStream packed) {
        return new FilterInputStream(packed) {
            @Override
            public int available() {
                return 1;
            }
        };
    }

    @Override
    public void close() throws IOException {
        decoded.close();
    }
}
