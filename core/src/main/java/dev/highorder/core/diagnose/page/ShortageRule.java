/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Reclaimable;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.model.Cite;
import java.util.List;
import java.util.Optional;

/// Every zone the request may use is below its watermark. With hardly anything left to reclaim, memory is exhausted; with
/// plenty, a request that could not wait for reclaim met an empty reserve.
public final class ShortageRule implements Rule {

    /// PAGE_ALLOC_COSTLY_ORDER.
    private static final int COSTLY_ORDER = 3;

    @Override
    public String id() {
        return "shortage";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.failedRequest().isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.failedRequest().get();
        boolean nearly = outForOom(examination, request);
        if (request.zones().isEmpty() || !(request.all(Admission.ShortOfPages.class) || nearly)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        if (!Reclaimable.known(request.picture())) {
            return Ruling.NotApplicable.lacking(
                    "What could be reclaimed is not in the evidence.", Pictures.memInfo());
        }
        Reclaimable left = Reclaimable.of(request);
        ZoneCase zone = request.most(z -> true).orElseThrow();
        Admission.Figures figures = zone.admission().figures();
        String below =
                (nearly
                                ? "No zone that the request may use is more than a little above its watermark ("
                                : "Every zone that the request may use is below its watermark (")
                        + zone.zone()
                        + ": "
                        + request.bytes(Math.max(0, figures.available()))
                        + " against "
                        + request.bytes(figures.needed())
                        + ")";
        boolean sure = request.atFailure() && request.decided();
        if (left.little()) {
            return Ruling.Found.of(
                            Cause.MEMORY_EXHAUSTED,
                            sure && !nearly && left.total().isPresent() && !left.couldSwap()
                                    ? Confidence.CERTAIN
                                    : Confidence.LIKELY,
                            "Memory is exhausted",
                            below
                                    + ", and what reclaim could still give is "
                                    + request.bytes(left.pages())
                                    + "."
                                    + Consumers.sentence(request.picture()),
                            request.cites())
                    .rulingOut(order(request, nearly));
        }
        if (!request.canReclaim()) {
            return Ruling.Found.of(
                            Cause.RESERVE_BURST,
                            sure ? Confidence.CERTAIN : Confidence.LIKELY,
                            "The reserve was empty for a request that cannot wait",
                            below
                                    + ". "
                                    + request.bytes(left.pages())
                                    + " of page cache and slab looked reclaimable, but "
                                    + reason(request)
                                    + ".",
                            request.cites())
                    .kb("KB-06")
                    .rulingOut(
                            new RuledOut(
                                    Optional.of(Cause.MEMORY_EXHAUSTED),
                                    Optional.empty(),
                                    request.bytes(left.pages())
                                            + " could be reclaimed at that moment",
                                    List.of(request.picture().cite()),
                                    Optional.empty()),
                            order(request, false));
        }
        boolean killed = examination.lead(OomKill.class).isPresent();
        return Ruling.Found.of(
                        killed ? Cause.MEMORY_EXHAUSTED : Cause.INCONCLUSIVE,
                        Confidence.POSSIBLE,
                        killed
                                ? "The kernel gave up reclaiming"
                                : "Short of free pages, with memory left to reclaim",
                        below
                                + ", and up to "
                                + request.bytes(left.pages())
                                + " looked reclaimable; how much of it was dirty, mapped or pinned is not shown."
                                + (killed ? "" : rounds(request)),
                        request.cites())
                .missing(Pictures.memInfo(request));
    }

    /// should_alloc_retry, __alloc_pages_slowpath (mm/page_alloc.c): what a request that may sleep is given before it fails.
    private static String rounds(RequestCase request) {
        if (request.flags().isEmpty()) {
            return "";
        }
        GfpFlags flags = request.flags().get();
        if (flags.noRetry()) {
            return " The request says NORETRY: it is given one round of reclaim.";
        }
        return request.order() > COSTLY_ORDER && !flags.mayFail()
                ? " Above order 3 a request is given one round of reclaim and compaction, not more."
                : "";
    }

    /// Whether an OOM kill met zones that are short or hardly above their mark without a block of the order, and nothing left to
    /// reclaim: then the order is not what is missing.
    static boolean outForOom(Examination examination, RequestCase request) {
        if (examination.lead(OomKill.class).isEmpty()
                || !Reclaimable.known(request.picture())
                || !Reclaimable.of(request).little()
                || request.all(Admission.ShortOfPages.class)) {
            return false;
        }
        return request.zones().stream()
                .allMatch(zone ->
                        zone.admission() instanceof Admission.ShortOfPages
                                || ((zone.admission() instanceof Admission.NoBlock
                                                || zone.admission()
                                                        instanceof Admission.LoopRefuses)
                                        && !FragmentationRule.clearlyAbove(zone)));
    }

    private static String reason(RequestCase request) {
        return request.request().directReclaim()
                ? "the task was reclaiming already, and does not wait for itself"
                : "the request may not sleep, so it neither reclaims nor waits";
    }

    private static RuledOut order(RequestCase request, boolean nearly) {
        return new RuledOut(
                Optional.of(Cause.EXTERNAL_FRAGMENTATION),
                Optional.empty(),
                request.order() == 0
                        ? "one single page was asked for: any free page serves it"
                        : nearly
                                ? "hardly more pages are free than the watermark keeps, whatever their order"
                                : "the order-0 check fails already: there were too few pages, whatever their order",
                List.<Cite>of(request.firstCite()),
                Optional.empty());
    }
}
