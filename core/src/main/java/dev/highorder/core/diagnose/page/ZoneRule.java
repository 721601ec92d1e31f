/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.RuledOut;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The mask allows only low zones (GFP_DMA, GFP_DMA32, lowmem without HIGHMEM), these are out, and zones above have memory.
public final class ZoneRule implements Rule {

    @Override
    public String id() {
        return "zone-exhausted";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.failedRequest().isEmpty()
                || examination.failedRequest().get().flags().isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.failedRequest().get();
        boolean out = request.zones().isEmpty() || request.all(Admission.ShortOfPages.class);
        long above = request.barredFree() + hiddenAbove(request);
        if (!out || NodeRule.restricted(examination)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        long needed = Math.max(request.request().pages(), watermarks(request.barred()));
        if (above <= needed) {
            return new Ruling.Clear(
                    "No zone above has memory",
                    "Zones that the mask shuts out have nothing to give either.",
                    request.cites(),
                    Optional.empty());
        }
        String zones =
                request.zones().isEmpty()
                        ? "No zone that the mask allows has any page"
                        : request.zones().stream()
                                        .map(z -> z.zone().zone())
                                        .distinct()
                                        .collect(Collectors.joining(" and "))
                                + (request.zones().size() == 1 ? " is" : " are")
                                + " below the watermark";
        String where =
                request.barred().isEmpty()
                        ? "in zones it may not use"
                        : "in "
                                + request.barred().stream()
                                        .map(p -> p.zone().zone())
                                        .distinct()
                                        .collect(Collectors.joining(", "));
        boolean sure = request.atFailure() && request.decided();
        return Ruling.Found.of(
                        Cause.ZONE_EXHAUSTED,
                        sure ? Confidence.CERTAIN : Confidence.LIKELY,
                        "The zones that the mask allows are out",
                        zones
                                + ", while "
                                + request.bytes(above)
                                + " are free "
                                + where
                                + ", which this mask may not use.",
                        request.cites().isEmpty() ? List.of(request.firstCite()) : request.cites())
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                request.bytes(above) + " are free, only not for this mask",
                                request.cites(),
                                Optional.empty()));
    }

    /// From 6.1 on the report leaves out zones above the request's own; what the machine has free besides is there.
    private static long hiddenAbove(RequestCase request) {
        boolean low = request.request().highestZoneRank() < 2;
        return low && request.barred().isEmpty() ? request.elsewhere() : 0;
    }

    private static long watermarks(List<ZonePool> pools) {
        long pages = 0;
        for (ZonePool pool : pools) {
            pages += pool.highPages().orElse(0);
        }
        return pages;
    }
}
