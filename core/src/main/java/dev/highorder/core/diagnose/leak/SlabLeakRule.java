/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.memory.Slabs;
import java.util.ArrayList;
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

    @Override
    public String id() {
        return "slab-leak";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<Giant> giant = examination.lead(OomKill.class).flatMap(SlabLeakRule::ofReport);
        if (giant.isEmpty()
                && examination
                        .lead(OomKill.class)
                        .map(k -> !k.memcg())
                        .orElse(examination.episode().isEmpty())) {
            giant =
                    examination.node().all(Slabs.class).stream()
                            .flatMap(s -> ofFile(s).stream())
                            .reduce((a, b) -> a.bytes >= b.bytes ? a : b);
        }
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
        boolean held = Amount.percent(cache.used, cache.bytes) >= 75;
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
                .kb("KB-31");
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
        List<Cite> cites = new ArrayList<>(List.of(largest.cite()));
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
                        cites.getFirst()));
    }

    private record Giant(String name, long bytes, long used, long all, Cite cite) {}
}
