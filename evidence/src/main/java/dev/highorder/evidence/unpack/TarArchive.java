/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A tar archive: v7, ustar, GNU and pax, as POSIX.1-2017 (pax, "ustar Interchange Format") and GNU tar's
/// manual ("Basic Tar Format", "Storing Sparse Files") describe them. Of a sparse file only what is stored is read: its holes hold nothing.
///
/// A header that is damaged costs what lies up to the next one.
final class TarArchive implements Archive {

    private static final int BLOCK = 512;

    /// Longer names and records are no names.
    private static final int LONGEST_RECORD = 1 << 20;

    private final InputStream in;
    private final byte[] header = new byte[BLOCK];
    private final byte[] dropped = new byte[64 << 10];
    private final Content content = new Content();
    private final PaxRecords pax = new PaxRecords();
    private long left;
    private int padding;
    private Optional<String> damage = Optional.empty();
    private boolean cut;
    private boolean lost;

    TarArchive(InputStream in) {
        this.in = in;
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
                ? Optional.of(
                        "damaged tar headers; what they stand for was passed over, up to the next sound one")
                : Optional.empty();
    }

    @Override
    public Optional<Entry> next() throws IOException {
        damage = Optional.empty();
        skip(left + padding);
        left = 0;
        padding = 0;
        Optional<String> longName = Optional.empty();
        Optional<String> longTarget = Optional.empty();
        pax.clear();
        while (!cut && header()) {
            if (isZero()) {
                return Optional.empty();
            }
            if (!TarHeader.isSound(header)) {
                lost = true;
                continue;
            }
            TarHeader read = TarHeader.of(header);
            if (read.size() < 0) {
                lost = true;
                continue;
            }
            switch (read.type()) {
                case 'L' -> longName = text(read.size());
                case 'K' -> longTarget = text(read.size());
                case 'x', 'X' -> pax.read(bytes(read.size()));
                case 'g' -> bytes(read.size());
                default -> {
                    return Optional.of(entry(read, longName, longTarget));
                }
            }
        }
        return Optional.empty();
    }

    private Entry entry(TarHeader read, Optional<String> longName, Optional<String> longTarget)
            throws IOException {
        String name =
                pax.value("GNU.sparse.name")
                        .or(() -> pax.value("path"))
                        .or(() -> longName)
                        .orElse(read.name());
        String target = pax.value("linkpath").or(() -> longTarget).orElse(read.target());
        Entry.Kind kind = read.kind(name);
        if (read.hasContent(kind)) {
            left = pax.size().orElse(read.size());
            padding = (int) (-left & (BLOCK - 1));
            if (read.type() == 'S') {
                skipSparseHeaders();
            } else if (pax.value("GNU.sparse.major").isPresent()) {
                skipSparseMap();
            }
        }
        return new Entry(name, kind, target);
    }

    /// The old format of GNU: further headers while the last byte but seven says so.
    private void skipSparseHeaders() throws IOException {
        boolean more = header[482] != 0;
        while (more && header()) {
            more = header[504] != 0;
        }
    }

    /// The format of pax, version 1.0: the content begins with numbers, one a line, the first of which is half
    /// the count of the others, up to the end of a block.
    private void skipSparseMap() throws IOException {
        long numbers = -1;
        long value = 0;
        long read = 0;
        while (numbers != 0 && left > 0) {
            int c = content.read();
            read++;
            if (c == '\n') {
                numbers = numbers < 0 ? Math.min(value, LONGEST_RECORD) * 2 : numbers - 1;
                value = 0;
            } else if (c >= '0' && c <= '9') {
                value = Math.min(value * 10 + c - '0', Integer.MAX_VALUE);
            } else {
                return;
            }
        }
        long rest = Math.min(-read & (BLOCK - 1), left);
        skip(rest);
        left -= rest;
    }

    private Optional<String> text(long size) throws IOException {
        byte[] bytes = bytes(size);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return end == 0
                ? Optional.empty()
                : Optional.of(new String(bytes, 0, end, StandardCharsets.UTF_8));
    }

    private byte[] bytes(long size) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(size, LONGEST_RECORD));
        cut |= bytes.length < Math.min(size, LONGEST_RECORD);
        skip(size - bytes.length + (-size & (BLOCK - 1)));
        return bytes;
    }

    private boolean header() throws IOException {
        int read = in.readNBytes(header, 0, BLOCK);
        if (read > 0 && read < BLOCK) {
            damage = Optional.of("the archive ends in the middle of a header");
        }
        cut |= read < BLOCK;
        return read == BLOCK;
    }

    private boolean isZero() {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private void skip(long count) throws IOException {
        long rest = count;
        while (rest > 0 && !cut) {
            int read = in.read(dropped, 0, (int) Math.min(rest, dropped.length));
            if (read < 0) {
                damage = Optional.of("the archive ends in the middle of a file");
                cut = true;
                break;
            }
            rest -= read;
        }
    }

    /// The bytes of the entry that was given last.
    private final class Content extends InputStream {

        @Override
        public int available() {
            return (int) Math.min(left, Integer.MAX_VALUE);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                damage = Optional.of("the archive ends in the middle of this file");
                cut = true;
                left = 0;
                return -1;
            }
            left -= read;
            return read;
        }
    }
}
