/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.model.MigrateType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The free memory stands on lists that the request may not use: CMA for what is not movable, HIGHATOMIC for what is not atomic,
/// ISOLATE for everyone. Either the blocks are all there, or the order-0 check fails only because these pages do not count.
public final class SegregationRule implements Rule {

    @Override
    public String id() {
        return "segregation";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.failedRequest().isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.failedRequest().get();
        if (request.zones().isEmpty()
                || request.any(Admission.Served.class)
                || request.any(Admission.LoopRefuses.class)
                || (request.any(Admission.NoBlock.class) && !prevails(request))) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<ZoneCase> foreign = request.first(Admission.ForeignBlocks.class);
        Optional<ZoneCase> uncounted = request.most(zone -> notCounted(zone.admission()));
        if (foreign.isEmpty() && uncounted.isEmpty()) {
            return new Ruling.Clear(
                    "Not the wrong lists",
                    "Pages on CMA, HIGHATOMIC or ISOLATE lists do not decide it.",
                    request.cites(),
                    Optional.empty());
        }
        boolean open = !request.decided();
        ZoneCase zone = foreign.or(() -> uncounted).orElseThrow();
        return Ruling.Found.of(
                        Cause.MIGRATETYPE_SEGREGATION,
                        request.atFailure() && !open ? Confidence.CERTAIN : Confidence.LIKELY,
                        "The free memory stands on lists this request may not use",
                        foreign.isPresent() ? blocks(request, zone) : pages(request, zone),
                        List.of(zone.cite()))
                .kb(cma(zone) ? "KB-20" : "KB-24");
    }

    /// Whether more memory stands in large enough blocks on closed lists than is free in the zones that have no such block: then
    /// it is these lists that decide.
    static boolean prevails(RequestCase request) {
        long closed = 0;
        long scattered = 0;
        for (ZoneCase zone : request.zones()) {
            if (zone.admission() instanceof Admission.ForeignBlocks) {
                closed += zone.pool().lists().pagesFrom(request.order());
            } else if (zone.admission() instanceof Admission.NoBlock) {
                scattered += zone.admission().figures().free();
            }
        }
        return closed > scattered;
    }

    /// Whether the order-0 check fails for CMA and HIGHATOMIC pages alone.
    static boolean notCounted(Admission admission) {
        return admission instanceof Admission.ShortOfPages shortOf
                && shortOf.passesWithoutCmaAndHighatomic();
    }

    private static String blocks(RequestCase request, ZoneCase zone) {
        String lists =
                zone.admission().figures().types().stream()
                        .sorted()
                        .map(MigrateType::name)
                        .collect(Collectors.joining(" and "));
        return zone.zone()
                + " has enough free pages and blocks of "
                + request.asked()
                + ", all of them on the "
                + lists
                + " lists, which this request may not use.";
    }

    private static String pages(RequestCase request, ZoneCase zone) {
        Admission.Figures figures = zone.admission().figures();
        return zone.zone()
                + " has "
                + request.bytes(figures.free())
                + " free, of which "
                + request.bytes(figures.cma())
                + " are CMA and "
                + request.bytes(figures.highatomic())
                + " the HIGHATOMIC reserve: "
                + request.bytes(Math.max(0, figures.available()))
                + " count for this request, against a mark of "
                + request.bytes(figures.needed())
                + ".";
    }

    private static boolean cma(ZoneCase zone) {
        Admission.Figures figures = zone.admission().figures();
        return figures.cma() > figures.highatomic() || figures.types().contains(MigrateType.CMA);
    }
}
