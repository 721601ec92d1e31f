/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// What a page frame is used for, as far as its flags tell.
public enum PageKind {
    /// In the buddy allocator.
    FREE("free", PageUse.FREE),
    /// Anonymous memory of processes.
    ANON("anon", PageUse.MOVABLE),
    /// Page cache of files.
    FILE("file", PageUse.MOVABLE),
    /// Shared memory and tmpfs.
    SHMEM("shmem", PageUse.MOVABLE),
    /// Of a compound page on the LRU: a transparent huge page, or a large folio.
    THP("thp", PageUse.MOVABLE),
    /// On the LRU, anonymous, mapped by nobody and not in the swap cache: somebody else holds it.
    PINNED("pinned", PageUse.PINNED),
    /// Of a slab cache. No flag tells a reclaimable cache from another.
    SLAB("slab", PageUse.SLAB),
    PAGE_TABLE("pageTables", PageUse.UNMOVABLE),
    /// In use without a flag that says for what: pipe buffers, packets, stacks, per-CPU areas, drivers; also pages that are free
    /// but on a per-CPU list.
    KERNEL("kernel", PageUse.UNMOVABLE),
    /// Of the hugetlb pool.
    HUGE("huge", PageUse.HUGE),
    /// Taken out by a balloon driver, or logically offline.
    OFFLINE("offline", PageUse.OFFLINE),
    /// Never given to the allocator: firmware, kernel image, memory map.
    RESERVED("reserved", PageUse.RESERVED),
    /// Defective memory that was taken out of use.
    POISONED("poisoned", PageUse.RESERVED),
    /// No page frame at all.
    HOLE("hole", PageUse.RESERVED);

    private static final PageKind[] ALL = values();

    private final String word;
    private final PageUse use;

    PageKind(String word, PageUse use) {
        this.word = word;
        this.use = use;
    }

    /// As in the answer.
    public String word() {
        return word;
    }

    public PageUse use() {
        return use;
    }

    static PageKind of(int ordinal) {
        return ALL[ordinal];
    }

    static int count() {
        return ALL.length;
    }
}
