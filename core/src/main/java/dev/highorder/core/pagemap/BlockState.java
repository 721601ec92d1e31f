/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// What stands in a pageblock, in one word. Reserved pages count only where nothing else stands in it.
public enum BlockState {
    /// Nothing but free pages.
    FREE("free", '.'),
    /// Besides free pages only such as compaction can move.
    MOVABLE("movable", 'm'),
    /// Besides free pages only slab that shrinkers probably give back.
    RECLAIMABLE("reclaimable", 'r'),
    /// Besides free pages only such as nobody but their owner gives back.
    UNMOVABLE("unmovable", 'u'),
    /// Pages that are shown to be held, beside movable ones at most.
    PINNED("pinned", 'p'),
    RESERVED("reserved", '#'),
    /// Pages of the hugetlb pool, or one transparent huge page that fills the block.
    HUGE("huge", 'h'),
    OFFLINE("offline", 'o'),
    /// Movable pages beside such as cannot be moved.
    MIXED("mixed", 'x');

    private static final BlockState[] ALL = values();

    private final String word;
    private final char letter;

    BlockState(String word, char letter) {
        this.word = word;
        this.letter = letter;
    }

    /// As in the answer.
    public String word() {
        return word;
    }

    /// For those who see no colour.
    public char letter() {
        return letter;
    }

    static BlockState of(int ordinal) {
        return ALL[ordinal];
    }

    static int count() {
        return ALL.length;
    }
}
