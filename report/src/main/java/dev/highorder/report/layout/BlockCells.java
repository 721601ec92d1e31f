/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

import dev.highorder.core.pagemap.BlockState;
import dev.highorder.core.pagemap.BlockStrip;
import java.util.ArrayList;
import java.util.List;

/// The pageblocks of a zone as so many cells at most, each of one block or of several in a row.
///
/// @param blocks of each cell, but perhaps the last
@SuppressWarnings("EnumOrdinal") // counted in an array by their place
public record BlockCells(int blocks, List<BlockState> states) {

    public BlockCells {
        states = List.copyOf(states);
    }

    /// @param most cells
    public static BlockCells of(BlockStrip strip, int most) {
        int blocks = Math.max(1, (strip.length() + most - 1) / Math.max(most, 1));
        List<BlockState> states = new ArrayList<>();
        for (int from = 0; from < strip.length(); from += blocks) {
            states.add(most(strip, from, Math.min(from + blocks, strip.length())));
        }
        return new BlockCells(blocks, states);
    }

    /// The state that most of these blocks have; of two the one that is harder to undo, which stands later in the list.
    private static BlockState most(BlockStrip strip, int from, int to) {
        int[] counts = new int[BlockState.values().length];
        for (int i = from; i < to; i++) {
            counts[strip.state(i).ordinal()]++;
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] > 0 && counts[i] >= counts[best]) {
                best = i;
            }
        }
        return BlockState.values()[best];
    }
}
