/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

/// Something seen that is no line of a log: what a rule, not a parser, found. Their words may stand in
/// {@link Query#messages()} and in signatures.
public enum Observation {
    /// A slab cache, or all, stand at 100 % in slabtop.
    SLABTOP_FULL("seen:slabtop-full"),
    /// A count of small free blocks is offered as the proof of fragmentation.
    RAW_BLOCK_COUNTS("seen:raw-block-counts"),
    /// The snapshot of the free lists would have served the request that failed.
    SNAPSHOT_WOULD_SERVE("seen:snapshot-would-serve"),
    /// The node has no swap.
    NO_SWAP("seen:no-swap"),
    /// The free lists serve the orders in question and nothing failed.
    STATE_SERVES("seen:state-serves"),
    /// Someone dropped caches or compacted before the snapshot.
    REMEDY_BEFORE_SNAPSHOT("seen:remedy-before-snapshot"),
    /// No eligible zone has a block of the order while the order-0 watermark holds.
    NO_BLOCK_OF_ORDER("seen:no-block-of-order"),
    /// Suitable blocks exist and the per-order watermark of kernels up to 4.3 refuses them.
    ORDER_WATERMARK_REFUSES("seen:order-watermark-refuses"),
    /// Free blocks of the order stand only on lists that the request may not use.
    ONLY_FOREIGN_LISTS("seen:only-foreign-lists"),
    /// The order-0 check fails only for what is reserved: lowmem_reserve, HIGHATOMIC, CMA, boost.
    RESERVE_REFUSES("seen:reserve-refuses"),
    /// Every eligible zone is below its mark and little is left to reclaim.
    NOTHING_TO_RECLAIM("seen:nothing-to-reclaim"),
    /// Another node has the memory that the allowed nodes lack.
    OTHER_NODE_FREE("seen:other-node-free"),
    /// Another zone has the memory that the zones of the mask lack.
    OTHER_ZONE_FREE("seen:other-zone-free"),
    /// A large part of the reclaimable slab is dentries and inodes.
    DENTRY_SLAB_LARGE("seen:dentry-slab-large"),
    /// Slab that cannot be reclaimed has grown without bound.
    UNRECLAIMABLE_SLAB_LARGE("seen:unreclaimable-slab-large"),
    /// Much more memory is used than all counters account for.
    PAGES_UNACCOUNTED("seen:pages-unaccounted"),
    /// Far more memory cgroups are counted than directories exist.
    CGROUPS_EXCEED_DIRECTORIES("seen:cgroups-exceed-directories"),
    /// sysfs nodes or memcg caches in numbers that only leaked caches explain.
    LEAKED_CACHES("seen:leaked-caches"),
    /// Free huge pages hold memory that 4 KiB requests lack.
    HUGEPAGES_HOLD_MEMORY("seen:hugepages-hold-memory"),
    /// zone_reclaim_mode is not 0.
    ZONE_RECLAIM_ON("seen:zone-reclaim-on"),
    /// Direct compaction stalls, huge page faults fall back.
    THP_STALLS("seen:thp-stalls"),
    /// Every count of the dump is 0: the allocator had no memory yet.
    ALL_COUNTS_ZERO("seen:all-counts-zero"),
    /// The zone's watermarks are boosted.
    WATERMARK_BOOSTED("seen:watermark-boosted");

    private final String word;

    Observation(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
