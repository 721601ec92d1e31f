/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.util.Arrays;

/// Stretches of zero bytes, as holes of files read.
public final class Zeros {

    /// The longest stretch that can be asked for.
    public static final int LONGEST = 256 << 10;

    private static final byte[] ZEROS = new byte[LONGEST];

    private Zeros() {}

    /// Whether a stretch holds nothing but zeros.
    public static boolean fill(byte[] bytes, int offset, int length) {
        return length == 0
                || (bytes[offset] == 0
                        && Arrays.equals(bytes, offset, offset + length, ZEROS, 0, length));
    }
}
