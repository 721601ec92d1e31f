/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

/// What every object begins with: its type, flags, six reserved bytes and its size.
///
/// @param flags how the payload of a data object is compressed
/// @param size with this header, in bytes; the next object begins at the next multiple of 8 behind it
record ObjectHeader(int type, int flags, long size) {

    static final int LENGTH = 16;

    static final int DATA = 1;
    private static final int FIELD = 2;
    static final int ENTRY = 3;
    private static final int DATA_HASH_TABLE = 4;
    private static final int FIELD_HASH_TABLE = 5;
    private static final int ENTRY_ARRAY = 6;
    private static final int TAG = 7;

    /// What is looked at to tell whether an object begins: the longest of the fixed parts.
    static final int LOOKED_AT = 80;

    private static final int ENTRY_ITEMS = 64;

    /// systemd writes entries of at most 1,024 fields, whose names have at most 64 characters.
    private static final int LONGEST_ENTRY = ENTRY_ITEMS + 1024 * 16;

    private static final int LONGEST_FIELD = 40 + 64;

    static ObjectHeader of(byte[] bytes, int at) {
        return new ObjectHeader(
                bytes[at] & 0xff, bytes[at + 1] & 0xff, LittleEndian.number(bytes, at + 8));
    }

    /// Where the payload of a data object begins.
    static int payloadAt(boolean compact) {
        return compact ? 72 : 64;
    }

    /// Where the items of an entry begin.
    static int itemsAt() {
        return ENTRY_ITEMS;
    }

    static int itemLength(boolean compact) {
        return compact ? 4 : 16;
    }

    long padded() {
        return (size + 7) & ~7L;
    }

    /// Whether the bytes at an offset can be the beginning of an object.
    ///
    /// @param offset of the object in the file
    /// @param rest how many bytes of the file it may take
    static boolean isSound(byte[] bytes, int at, long offset, long rest, boolean compact) {
        ObjectHeader header = of(bytes, at);
        for (int i = 2; i < 8; i++) {
            if (bytes[at + i] != 0) {
                return false;
            }
        }
        if (header.size < shortest(header.type, compact) || header.size > rest) {
            return false;
        }
        return switch (header.type) {
            case DATA -> isData(header, bytes, at, compact);
            case ENTRY ->
                    header.flags == 0
                            && header.size <= LONGEST_ENTRY
                            && (header.size - ENTRY_ITEMS) % itemLength(compact) == 0
                            && isBefore(bytes, at, offset, compact);
            case FIELD ->
                    header.flags == 0 && header.size <= LONGEST_FIELD && isName(bytes[at + 40]);
            case DATA_HASH_TABLE, FIELD_HASH_TABLE -> header.flags == 0 && header.size % 16 == 0;
            case ENTRY_ARRAY -> header.flags == 0 && (header.size - 24) % (compact ? 4 : 8) == 0;
            case TAG -> header.flags == 0 && header.size == 64;
            default -> false;
        };
    }

    private static boolean isData(ObjectHeader header, byte[] bytes, int at, boolean compact) {
        return header.flags == 0
                ? isName(bytes[at + payloadAt(compact)])
                : header.flags == 1 || header.flags == 2 || header.flags == 4;
    }

    /// An entry's first item lies in front of it.
    private static boolean isBefore(byte[] bytes, int at, long offset, boolean compact) {
        long first = LittleEndian.number(bytes, at + ENTRY_ITEMS, compact ? 4 : 8);
        return first > 0 && first < offset && (first & 7) == 0;
    }

    private static boolean isName(byte b) {
        return (b >= 'A' && b <= 'Z') || b == '_' || (b >= '0' && b <= '9');
    }

    private static long shortest(int type, boolean compact) {
        return switch (type) {
            case DATA -> payloadAt(compact) + 1;
            case FIELD -> 41;
            case ENTRY -> ENTRY_ITEMS + itemLength(compact);
            case ENTRY_ARRAY -> 24;
            case TAG -> 64;
            default -> LENGTH;
        };
    }
}
