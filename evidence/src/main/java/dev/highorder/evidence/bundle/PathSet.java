/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.bundle;

import java.util.Arrays;

/// A set of paths that keeps 64 bits of each: of a million paths two are taken for one with a chance of one in ten millions.
final class PathSet {

    private static final int MOST = 1 << 20;

    private long[] slots = new long[1 << 10];
    private int size;

    /// Adds the first characters of a path; false where it is in already, or there is no room.
    boolean add(String path, int length) {
        long hash = hash(path, length);
        if (size >= MOST) {
            return false;
        }
        if (size * 2 > slots.length) {
            grow();
        }
        return insert(hash);
    }

    boolean isFull() {
        return size >= MOST;
    }

    private boolean insert(long hash) {
        int at = (int) (hash >>> 32) & (slots.length - 1);
        while (slots[at] != 0) {
            if (slots[at] == hash) {
                return false;
            }
            at = (at + 1) & (slots.length - 1);
        }
        slots[at] = hash;
        size++;
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 4];
        size = 0;
        Arrays.stream(old).filter(hash -> hash != 0).forEach(this::insert);
    }

    /// FNV-1a, its bits spread by the finalizer of MurmurHash3.
    private static long hash(String path, int length) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
