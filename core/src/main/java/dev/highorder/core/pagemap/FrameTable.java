/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// Words of flags that were met before, so that the few hundred combinations of a machine are understood once.
final class FrameTable {

    private static final int BITS = 12;

    /// Set in a key where the frame is mapped; no kernel has a flag there.
    static final long MAPPED = 1L << 63;

    private final PageCode codes;
    private final long[] keys = new long[1 << BITS];
    private final long[] low = new long[1 << BITS];
    private final long[] high = new long[1 << BITS];
    private final int[] code = new int[1 << BITS];

    FrameTable(PageCode codes) {
        this.codes = codes;
        for (int slot = 0; slot < keys.length; slot++) {
            learn(slot, 0);
        }
    }

    /// Where what is known of the key stands.
    int slot(long key) {
        int slot = (int) ((key * 0x9e3779b97f4a7c15L) >>> (64 - BITS));
        if (keys[slot] != key) {
            learn(slot, key);
        }
        return slot;
    }

    private void learn(int slot, long key) {
        int found = codes.of(key & ~MAPPED, (key & MAPPED) != 0);
        keys[slot] = key;
        code[slot] = found;
        int kind = found & PageCode.KIND;
        long lane = 1L << ((kind & 7) * 8);
        low[slot] = kind < Pageblock.LANES ? lane : 0;
        high[slot] =
                (kind < Pageblock.LANES ? 0 : lane)
                        | ((found & PageCode.SINGLE_SLAB) == 0 ? 0 : lane(Pageblock.SINGLE_SLAB))
                        | ((found & PageCode.LARGE) == 0 ? 0 : lane(Pageblock.LARGE));
    }

    private static long lane(int count) {
        return 1L << ((count - Pageblock.LANES) * 8);
    }

    /// `Pageblock.count`, one frame.
    long low(int slot) {
        return low[slot];
    }

    /// `Pageblock.count`, one frame.
    long high(int slot) {
        return high[slot];
    }

    /// The bits of `PageCode`.
    int code(int slot) {
        return code[slot];
    }
}
