/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// What the flags of a page frame say, packed for the scan: the kind in the low bits, and bits for what compaction and
/// drop_caches can do about it.
@SuppressWarnings("EnumOrdinal") // kept in arrays by their place
final class PageCode {

    static final int KIND = 0x0f;

    static final int FREE = 0x10;
    static final int MOVABLE = 0x20;

    /// Clean page cache that nobody has mapped: `drop_caches` frees it (mm/truncate.c, invalidate_mapping_pages).
    static final int CLEAN = 0x40;

    /// Of a slab of one page.
    static final int SINGLE_SLAB = 0x80;

    /// No flag at all: kernel memory, or free on a per-CPU list.
    static final int BARE = 0x100;

    /// Of a slab of several pages.
    static final int LARGE_SLAB = 0x200;

    /// Of a compound page on the LRU.
    static final int LARGE = 0x400;

    private static final long COMPOUND = PageFlag.COMPOUND_HEAD | PageFlag.COMPOUND_TAIL;
    private static final long BUSY =
            PageFlag.DIRTY
                    | PageFlag.WRITEBACK
                    | PageFlag.MMAP
                    | PageFlag.UNEVICTABLE
                    | PageFlag.LOCKED;

    private final Mobility mobility;

    PageCode(Mobility mobility) {
        this.mobility = mobility;
    }

    /// @param mapped whether kpagecount, where there is one, counts a mapping
    int of(long flags, boolean mapped) {
        if ((flags & PageFlag.NOPAGE) != 0) {
            return PageKind.HOLE.ordinal();
        }
        if ((flags & PageFlag.HWPOISON) != 0) {
            return PageKind.POISONED.ordinal();
        }
        if ((flags & PageFlag.BUDDY) != 0) {
            return PageKind.FREE.ordinal() | FREE;
        }
        if ((flags & PageFlag.OFFLINE) != 0) {
            return PageKind.OFFLINE.ordinal();
        }
        if ((flags & PageFlag.HUGE) != 0) {
            return PageKind.HUGE.ordinal();
        }
        if ((flags & (PageFlag.RESERVED | PageFlag.ZERO_PAGE)) != 0) {
            return PageKind.RESERVED.ordinal();
        }
        if ((flags & PageFlag.SLAB) != 0) {
            return PageKind.SLAB.ordinal() | ((flags & COMPOUND) == 0 ? SINGLE_SLAB : LARGE_SLAB);
        }
        if ((flags & PageFlag.PGTABLE) != 0) {
            return PageKind.PAGE_TABLE.ordinal();
        }
        boolean anon = (flags & PageFlag.ANON) != 0;
        boolean lru = (flags & PageFlag.LRU) != 0;
        if ((flags & PageFlag.THP) != 0 || (lru && (flags & COMPOUND) != 0)) {
            return large(flags, mapped);
        }
        if (lru) {
            return small(flags, anon, mapped);
        }
        // On its way to the LRU; compact_memory and drop_caches drain the lists of new pages first.
        if (anon) {
            return PageKind.ANON.ordinal() | MOVABLE;
        }
        return PageKind.KERNEL.ordinal() | (flags == 0 && !mapped ? BARE : 0);
    }

    private int small(long flags, boolean anon, boolean mapped) {
        if (anon) {
            boolean held = !mapped && (flags & (PageFlag.SWAPCACHE | PageFlag.MMAP)) == 0;
            return held ? PageKind.PINNED.ordinal() : PageKind.ANON.ordinal() | movable(flags);
        }
        if ((flags & PageFlag.SWAPBACKED) != 0) {
            return PageKind.SHMEM.ordinal() | movable(flags);
        }
        return PageKind.FILE.ordinal() | movable(flags) | clean(flags, mapped);
    }

    /// Up to 6.8 the tail pages do not show the flags of their head, so that it cannot be told whether they are clean.
    private int large(long flags, boolean mapped) {
        boolean file = (flags & (PageFlag.ANON | PageFlag.SWAPBACKED)) == 0;
        return PageKind.THP.ordinal()
                | LARGE
                | (mobility.largeFolios() ? movable(flags) : 0)
                | (file && mobility.largeFolios() ? clean(flags, mapped) : 0);
    }

    private int movable(long flags) {
        return mobility.unevictable() || (flags & PageFlag.UNEVICTABLE) == 0 ? MOVABLE : 0;
    }

    /// A page with buffers that is not up to date is a block of metadata that its file system holds on to.
    private static int clean(long flags, boolean mapped) {
        boolean metadata = (flags & (PageFlag.PRIVATE | PageFlag.UPTODATE)) == PageFlag.PRIVATE;
        return !mapped && !metadata && (flags & BUSY) == 0 ? CLEAN : 0;
    }
}
