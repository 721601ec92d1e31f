/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

/// An inclusive range of which only the ends are known.
///
/// @param low at most `high`
public record Bounds(long low, long high) {

    public Bounds {
        if (low > high) {
            throw new IllegalArgumentException(low + " is above " + high);
        }
    }

    public static Bounds of(long exact) {
        return new Bounds(exact, exact);
    }

    public boolean exact() {
        return low == high;
    }
}
