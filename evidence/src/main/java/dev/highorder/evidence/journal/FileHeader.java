/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

/// The header of a journal file (systemd's `docs/JOURNAL_FILE_FORMAT.md`, "Header"). Numbers are little-endian;
/// offsets count from the beginning of the file.
///
/// @param incompatible the flags that a reader has to know
/// @param size of the header itself, in bytes: the first object begins behind it
/// @param end of the part of the file that is in use
/// @param tailObject where the last object begins; 0 where there is none
/// @param entries how many there are
record FileHeader(int incompatible, long size, long end, long tailObject, long entries) {

    /// The fields that every revision of the format has.
    static final int LENGTH = 208;

    /// Compressed by XZ, LZ4 or ZSTD; keyed hashes, which matter to a search only; compact.
    private static final int KNOWN = 0x1f;

    private static final int COMPACT = 1 << 4;

    /// @param bytes at least `LENGTH` of them
    static FileHeader of(byte[] bytes) {
        long size = LittleEndian.number(bytes, 88);
        long arena = LittleEndian.number(bytes, 96);
        boolean usable = size >= LENGTH && size <= 1 << 20;
        return new FileHeader(
                (int) LittleEndian.number(bytes, 12, 4),
                usable ? size : LENGTH,
                usable && arena >= 0 && arena < Long.MAX_VALUE / 2 ? size + arena : Long.MAX_VALUE,
                LittleEndian.number(bytes, 136),
                LittleEndian.number(bytes, 152));
    }

    boolean isKnown() {
        return (incompatible & ~KNOWN) == 0;
    }

    /// Whether offsets take 4 bytes instead of 8 (systemd 252 and later).
    boolean isCompact() {
        return (incompatible & COMPACT) != 0;
    }
}
