/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.klog.MemoryProfile;
import dev.highorder.core.klog.MemoryProfile.Site;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Allocation profiling (≥ 6.10) shows one site that grows from table to table, or that holds a quarter of the machine: a leak with
/// its address. Sites of the memory manager itself (`mm/`) act for others (page cache, processes, slabs), and inodes and dentries
/// are given back under pressure; neither is a leak's address.
public final class AllocationSiteRule implements Rule {

    private static final long LARGE_BYTES = 1L << 30;

    /// No site of a driver holds so much of the machine as its working set.
    private static final long LARGE_PERCENT = 25;

    @Override
    public String id() {
        return "allocation-site";
    }

    @Override
    public Ruling examine(Examination examination) {
        List<MemoryProfile> profiles = examination.node().all(MemoryProfile.class);
        if (profiles.isEmpty() || !MemoryShort.concerns(examination)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return growing(profiles)
                .or(() -> largest(profiles.getLast(), examination))
                .map(found ->
                        found.kb("KB-79")
                                .missing(
                                        new Missing(
                                                "the same table an hour apart",
                                                "a site that only grows does not give its pages back",
                                                "sort -rn /proc/allocinfo | head -20")))
                .<Ruling>map(found -> found)
                .orElse(Ruling.NotApplicable.OTHER_MATTER);
    }

    private static Optional<Ruling.Found> growing(List<MemoryProfile> profiles) {
        Site worst = null;
        long from = 0;
        for (Site last : profiles.getLast().sites()) {
            OptionalLong first = bytes(profiles.getFirst(), last);
            boolean grows =
                    first.isPresent()
                            && last.bytes() >= first.getAsLong() + first.getAsLong() / 2
                            && last.bytes() >= LARGE_BYTES;
            if (grows && owns(last) && (worst == null || last.bytes() > worst.bytes())) {
                worst = last;
                from = first.getAsLong();
            }
        }
        return worst == null
                ? Optional.empty()
                : Optional.of(
                        found(
                                worst,
                                Confidence.LIKELY,
                                "One allocation site grows",
                                " grew from "
                                        + Amount.bytes(from)
                                        + " to "
                                        + Amount.bytes(worst.bytes())
                                        + " between the tables."));
    }

    private static Optional<Ruling.Found> largest(MemoryProfile profile, Examination examination) {
        OptionalLong ram = examination.node().memoryBytes();
        Site largest = null;
        for (Site site : profile.sites()) {
            if (owns(site) && (largest == null || site.bytes() > largest.bytes())) {
                largest = site;
            }
        }
        if (largest == null
                || ram.isEmpty()
                || Amount.percent(largest.bytes(), ram.getAsLong()) < LARGE_PERCENT) {
            return Optional.empty();
        }
        return Optional.of(
                found(
                        largest,
                        examination.episode().isPresent() ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "One allocation site holds much of the machine",
                        " holds "
                                + Amount.bytes(largest.bytes())
                                + " of "
                                + Amount.bytes(ram.getAsLong())
                                + " ("
                                + Amount.percent(largest.bytes(), ram.getAsLong())
                                + " %)."));
    }

    private static Ruling.Found found(
            Site site, Confidence confidence, String title, String predicate) {
        return Ruling.Found.of(
                Cause.KERNEL_MEMORY_LEAK,
                confidence,
                title,
                site.function()
                        + " ("
                        + site.place()
                        + (site.module().isEmpty() ? "" : ", module " + site.module())
                        + ")"
                        + predicate,
                List.of(site.cite()));
    }

    private static boolean owns(Site site) {
        return !site.place().startsWith("mm/")
                && !site.place().startsWith("fs/dcache.c")
                && !site.function().endsWith("alloc_inode")
                && !site.function().endsWith("inode_alloc");
    }

    private static OptionalLong bytes(MemoryProfile profile, Site like) {
        for (Site site : profile.sites()) {
            if (site.place().equals(like.place()) && site.function().equals(like.function())) {
                return OptionalLong.of(site.bytes());
            }
        }
        return OptionalLong.empty();
    }
}
