/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// The state of each pageblock of a zone, in the order of the frames.
@SuppressWarnings("EnumOrdinal") // kept in arrays by their place
public final class BlockStrip {

    private final byte[] states;

    BlockStrip(int length) {
        states = new byte[length];
        java.util.Arrays.fill(states, (byte) BlockState.RESERVED.ordinal());
    }

    void set(int index, BlockState state) {
        states[index] = (byte) state.ordinal();
    }

    public int length() {
        return states.length;
    }

    public BlockState state(int index) {
        return BlockState.of(states[index]);
    }
}
