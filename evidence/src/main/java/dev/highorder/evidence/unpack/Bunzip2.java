/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The content of bzip2 streams, one or several behind each other: Huffman codes, move-to-front, the
/// Burrows-Wheeler transform, run lengths. A block is at most 900,000 bytes; each has a checksum.
final class Bunzip2 extends InputStream {

    private static final long BLOCK_MAGIC = 0x314159265359L;
    private static final long END_MAGIC = 0x177245385090L;
    private static final int GROUP = 50;
    private static final int MAX_SELECTORS = 32_768;
    private static final int MAX_LENGTH = 20;

    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int buffered;
    private int taken;
    private long bits;
    private int bitCount;
    private int blockLimit;
    private int[] transform = new int[0];

    /// Which table each group of 50 codes is in.
    private byte[] selectors = new byte[0];

    /// Of the block that is being given out.
    private int left;

    private int position;
    private int last = -1;
    private int run;
    private int repeat;
    private int checksum;
    private int expected;
    private boolean inBlock;
    private boolean ended;

    Bunzip2(InputStream in) throws IOException {
        this.in = in;
        if (!stream(true)) {
            throw new EOFException();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            if (repeat > 0) {
                int some = Math.min(repeat, length - count);
                Arrays.fill(bytes, offset + count, offset + count + some, (byte) last);
                for (int i = 0; i < some; i++) {
                    checksum = sum(checksum, last);
                }
                repeat -= some;
                count += some;
            } else if (left > 0) {
                int next = next();
                if (run == 4) {
                    repeat = next;
                    run = 0;
                } else {
                    run = next == last ? run + 1 : 1;
                    last = next;
                    bytes[offset + count++] = (byte) next;
                    checksum = sum(checksum, next);
                }
            } else if (count > 0 || !block()) {
                break;
            }
        }
        return count > 0 || length == 0 ? count : -1;
    }

    private int next() {
        int entry = transform[position];
        position = entry >>> 8;
        left--;
        return entry & 0xff;
    }

    /// Makes the next block ready; false at the end of the last stream.
    private boolean block() throws IOException {
        if (inBlock && ~checksum != expected) {
            inBlock = false;
            throw new IOException("the checksum of a bzip2 block is wrong");
        }
        inBlock = false;
        while (!ended) {
            long magic = ((long) bits(24) << 24) | bits(24);
            if (magic == BLOCK_MAGIC) {
                expected = (bits(16) << 16) | bits(16);
                decode();
                return true;
            }
            if (magic != END_MAGIC) {
                throw new IOException("not a bzip2 block");
            }
            bits(16);
            bits(16);
            // at most seven bits are left, which fill the byte
            bitCount = 0;
            ended = !stream(false);
        }
        return false;
    }

    /// Reads a stream's header; false where none follows.
    private boolean stream(boolean first) throws IOException {
        int b = nextByte();
        if (b < 0 || (!first && b != 'B')) {
            return false;
        }
        int z = bits(8);
        int h = bits(8);
        int size = bits(8) - '0';
        if (b != 'B' || z != 'Z' || h != 'h' || size < 1 || size > 9) {
            throw new IOException("not a bzip2 stream");
        }
        blockLimit = size * 100_000;
        return true;
    }

    private void decode() throws IOException {
        if (bits(1) == 1) {
            throw new IOException("a randomised block, as bzip2 before 0.9.5 made them");
        }
        int origin = bits(24);
        byte[] symbols = symbols();
        Code[] tables = tables(symbols.length + 2);
        int count = decode(symbols, tables);
        if (origin >= count) {
            throw new IOException("the origin of a block lies outside of it");
        }
        int[] starts = new int[257];
        for (int i = 0; i < count; i++) {
            starts[(transform[i] & 0xff) + 1]++;
        }
        for (int i = 0; i < 256; i++) {
            starts[i + 1] += starts[i];
        }
        for (int i = 0; i < count; i++) {
            transform[starts[transform[i] & 0xff]++] |= i << 8;
        }
        left = count;
        position = transform[origin] >>> 8;
        last = -1;
        run = 0;
        checksum = -1;
        inBlock = true;
    }

    private byte[] symbols() throws IOException {
        int ranges = bits(16);
        byte[] symbols = new byte[256];
        int count = 0;
        for (int range = 0; range < 16; range++) {
            if ((ranges >>> (15 - range) & 1) == 1) {
                int used = bits(16);
                for (int i = 0; i < 16; i++) {
                    if ((used >>> (15 - i) & 1) == 1) {
                        symbols[count++] = (byte) (range * 16 + i);
                    }
                }
            }
        }
        if (count == 0) {
            throw new IOException("a block without symbols");
        }
        return Arrays.copyOf(symbols, count);
    }

    private Code[] tables(int alphabet) throws IOException {
        int tableCount = bits(3);
        int count = bits(15);
        if (tableCount < 2 || tableCount > 6 || count < 1) {
            throw new IOException("a block with " + tableCount + " tables");
        }
        byte[] order = {0, 1, 2, 3, 4, 5};
        selectors = new byte[Math.min(count, MAX_SELECTORS)];
        for (int i = 0; i < count; i++) {
            int index = 0;
            while (bits(1) == 1) {
                index++;
                if (index >= tableCount) {
                    throw new IOException("a selector beyond the tables");
                }
            }
            byte moved = order[index];
            System.arraycopy(order, 0, order, 1, index);
            order[0] = moved;
            if (i < selectors.length) {
                selectors[i] = moved;
            }
        }
        Code[] tables = new Code[tableCount];
        for (int table = 0; table < tableCount; table++) {
            byte[] lengths = new byte[alphabet];
            int length = bits(5);
            for (int i = 0; i < alphabet; i++) {
                while (bits(1) == 1) {
                    length += bits(1) == 0 ? 1 : -1;
                }
                if (length < 1 || length > MAX_LENGTH) {
                    throw new IOException("a code of " + length + " bits");
                }
                lengths[i] = (byte) length;
            }
            tables[table] = new Code(lengths);
        }
        return tables;
    }

    /// Decodes the symbols of a block into `transform`, and says how many there are.
    private int decode(byte[] symbols, Code[] tables) throws IOException {
        if (transform.length < blockLimit) {
            transform = new int[blockLimit];
        }
        int end = symbols.length + 1;
        int count = 0;
        int zeros = 0;
        int weight = 1;
        int group = -1;
        int inGroup = 0;
        Code code = tables[0];
        while (true) {
            if (inGroup == 0) {
                group++;
                if (group >= selectors.length) {
                    throw new IOException("a block longer than its selectors");
                }
                code = tables[selectors[group]];
                inGroup = GROUP;
            }
            inGroup--;
            int symbol = code.next(this);
            if (symbol <= 1) {
                zeros += weight << symbol;
                weight <<= 1;
                if (zeros > blockLimit || weight > 1 << 21) {
                    throw new IOException("a run longer than a block");
                }
                continue;
            }
            if (zeros > 0) {
                if (count + zeros > blockLimit) {
                    throw new IOException("a block longer than its stream allows");
                }
                Arrays.fill(transform, count, count + zeros, symbols[0] & 0xff);
                count += zeros;
                zeros = 0;
                weight = 1;
            }
            if (symbol == end) {
                return count;
            }
            if (count >= blockLimit) {
                throw new IOException("a block longer than its stream allows");
            }
            int at = symbol - 1;
            byte moved = symbols[at];
            System.arraycopy(symbols, 0, symbols, 1, at);
            symbols[0] = moved;
            transform[count++] = moved & 0xff;
        }
    }

    private int bits(int count) throws IOException {
        while (bitCount < count) {
            int next = nextByte();
            if (next < 0) {
                throw new EOFException();
            }
            bits = (bits << 8) | next;
            bitCount += 8;
        }
        bitCount -= count;
        return (int) (bits >>> bitCount) & ((1 << count) - 1);
    }

    private int nextByte() throws IOException {
        if (taken == buffered) {
            buffered = in.read(buffer, 0, buffer.length);
            taken = 0;
            if (buffered <= 0) {
                buffered = 0;
                return -1;
            }
        }
        return buffer[taken++] & 0xff;
    }

    private static int sum(int checksum, int value) {
        return (checksum << 8) ^ SUMS[((checksum >>> 24) ^ value) & 0xff];
    }

    private static final int[] SUMS = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int sum = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
            }
            SUMS[i] = sum;
        }
    }

    /// A canonical Huffman code: codes of one length follow each other, in the order of the symbols.
    private static final class Code {
        private final int[] limit = new int[MAX_LENGTH + 2];
        private final int[] base = new int[MAX_LENGTH + 2];
        private final short[] symbols;
        private int shortest = MAX_LENGTH;

        Code(byte[] lengths) {
            symbols = new short[lengths.length];
            int[] counts = new int[MAX_LENGTH + 1];
            for (byte length : lengths) {
                counts[length]++;
                shortest = Math.min(shortest, length);
            }
            int at = 0;
            int code = 0;
            for (int length = 1; length <= MAX_LENGTH; length++) {
                base[length] = at - code;
                for (int i = 0; i < lengths.length; i++) {
                    if (lengths[i] == length) {
                        symbols[at++] = (short) i;
                    }
                }
                code += counts[length];
                limit[length] = code;
                code <<= 1;
            }
        }

        int next(Bunzip2 source) throws IOException {
            int length = shortest;
            int code = source.bits(length);
            while (code >= limit[length]) {
                if (length == MAX_LENGTH) {
                    throw new IOException("no such code");
                }
                code = (code << 1) | source.bits(1);
                length++;
            }
            int at = base[length] + code;
            if (at < 0 || at >= symbols.length) {
                throw new IOException("no such code");
            }
            return symbols[at];
        }
    }
}
