/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// Takes page frames in the order of their numbers.
public interface FrameSink {

    /// @param first number of the first frame
    /// @param flags a word of `/proc/kpageflags` a frame
    /// @param counts a word of `/proc/kpagecount` a frame; an empty array where there are none
    /// @param count how many of them; the arrays may be longer
    void frames(long first, long[] flags, long[] counts, int count);
}
