/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import dev.highorder.evidence.text.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A zip archive, read by its local headers (PKWARE's APPNOTE.TXT 6.3.10, section 4.3): what stands in the
/// directory at the end is not needed, and does not come before the end of a pipe.
///
/// A member that is damaged costs itself: the next header is found by the size that its own header names,
/// or else by its signature.
final class ZipArchive implements Archive {

    private static final int LOCAL = 0x04034b50;

    /// Behind a member whose header did not know its size: a signature, a checksum, two sizes of 8 bytes.
    private static final int LONGEST_DESCRIPTOR = 24;

    private static final int HEADER = 26;
    private static final int ZIP64 = 0x0001;
    private static final long UNKNOWN = -1;
    private static final int ENCRYPTED = 1;
    private static final int SIZE_FOLLOWS = 8;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final PushedBack in;
    private final Budget budget;
    private final CRC32 sum = new CRC32();
    private InputStream content = InputStream.nullInputStream();
    private Optional<Inflation> inflation = Optional.empty();
    private Optional<Decoder> decoder = Optional.empty();
    private Optional<String> damage = Optional.empty();
    private boolean open;
    private boolean lost;
    private int flags;
    private long expectedSum;

    /// Packed bytes of the open member that are not yet read; unknown where its header does not say.
    private long packedLeft;

    ZipArchive(InputStream in, Budget budget) {
        this.in = new PushedBack(in);
        this.budget = budget;
    }

    @Override
    public InputStream content() {
        return content;
    }

    @Override
    public Optional<String> damage() {
        return damage;
    }

    @Override
    public Optional<String> loss() {
        return lost
                ? Optional.of("bytes that are no member of a zip archive; they were passed over")
                : Optional.empty();
    }

    @Override
    public Optional<Entry> next() throws IOException {
        finish();
        damage = Optional.empty();
        if (!toHeader()) {
            return Optional.empty();
        }
        byte[] header = in.readNBytes(HEADER);
        int nameLength = header.length < HEADER ? 0 : number(header, 22, 2);
        byte[] name = in.readNBytes(nameLength);
        byte[] extra = in.readNBytes(header.length < HEADER ? 0 : number(header, 24, 2));
        if (header.length < HEADER || name.length < nameLength) {
            damage = Optional.of("the archive ends in the middle of a header");
            return Optional.empty();
        }
        flags = number(header, 2, 2);
        expectedSum = number(header, 10, 4) & 0xffffffffL;
        packedLeft = packedSize(header, extra);
        open = true;
        sum.reset();
        // archivers of Windows write backslashes against the format
        String path = new String(name, StandardCharsets.UTF_8).replace('\\', '/');
        if (path.endsWith("/")) {
            content = InputStream.nullInputStream();
            return Optional.of(new Entry(path, Entry.Kind.DIRECTORY, ""));
        }
        content = new Summed(opened(number(header, 4, 2)));
        return Optional.of(new Entry(path, Entry.Kind.FILE, ""));
    }

    private long packedSize(byte[] header, byte[] extra) {
        long packed = number(header, 14, 4) & 0xffffffffL;
        if (packed == 0xffffffffL) {
            for (int at = 0; at + 4 <= extra.length; at += 4 + number(extra, at + 2, 2)) {
                if (number(extra, at, 2) == ZIP64 && at + 20 <= extra.length) {
                    packed = longNumber(extra, at + 12);
                }
            }
        }
        boolean follows = (flags & SIZE_FOLLOWS) != 0 && packed == 0;
        return follows || packed < 0 ? UNKNOWN : packed;
    }

    private InputStream opened(int method) throws IOException {
        inflation = Optional.empty();
        decoder = Optional.empty();
        if ((flags & ENCRYPTED) != 0) {
            damage = Optional.of("encrypted; unpack the archive first");
            return InputStream.nullInputStream();
        }
        if (method == DEFLATED) {
            Inflation inflated = new Inflation();
            inflation = Optional.of(inflated);
            return inflated;
        }
        if (packedLeft == UNKNOWN) {
            damage = Optional.of("neither its header nor its compression tells where it ends");
            return InputStream.nullInputStream();
        }
        Optional<Content> format =
                switch (method) {
                    case 12 -> Optional.of(Content.BZIP2);
                    case 20, 93 -> Optional.of(Content.ZSTD);
                    case 95 -> Optional.of(Content.XZ);
                    default -> Optional.empty();
                };
        if (method != STORED && format.isEmpty()) {
            damage =
                    Optional.of(
                            "compressed by method "
                                    + method
                                    + ", which is not known here; unpack the archive first");
            return InputStream.nullInputStream();
        }
        InputStream packed = new Packed();
        if (format.isPresent()) {
            Decoder decoded = new Decoder(format.get(), packed, budget);
            decoder = Optional.of(decoded);
            return decoded;
        }
        return packed;
    }

    /// Passes over what is left of the open member.
    private void finish() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        if (packedLeft == UNKNOWN && inflation.isPresent()) {
            byte[] dropped = new byte[64 << 10];
            while (content.read(dropped) >= 0) {
                // to the end of the deflated data
            }
        }
        inflation.ifPresent(Inflation::end);
        in.skip(Math.max(0, packedLeft));
        content = InputStream.nullInputStream();
    }

    /// Goes behind the signature of the next local header; false where there is none.
    private boolean toHeader() throws IOException {
        int window = 0;
        int have = 0;
        int next;
        while ((next = in.read()) >= 0) {
            window = (window >>> 8) | (next << 24);
            have++;
            if (have < 4) {
                continue;
            }
            boolean passed = have > 4 + LONGEST_DESCRIPTOR;
            switch (window) {
                case LOCAL -> {
                    return true;
                }
                case 0x02014b50, 0x06054b50, 0x06064b50 -> {
                    // the directory: no member comes behind it
                    return false;
                }
                default -> lost |= passed;
            }
        }
        return false;
    }

    private static int number(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xff);
        }
        return value;
    }

    private static long longNumber(byte[] bytes, int at) {
        return (number(bytes, at, 4) & 0xffffffffL) | ((long) number(bytes, at + 4, 4) << 32);
    }

    /// The packed bytes of the open member, whose number is known.
    private final class Packed extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (packedLeft == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, packedLeft));
            if (read < 0) {
                damage = Optional.of("the archive ends in the middle of this file");
                packedLeft = 0;
                return -1;
            }
            packedLeft -= read;
            return read;
        }
    }

    /// The deflated bytes of the open member; they themselves say where they end.
    private final class Inflation extends InputStream {
        private final Inflater inflater = new Inflater(true);
        private final byte[] packed = new byte[16 << 10];
        private int fed;
        private boolean done;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (done) {
                return -1;
            }
            try {
                while (true) {
                    int count = inflater.inflate(bytes, offset, length);
                    if (count > 0 || length == 0) {
                        if (!budget.take(count)) {
                            return ended(
                                    "unpacks to far more than its size, as a decompression bomb does; stopped there");
                        }
                        return count;
                    }
                    if (inflater.finished()) {
                        giveBack();
                        return -1;
                    }
                    if (inflater.needsDictionary() || !feed()) {
                        return ended("the archive ends in the middle of this file");
                    }
                }
            } catch (DataFormatException _) {
                return ended("the deflated data is damaged; what came before was read");
            }
        }

        private boolean feed() throws IOException {
            int wanted =
                    packedLeft == UNKNOWN
                            ? packed.length
                            : (int) Math.min(packed.length, packedLeft);
            fed = wanted == 0 ? -1 : in.read(packed, 0, wanted);
            if (fed <= 0) {
                return false;
            }
            if (packedLeft != UNKNOWN) {
                packedLeft -= fed;
            }
            inflater.setInput(packed, 0, fed);
            return true;
        }

        private int ended(String why) {
            damage = Optional.of(why);
            giveBack();
            return -1;
        }

        private void giveBack() {
            int remaining = inflater.getRemaining();
            in.pushBack(packed, Math.max(fed, 0) - remaining, remaining);
            if (packedLeft != UNKNOWN) {
                packedLeft += remaining;
            }
            done = true;
        }

        void end() {
            inflater.end();
        }
    }

    /// Holds the content against its checksum when it has come to its end.
    private final class Summed extends InputStream {
        private final InputStream unpacked;
        private boolean ended;

        Summed(InputStream unpacked) {
            this.unpacked = unpacked;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = unpacked.read(bytes, offset, length);
            if (read >= 0) {
                sum.update(bytes, offset, read);
            } else if (!ended) {
                ended = true;
                decoder.flatMap(Decoder::damage).ifPresent(why -> damage = Optional.of(why));
                boolean known = (flags & SIZE_FOLLOWS) == 0;
                if (damage.isEmpty() && known && sum.getValue() != expectedSum) {
                    damage = Optional.of("its checksum is wrong; what was there was read");
                }
            }
            return read;
        }
    }
}
