/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif.model;

import dev.highorder.core.census.count.SlabCaches;
import dev.highorder.core.census.count.Snapshot;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.proc.memory.Slabs;
import dev.highorder.core.proc.system.Sysctl;
import java.util.OptionalLong;

/// How many slab pages `drop_caches=2` frees. A dentry in use has an inode; one without is free to go. File systems without a disk
/// (tmpfs, debugfs, sysfs and the like) hold the dentries of what exists in them, so as many are held as there are inodes of
/// theirs. What is held is old and lies together: it keeps as many slabs as it fills. The bounds take it that it fills only a
/// half of the slabs that it keeps, and that the dentries of all cached files are in use, too; or that half of it may go.
///
/// @param low pages of slabs of one page, at least
/// @param expected of slabs of one page
/// @param high of slabs of one page, at most
/// @param exact whether the kernel counts the unused dentries (fs.dentry-state)
record SlabBounds(long low, long expected, long high, boolean exact) {

    /// Slabs of dentries that are held are at least half full: no kernel figure tells it.
    private static final int SPREAD = 2;

    static SlabBounds of(NodeEvidence node, Snapshot snapshot, long singles) {
        SlabCaches caches = SlabCaches.of(snapshot);
        if (!caches.known()) {
            long likely = (long) (singles * caches.share().single());
            long most = Math.min(singles, caches.reclaimable().orElse(0L));
            return new SlabBounds(0, Math.min(likely, most), most, false);
        }
        long most = Math.min(singles, caches.singles());
        OptionalLong unused = unusedDentries(node);
        long each = perSlab(snapshot);
        if (unused.isPresent()) {
            long held = Math.max(0, dentries(snapshot) - unused.getAsLong());
            return new SlabBounds(
                    Math.max(0, most - SPREAD * held / each),
                    Math.max(0, most - held / each),
                    most,
                    true);
        }
        long held = inodes(snapshot, true);
        long cached = inodes(snapshot, false);
        return new SlabBounds(
                Math.max(0, most - SPREAD * (held + cached) / each),
                Math.max(0, most - held / each),
                Math.max(0, most - held / 2 / each),
                false);
    }

    /// `nr_dentry nr_unused …` (fs/dcache.c).
    private static OptionalLong unusedDentries(NodeEvidence node) {
        for (Sysctl sysctl : node.all(Sysctl.class)) {
            if (sysctl.name().equals("fs.dentry-state")) {
                String[] words = sysctl.value().strip().split("\\s+", -1);
                if (words.length > 1 && words[1].matches("\\d{1,18}")) {
                    return OptionalLong.of(Long.parseLong(words[1]));
                }
            }
        }
        return OptionalLong.empty();
    }

    private static long perSlab(Snapshot snapshot) {
        for (Slabs.Cache cache : snapshot.slabs().orElseThrow().caches()) {
            if (cache.name().equals("dentry") && cache.slabs() > 0) {
                return Math.max(1, cache.objects() / cache.slabs());
            }
        }
        return 1;
    }

    private static long dentries(Snapshot snapshot) {
        long sum = 0;
        for (Slabs.Cache cache : snapshot.slabs().orElseThrow().caches()) {
            sum += cache.name().equals("dentry") ? cache.activeObjects() : 0;
        }
        return sum;
    }

    /// Inodes of file systems without a disk, or of all others.
    private static long inodes(Snapshot snapshot, boolean memory) {
        long sum = 0;
        for (Slabs.Cache cache : snapshot.slabs().orElseThrow().caches()) {
            String name = cache.name();
            boolean inode = name.endsWith("inode_cache") || name.endsWith("_inode");
            boolean noDisk =
                    name.equals("inode_cache")
                            || name.equals("shmem_inode_cache")
                            || name.equals("hugetlbfs_inode_cache")
                            || name.equals("mqueue_inode_cache");
            boolean security = name.equals("lsm_inode_cache");
            sum += inode && !security && noDisk == memory ? cache.activeObjects() : 0;
        }
        return sum;
    }

    /// The part of a zone that has so many of all slabs of one page.
    SlabBounds part(long singles, long all) {
        return new SlabBounds(
                share(low, singles, all),
                share(expected, singles, all),
                share(high, singles, all),
                exact);
    }

    private static long share(long pages, long part, long whole) {
        return whole == 0 ? 0 : (long) ((double) pages * part / whole);
    }

    long pages(Variant variant) {
        return switch (variant) {
            case LOW -> low;
            case EXPECTED -> expected;
            case HIGH -> high;
        };
    }
}
