/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.Unprinted;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.model.Cite;
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
        if (!out(request) || NodeRule.restricted(examination)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        long above = request.barredFree() + leftOut(request);
        long needed = Math.max(request.request().pages(), watermarks(request.barred()));
        if (above <= needed) {
            return request.barred().isEmpty()
                    ? Ruling.NotApplicable.OTHER_MATTER
                    : new Ruling.Clear(
                            "No zone above has memory",
                            "Zones that the mask shuts out have nothing to give either.",
                            citesOf(request),
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
                        citesOf(request))
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                request.bytes(above) + " are free, only not for this mask",
                                citesOf(request),
                                Optional.empty()));
    }

    /// Whether the zones that the mask allows are short of pages, and not only for want of those on CMA and HIGHATOMIC lists; or
    /// whether there are none.
    private static boolean out(RequestCase request) {
        if (request.zones().isEmpty()) {
            return request.shutOut().isEmpty()
                    && (request.picture().complete() || !request.barred().isEmpty());
        }
        return request.all(Admission.ShortOfPages.class)
                && request.zones().stream()
                        .noneMatch(zone -> SegregationRule.notCounted(zone.admission()));
    }

    private static long leftOut(RequestCase request) {
        boolean there =
                request.unprinted().where() == Unprinted.Where.ZONES_ABOVE
                        && request.unprinted().pages() > request.marks();
        return there ? request.unprinted().pages() : 0;
    }

    private static List<Cite> citesOf(RequestCase request) {
        return request.cites().isEmpty() ? List.of(request.firstCite()) : request.cites();
    }

    private static long watermarks(List<ZonePool> pools) {
        long pages = 0;
        for (ZonePool pool : pools) {
            pages += pool.highPages().orElse(0);
        }
        return pages;
    }
}
