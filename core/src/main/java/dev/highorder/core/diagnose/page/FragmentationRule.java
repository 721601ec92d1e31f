/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.model.Cite;
import java.util.List;
import java.util.Optional;

/// Enough pages are free in a zone the request may use, and no such zone has a usable block of its order; on kernels up to 4.3
/// also where the check's halving loop refuses (mm/page_alloc.c, `__zone_watermark_ok`).
public final class FragmentationRule implements Rule {

    /// So many pages a busy machine may free between an attempt and the report of it.
    private static final long FREED_MEANWHILE = 1024;

    @Override
    public String id() {
        return "fragmentation";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.failedRequest().isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.failedRequest().get();
        List<Cite> cites = request.cites();
        if (request.order() == 0) {
            return Ruling.Clear.tempting(
                    Cause.EXTERNAL_FRAGMENTATION,
                    "Not fragmentation",
                    "one single page was asked for: any free page serves it",
                    List.of(request.firstCite()));
        }
        if (request.zones().isEmpty()) {
            return Ruling.NotApplicable.lacking(
                    "No zone that the request may use is in the evidence.", Pictures.memInfo());
        }
        if (request.serves()) {
            ZoneCase zone = request.serving().orElseThrow();
            return Ruling.Clear.tempting(
                    Cause.EXTERNAL_FRAGMENTATION,
                    "Not shown to be fragmented",
                    zone.zone()
                            + " has "
                            + Amount.count(zone.admission().figures().suitable())
                            + " suitable blocks of "
                            + request.asked()
                            + " and passes the kernel's check in this state",
                    List.of(zone.cite()));
        }
        Optional<ZoneCase> refusing =
                request.first(Admission.NoBlock.class)
                        .or(() -> request.first(Admission.Served.class))
                        .or(() -> request.first(Admission.LoopRefuses.class));
        if (refusing.isEmpty()) {
            return request.any(Admission.Undecided.class)
                    ? Ruling.NotApplicable.lacking(
                            "The zones' watermarks or free lists are not all known.",
                            Pictures.memInfo(request))
                    : new Ruling.Clear(
                            "Not fragmentation",
                            request.all(Admission.ShortOfPages.class)
                                    ? "No zone that the request may use has enough free pages to begin with."
                                    : "Large enough blocks are free, on lists that the request may not use.",
                            cites,
                            Optional.empty());
        }
        if (SegregationRule.prevails(request) || ShortageRule.outForOom(examination, request)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        ZoneCase zone = refusing.get();
        Ruling.Found found =
                Ruling.Found.of(
                                Cause.EXTERNAL_FRAGMENTATION,
                                confidence(request, zone),
                                "Memory is free, but not in blocks of the order",
                                statement(request, zone),
                                cites)
                        .rulingOut(shortage(request, zone));
        return request.atFailure() ? found : found.missing(Pictures.memInfo());
    }

    /// A report is printed after the attempt: where the zone is only a little above its mark, it may have been below it then, and
    /// the refusal one for want of pages.
    private static Confidence confidence(RequestCase request, ZoneCase zone) {
        boolean open = request.any(Admission.Undecided.class) || !request.decided();
        return switch (request.picture().moment()) {
            case AT_FAILURE -> open || !clearlyAbove(zone) ? Confidence.LIKELY : Confidence.CERTAIN;
            case NEAR, UNKNOWN -> Confidence.LIKELY;
            case APART -> Confidence.POSSIBLE;
        };
    }

    static boolean clearlyAbove(ZoneCase zone) {
        Admission.Figures figures = zone.admission().figures();
        return figures.margin() >= Math.min(FREED_MEANWHILE, Math.max(1, figures.needed()));
    }

    private static String statement(RequestCase request, ZoneCase zone) {
        Admission.Figures figures = zone.admission().figures();
        String free =
                (request.atFailure() ? "" : "In the snapshot, ")
                        + zone.zone()
                        + " has "
                        + request.bytes(figures.free())
                        + " free";
        if (zone.admission() instanceof Admission.LoopRefuses loop) {
            return free
                    + " and "
                    + Amount.count(figures.suitable())
                    + " suitable blocks of "
                    + request.asked()
                    + ", but this kernel also wants more than "
                    + Amount.count(loop.needed())
                    + " pages in blocks of order "
                    + loop.atOrder()
                    + " and above, and "
                    + Amount.count(Math.max(0, loop.left()))
                    + " are there.";
        }
        if (figures.suitable() > 0) {
            return free
                    + ", and "
                    + Amount.count(figures.suitable())
                    + " blocks of "
                    + request.asked()
                    + ": hardly any of the free memory stands in blocks large enough.";
        }
        return free
                + (figures.needed() > 0
                        ? ", of which "
                                + request.bytes(figures.available())
                                + " count against a mark of "
                                + request.bytes(figures.needed())
                        : "")
                + ", and not one block of "
                + request.asked()
                + " or larger.";
    }

    private static RuledOut shortage(RequestCase request, ZoneCase zone) {
        Admission.Figures figures = zone.admission().figures();
        return new RuledOut(
                Optional.of(Cause.MEMORY_EXHAUSTED),
                Optional.empty(),
                zone.zone()
                        + " had "
                        + request.bytes(figures.available())
                        + " to give"
                        + (figures.needed() > 0
                                ? " against a mark of " + request.bytes(figures.needed())
                                : ""),
                List.of(zone.cite()),
                Optional.empty());
    }
}
