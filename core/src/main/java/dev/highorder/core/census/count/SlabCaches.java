/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.census.count;

import dev.highorder.core.pagemap.SlabShare;
import dev.highorder.core.proc.memory.MemInfo;
import dev.highorder.core.proc.memory.Slabs;
import java.util.List;
import java.util.Optional;

/// What slabinfo and meminfo tell of slab pages: how many belong to caches that a shrinker can empty.
///
/// @param reclaimable SReclaimable, in pages; absent where meminfo is
/// @param singles pages of reclaimable slabs of one page
/// @param share of the slab pages that are reclaimable
/// @param known whether slabinfo told the caches apart
public record SlabCaches(Optional<Long> reclaimable, long singles, SlabShare share, boolean known) {

    public static SlabCaches of(Snapshot snapshot) {
        long pageSize = snapshot.pageSize();
        Optional<MemInfo> info = snapshot.memInfo();
        Optional<Long> reclaimable = pages(info, "SReclaimable", pageSize);
        long unreclaim = pages(info, "SUnreclaim", pageSize).orElse(0L);
        if (snapshot.slabs().isPresent()) {
            return of(snapshot.slabs().get().caches(), reclaimable, pageSize);
        }
        if (reclaimable.isEmpty()) {
            return new SlabCaches(reclaimable, 0, SlabShare.UNKNOWN, false);
        }
        double share = share(reclaimable.get(), reclaimable.get() + unreclaim);
        return new SlabCaches(reclaimable, 0, new SlabShare(share, share), false);
    }

    private static SlabCaches of(
            List<Slabs.Cache> caches, Optional<Long> reclaimable, long pageSize) {
        long singles = 0;
        long allSingles = 0;
        long compounds = 0;
        long allCompounds = 0;
        for (Slabs.Cache cache : caches) {
            if (cache.slabs() == 0) {
                continue;
            }
            long pages = cache.sizeBytes() / pageSize;
            boolean single = pages <= cache.slabs();
            boolean shrinks = shrinks(cache.name());
            if (single) {
                allSingles += pages;
                singles += shrinks ? pages : 0;
            } else {
                allCompounds += pages;
                compounds += shrinks ? pages : 0;
            }
        }
        return new SlabCaches(
                reclaimable,
                singles,
                new SlabShare(share(singles, allSingles), share(compounds, allCompounds)),
                true);
    }

    /// Caches that are made with SLAB_RECLAIM_ACCOUNT and have a shrinker: dentries, and the inodes of every file system.
    private static boolean shrinks(String name) {
        if (name.equals("lsm_inode_cache")) {
            return false;
        }
        return name.equals("dentry")
                || name.equals("inode_cache")
                || name.endsWith("_inode_cache")
                || name.endsWith("_inode")
                || name.equals("radix_tree_node")
                || name.equals("xfs_ili")
                || name.startsWith("zfs_znode");
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static Optional<Long> pages(Optional<MemInfo> info, String name, long pageSize) {
        return info.filter(mem -> mem.bytes(name).isPresent())
                .map(mem -> mem.bytes(name).getAsLong() / pageSize);
    }
}
