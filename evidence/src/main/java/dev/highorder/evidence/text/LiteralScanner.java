/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Finds the first of many literals in bytes, at a pace near that of reading them: Wu and Manber's
/// algorithm (A Fast Algorithm for Multi-Pattern Searching, 1994) with blocks of two bytes.
///
/// A window as long as the shortest literal moves over the bytes; `shift` says for its last two bytes how
/// far it may move without missing a literal, and where that is 0 the literals whose first window ends so
/// are compared.
final class LiteralScanner {

    private static final int BLOCKS = 1 << 16;

    private final byte[][] literals;
    private final int window;
    private final byte[] shift = new byte[BLOCKS];
    private final int[] first = new int[BLOCKS];
    private final int[] next;
    private int matched = -1;

    /// @param texts ASCII, each of at least two characters
    LiteralScanner(List<String> texts) {
        literals = new byte[texts.size()][];
        int shortest = 127;
        for (int i = 0; i < literals.length; i++) {
            literals[i] = texts.get(i).getBytes(StandardCharsets.US_ASCII);
            shortest = Math.min(shortest, literals[i].length);
        }
        if (shortest < 2) {
            throw new IllegalArgumentException("a literal of fewer than two bytes");
        }
        window = shortest;
        next = new int[literals.length];
        Arrays.fill(shift, (byte) (window - 1));
        Arrays.fill(first, -1);
        for (int i = 0; i < literals.length; i++) {
            for (int end = 1; end < window; end++) {
                int block = block(literals[i], end);
                shift[block] = (byte) Math.min(shift[block], window - 1 - end);
            }
            int last = block(literals[i], window - 1);
            next[i] = first[last];
            first[last] = i;
        }
    }

    /// Which literal `find` met last.
    int matched() {
        return matched;
    }

    /// Where the first literal begins in `bytes` from `from` to `to`; −1 where there is none.
    int find(byte[] bytes, int from, int to) {
        int end = from + window - 1;
        while (end < to) {
            int block = block(bytes, end);
            int far = shift[block];
            if (far > 0) {
                end += far;
                continue;
            }
            int begin = end - window + 1;
            for (int i = first[block]; i >= 0; i = next[i]) {
                byte[] literal = literals[i];
                if (begin + literal.length <= to
                        && Arrays.equals(
                                bytes, begin, begin + literal.length, literal, 0, literal.length)) {
                    matched = i;
                    return begin;
                }
            }
            end++;
        }
        return -1;
    }

    private static int block(byte[] bytes, int end) {
        return ((bytes[end - 1] & 0xff) << 8) | (bytes[end] & 0xff);
    }
}
