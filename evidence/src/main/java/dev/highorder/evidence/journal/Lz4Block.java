/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import java.util.Arrays;

/// One block of LZ4 (`lz4_Block_format.md`): sequences of literals and of matches that repeat up to 65,535 bytes back.
final class Lz4Block {

    private static final int SHORTEST_MATCH = 4;

    private final byte[] packed;
    private final byte[] unpacked;
    private int at;
    private int filled;

    private Lz4Block(byte[] packed, int from, int length) {
        this.packed = packed;
        this.at = from;
        this.unpacked = new byte[length];
    }

    /// The first `length` bytes of what a block holds, or as many of them as it has before it ends or makes no sense.
    static byte[] unpack(byte[] packed, int from, int length) {
        Lz4Block block = new Lz4Block(packed, from, length);
        block.run();
        return block.filled == length
                ? block.unpacked
                : Arrays.copyOf(block.unpacked, block.filled);
    }

    private void run() {
        while (at < packed.length && filled < unpacked.length) {
            int token = packed[at++] & 0xff;
            int literals = length(token >>> 4);
            int taken = Math.min(Math.min(literals, packed.length - at), unpacked.length - filled);
            System.arraycopy(packed, at, unpacked, filled, taken);
            at += taken;
            filled += taken;
            if (taken < literals || packed.length - at < 2) {
                return;
            }
            int back = (packed[at] & 0xff) | (packed[at + 1] & 0xff) << 8;
            at += 2;
            if (back == 0 || back > filled) {
                return;
            }
            repeat(back, length(token & 0xf) + SHORTEST_MATCH);
        }
    }

    private void repeat(int back, int count) {
        int end = filled + Math.min(count, unpacked.length - filled);
        while (filled < end) {
            unpacked[filled] = unpacked[filled - back];
            filled++;
        }
    }

    /// Of 15 it goes on in the next bytes, up to one that is not 255. Never more than `int` holds by far.
    private int length(int short4) {
        int length = short4;
        if (short4 == 0xf) {
            int more;
            do {
                more = at < packed.length ? packed[at++] & 0xff : 0;
                length += more;
            } while (more == 0xff && length < 1 << 30);
        }
        return length;
    }
}
