/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.memory.Slabs;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One slab cache has grown beyond what any load explains: it is the larger part of all slab memory and a large part of the
/// machine. Merged caches (SLUB) carry the name of the first of them, so the name is a lead, not the culprit.
public final class SlabLeakRule implements Rule {

    /// Slab of one cache above this share of the machine is no working set.
    private static final long LARGE_PERCENT = 20;

    /// Where the machine's size is not known: no cache of a healthy node is as large.
    private static final long LARGE_BYTES = 2L << 30;

    private static final long MOST_OF_SLAB_PERCENT = 50;

    private static final long HELD_PERCENT = 75;

    private static final long SPARSE_PERCENT = 50;

    @Override
    public String id() {
        return "slab-leak";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (!MemoryShort.concerns(examination)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<Giant> giant =
                examination
                        .lead(OomKill.class)
                        .flatMap(SlabLeakRule::ofReport)
                        .or(() ->
                                examination.node().all(Slabs.class).stream()
                                        .flatMap(s -> ofFile(s).stream())
                                        .reduce((a, b) -> a.bytes >= b.bytes ? a : b));
        if (giant.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Giant cache = giant.get();
        OptionalLong ram = examination.node().memoryBytes();
        boolean large =
                ram.isPresent()
                        ? Amount.percent(cache.bytes, ram.getAsLong()) >= LARGE_PERCENT
                        : cache.bytes >= LARGE_BYTES;
        if (!large || Amount.percent(cache.bytes, cache.all) < MOST_OF_SLAB_PERCENT) {
            return new Ruling.Clear(
                    "No slab cache stands out",
                    "The largest cache, "
                            + cache.name
                            + ", holds "
                            + Amount.bytes(cache.bytes)
                            + " of "
                            + Amount.bytes(cache.all)
                            + " of slab.",
                    List.of(cache.cite),
                    Optional.empty());
        }
        if (reclaimable(cache.name)) {
            return givenBack(cache);
        }
        return found(cache, ram);
    }

    private static Ruling found(Giant cache, OptionalLong ram) {
        boolean held = Amount.percent(cache.used, cache.bytes) >= HELD_PERCENT;
        return Ruling.Found.of(
                        Cause.KERNEL_MEMORY_LEAK,
                        held ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "One slab cache holds the memory",
                        "The slab cache "
                                + cache.name
                                + " holds "
                                + Amount.bytes(cache.bytes)
                                + ", "
                                + Amount.percent(cache.bytes, cache.all)
                                + " % of all slab memory"
                                + ram.stream()
                                        .mapToObj(r ->
                                                " and "
                                                        + Amount.percent(cache.bytes, r)
                                                        + " % of the machine")
                                        .findFirst()
                                        .orElse("")
                                + (held
                                        ? "; its objects are in use, so dropping caches cannot give it back."
                                        : "; most of its objects are free, but its slabs are not given back."),
                        List.of(cache.cite))
                .kb("KB-31")
                .missing(
                        new Missing(
                                "who allocates these objects, and whether their number only grows",
                                "merged caches share a name; the trace names the caller",
                                "grep '^"
                                        + cache.name
                                        + " ' /proc/slabinfo  # twice, an hour apart; boot with slab_nomerge slub_debug=U for"
                                        + " traces"));
    }

    /// Dentries and inodes: large is not leaked, the kernel gives them back when memory is short. A slab goes only when its last
    /// object does, so one that is mostly empty slots holds on to more than it shows.
    private static Ruling givenBack(Giant cache) {
        boolean sparse = Amount.percent(cache.used, cache.bytes) < SPARSE_PERCENT;
        String reason =
                cache.name
                        + " holds "
                        + Amount.bytes(cache.bytes)
                        + ", but such objects are reclaimable: memory pressure or drop_caches=2 gives them back";
        RuledOut leak =
                new RuledOut(
                        Optional.of(Cause.KERNEL_MEMORY_LEAK),
                        Optional.empty(),
                        reason,
                        List.of(cache.cite),
                        Optional.of("KB-30"));
        if (!sparse) {
            return new Ruling.Clear(
                    "A reclaimable cache is large",
                    reason + ".",
                    List.of(cache.cite),
                    Optional.of(leak));
        }
        return Ruling.Found.of(
                        Cause.INCONCLUSIVE,
                        Confidence.POSSIBLE,
                        "A reclaimable cache holds mostly empty slots",
                        cache.name
                                + " holds "
                                + Amount.bytes(cache.bytes)
                                + ", of which "
                                + Amount.percent(cache.used, cache.bytes)
                                + " % are objects in use; a slab goes back only with its last object, so reclaim gives"
                                + " less than it seems.",
                        List.of(cache.cite))
                .severity(Severity.WARNING)
                .kb("KB-30")
                .missing(
                        new Missing(
                                "what dropping these objects gives back, on a drained node",
                                "a cache that stays large with few objects is a defect of its shrinker",
                                "slabtop -o -s c | head -12"));
    }

    /// Caches made with SLAB_RECLAIM_ACCOUNT and a shrinker of their own; `sock_inode_cache` has the flag, but an open socket holds it.
    static boolean reclaimable(String name) {
        return switch (name) {
            case "dentry", "inode_cache", "buffer_head", "radix_tree_node", "ext4_extent_status" ->
                    true;
            case "sock_inode_cache" -> false;
            default ->
                    name.endsWith("_inode_cache")
                            || name.endsWith("_inode")
                            || name.startsWith("zfs_znode")
                            || name.startsWith("dnode_t")
                            || name.startsWith("arc_buf");
        };
    }

    private static Optional<Giant> ofReport(OomKill kill) {
        OomKill.SlabUse largest = null;
        long all = 0;
        for (OomKill.SlabUse use : kill.slabs()) {
            all += use.totalBytes();
            largest = largest == null || use.totalBytes() > largest.totalBytes() ? use : largest;
        }
        return largest == null
                ? Optional.empty()
                : Optional.of(
                        new Giant(
                                largest.cache(),
                                largest.totalBytes(),
                                largest.usedBytes(),
                                all,
                                largest.cite()));
    }

    private static Optional<Giant> ofFile(Slabs slabs) {
        Slabs.Cache largest = null;
        long all = 0;
        for (Slabs.Cache cache : slabs.caches()) {
            all += cache.sizeBytes();
            largest = largest == null || cache.sizeBytes() > largest.sizeBytes() ? cache : largest;
        }
        if (largest == null) {
            return Optional.empty();
        }
        long total =
                slabs.summary().map(Slabs.Summary::totalBytes).filter(sum -> sum > 0).orElse(all);
        long used =
                largest.objects() == 0
                        ? 0
                        : (long)
                                ((double) largest.sizeBytes()
                                        * largest.activeObjects()
                                        / largest.objects());
        return Optional.of(
                new Giant(
                        largest.name(),
                        largest.sizeBytes(),
                        used,
                        Math.max(total, largest.sizeBytes()),
                        largest.cite()));
    }

    private record Giant(String name, long bytes, long used, long all, Cite cite) {}
}
