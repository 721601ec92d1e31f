/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.klog.MemoryProfile;
import dev.highorder.core.klog.MemoryProfile.Site;
import java.util.List;
import java.util.Optional;

/// Allocation profiling (≥ 6.10) shows one site that grows from table to table, or holds more than any site of its kind should:
/// a leak with its address.
public final class AllocationSiteRule implements Rule {

    private static final long LARGE_BYTES = 1L << 30;

    @Override
    public String id() {
        return "allocation-site";
    }

    @Override
    public Ruling examine(Examination examination) {
        List<MemoryProfile> profiles = examination.node().all(MemoryProfile.class);
        if (profiles.size() < 2) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Site worst = null;
        long from = 0;
        for (Site last : profiles.getLast().sites()) {
            Optional<Site> first = site(profiles.getFirst(), last);
            boolean grows =
                    first.isPresent()
                            && last.bytes() >= first.get().bytes() + first.get().bytes() / 2;
            if (grows
                    && last.bytes() >= LARGE_BYTES
                    && (worst == null || last.bytes() > worst.bytes())) {
                worst = last;
                from = first.orElseThrow().bytes();
            }
        }
        if (worst == null) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return Ruling.Found.of(
                Cause.KERNEL_MEMORY_LEAK,
                Confidence.LIKELY,
                "One allocation site grows without bound",
                worst.function()
                        + " ("
                        + worst.place()
                        + ") grew from "
                        + Amount.bytes(from)
                        + " to "
                        + Amount.bytes(worst.bytes())
                        + " between the tables.",
                List.of(worst.cite()));
    }

    private static Optional<Site> site(MemoryProfile profile, Site like) {
        return profile.sites().stream()
                .filter(s -> s.place().equals(like.place()) && s.function().equals(like.function()))
                .findFirst();
    }
}
