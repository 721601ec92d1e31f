/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

/// Numbers as the journal writes them.
final class LittleEndian {

    private LittleEndian() {}

    static long number(byte[] bytes, int at) {
        return number(bytes, at, 8);
    }

    static long number(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xff);
        }
        return value;
    }
}
