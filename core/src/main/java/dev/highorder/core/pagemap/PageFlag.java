/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// Bits of a word of `/proc/kpageflags` (include/uapi/linux/kernel-page-flags.h). They are the same from 2.6.32 to 6.18, but
/// for bits that an older kernel does not set.
final class PageFlag {

    static final long LOCKED = 1L;
    static final long UPTODATE = 1L << 3;
    static final long DIRTY = 1L << 4;
    static final long LRU = 1L << 5;
    static final long SLAB = 1L << 7;
    static final long WRITEBACK = 1L << 8;
    static final long BUDDY = 1L << 10;
    static final long MMAP = 1L << 11;
    static final long ANON = 1L << 12;
    static final long SWAPCACHE = 1L << 13;
    static final long SWAPBACKED = 1L << 14;
    static final long COMPOUND_HEAD = 1L << 15;
    static final long COMPOUND_TAIL = 1L << 16;
    static final long HUGE = 1L << 17;
    static final long UNEVICTABLE = 1L << 18;
    static final long HWPOISON = 1L << 19;
    static final long NOPAGE = 1L << 20;
    static final long THP = 1L << 22;

    /// BALLOON up to 5.0.
    static final long OFFLINE = 1L << 23;

    static final long ZERO_PAGE = 1L << 24;
    static final long PGTABLE = 1L << 26;
    static final long RESERVED = 1L << 32;
    static final long PRIVATE = 1L << 35;

    private PageFlag() {}
}
