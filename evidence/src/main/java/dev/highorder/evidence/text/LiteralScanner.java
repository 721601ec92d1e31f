/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Finds all of many literals in bytes, at a pace near that of reading them.
///
/// Four bytes are looked at, at every third place. A literal of six bytes or more cannot pass between: of three neighbouring groups of
/// four bytes in it, its grams, one begins at such a place, wherever the literal itself begins. The three grams of each literal
/// stand in a table of hashes, and only where the table says so the literals are compared. Which three neighbours of a literal are
/// taken is free; those that are rarest in a sample of the bytes to come are. A literal of five bytes has two grams, and a third that
/// ends with any byte.
///
/// Unlike in Wu and Manber's algorithm, no step waits for the one before it, and how many literals there are, and how long the
/// shortest is, does not matter to the pace.
final class LiteralScanner {

    /// Bytes that may be read behind those which are looked through.
    static final int SLACK = 16;

    private static final int SHORTEST = 5;
    private static final int GRAM = 4;
    private static final int STEP = 3;

    /// What an open gram has of four bytes.
    private static final int OPEN = 0xffffff;

    private static final int TABLE_BITS = 18;
    private static final int HASH_BITS = 12;
    private static final int SAMPLE_BITS = 18;
    private static final int MULTIPLIER = 0x9e3779b1;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] literals;
    private final int[] groups;

    /// A bit for each hash that a gram of a literal has.
    private final int[] table = new int[1 << (TABLE_BITS - 5)];

    /// The first entry of each shorter hash; −1 where there is none.
    private final short[] first = new short[1 << HASH_BITS];

    /// For each of a literal's three entries: the next one of the same hash, its gram, and where in the literal that begins.
    private final short[] next;

    private final int[] grams;
    private final int[] offsets;

    /// The entries whose grams end with any byte.
    private int open = -1;

    /// A literal and the group that it belongs to, 0 to 31.
    record Literal(String text, int group) {}

    /// @param wanted ASCII, of at least five characters
    /// @param sample bytes like those to come
    LiteralScanner(List<Literal> wanted, byte[] sample, int sampleLength) {
        literals = new byte[wanted.size()][];
        groups = new int[literals.length];
        next = new short[literals.length * STEP];
        grams = new int[next.length];
        offsets = new int[next.length];
        Arrays.fill(first, (short) -1);
        int[] seen = seen(sample, sampleLength);
        for (int i = 0; i < literals.length; i++) {
            byte[] literal = wanted.get(i).text().getBytes(StandardCharsets.US_ASCII);
            if (literal.length < SHORTEST) {
                throw new IllegalArgumentException("shorter than five bytes: " + wanted.get(i));
            }
            literals[i] = literal;
            groups[i] = 1 << wanted.get(i).group();
            enter(i, rarest(literal, seen));
        }
    }

    private static int[] seen(byte[] sample, int length) {
        int[] seen = new int[1 << SAMPLE_BITS];
        int gram = 0;
        for (int i = 0; i < length; i++) {
            gram = (gram >>> 8) | (sample[i] << 24);
            seen[hash(gram, SAMPLE_BITS)]++;
        }
        return seen;
    }

    private static int rarest(byte[] literal, int[] seen) {
        int best = 0;
        long fewest = Long.MAX_VALUE;
        for (int start = 0; start <= literal.length - GRAM - STEP + 1; start++) {
            long count = 0;
            for (int i = start; i < start + STEP; i++) {
                count += seen[hash(gram(literal, i), SAMPLE_BITS)];
            }
            if (count < fewest) {
                fewest = count;
                best = start;
            }
        }
        return best;
    }

    private void enter(int literal, int start) {
        for (int i = 0; i < STEP; i++) {
            int entry = literal * STEP + i;
            int offset = start + i;
            offsets[entry] = offset;
            int gram = gram(literals[literal], offset);
            grams[entry] = gram;
            if (offset + GRAM <= literals[literal].length) {
                int hash = hash(gram, HASH_BITS);
                next[entry] = first[hash];
                first[hash] = (short) entry;
                mark(gram);
            } else {
                next[entry] = (short) open;
                open = entry;
                for (int any = 0; any < 256; any++) {
                    mark(gram | (any << 24));
                }
            }
        }
    }

    private void mark(int gram) {
        int hash = hash(gram, TABLE_BITS);
        table[hash >>> 5] |= 1 << hash;
    }

    /// Four bytes, or as many as there are.
    private static int gram(byte[] bytes, int at) {
        if (at <= bytes.length - GRAM) {
            return (int) INTS.get(bytes, at);
        }
        int gram = 0;
        for (int i = Math.min(GRAM, bytes.length - at) - 1; i >= 0; i--) {
            gram = (gram << 8) | (bytes[at + i] & 0xff);
        }
        return gram;
    }

    private static int hash(int gram, int bits) {
        return (gram * MULTIPLIER) >>> (32 - bits);
    }

    /// In the lowest bit: whether a literal has an entry of that gram.
    private static int bit(int[] set, int gram) {
        int hash = hash(gram, TABLE_BITS);
        return set[hash >>> 5] >>> hash;
    }

    /// Notes the places where literals may be, each inside of them and in rising order; there are no others.
    ///
    /// @param bytes with some slack behind `length`
    /// @param places room for a third of the bytes
    /// @return how many
    int places(byte[] bytes, int length, int[] places) {
        int[] set = table;
        int count = 0;
        int end = length - STEP;
        for (int at = 0; at <= end; at += 4 * STEP) {
            long low = (long) LONGS.get(bytes, at);
            long high = (long) LONGS.get(bytes, at + 2 * STEP);
            int first = bit(set, (int) low);
            int second = bit(set, (int) (low >>> (8 * STEP)));
            int third = bit(set, (int) high);
            int fourth = bit(set, (int) (high >>> (8 * STEP)));
            if (((first | second | third | fourth) & 1) != 0) {
                places[count] = at;
                count += first & 1;
                places[count] = at + STEP;
                count += second & 1;
                places[count] = at + 2 * STEP;
                count += third & 1;
                places[count] = at + 3 * STEP;
                count += fourth & 1;
            }
        }
        return count;
    }

    /// Whether a literal stands anywhere.
    boolean any(byte[] bytes, int length) {
        for (int at = 0; at <= length - STEP; at += STEP) {
            if ((bit(table, gram(bytes, at)) & 1) != 0 && groups(bytes, at, length) != 0) {
                return true;
            }
        }
        return false;
    }

    /// The groups of the literals around one of the places, a bit for each; 0 where there is none.
    int groups(byte[] bytes, int place, int length) {
        int gram = gram(bytes, place);
        int all = 0;
        for (int entry = first[hash(gram, HASH_BITS)]; entry >= 0; entry = next[entry]) {
            if (grams[entry] == gram) {
                all |= group(bytes, place, length, entry);
            }
        }
        for (int entry = open; entry >= 0; entry = next[entry]) {
            if (grams[entry] == (gram & OPEN)) {
                all |= group(bytes, place, length, entry);
            }
        }
        return all;
    }

    /// The group of the literal of an entry, where it stands around the place.
    private int group(byte[] bytes, int place, int length, int entry) {
        byte[] text = literals[entry / STEP];
        int begin = place - offsets[entry];
        boolean same =
                begin >= 0
                        && begin + text.length <= length
                        && Arrays.equals(bytes, begin, begin + text.length, text, 0, text.length);
        return same ? groups[entry / STEP] : 0;
    }
}
