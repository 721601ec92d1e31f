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
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.model.Cite;
import java.util.List;
import java.util.Optional;

/// Every zone the request may use is below its watermark. With hardly anything left to reclaim, memory is exhausted; with
/// plenty, a request that could not wait for reclaim met an empty reserve.
public final class ShortageRule implements Rule {

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
        if (request.zones().isEmpty() || !request.all(Admission.ShortOfPages.class)) {
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
                "Every zone that the request may use is below its watermark ("
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
                            sure && left.total().isPresent() && !left.couldSwap()
                                    ? Confidence.CERTAIN
                                    : Confidence.LIKELY,
                            "Memory is exhausted",
                            below
                                    + ", and what reclaim could still give is "
                                    + request.bytes(left.pages())
                                    + ". "
                                    + Consumers.sentence(request.picture()),
                            request.cites())
                    .rulingOut(order(request));
        }
        if (!request.canReclaim()) {
            return Ruling.Found.of(
                            Cause.RESERVE_BURST,
                            sure ? Confidence.CERTAIN : Confidence.LIKELY,
                            "The reserve was empty for a request that cannot wait",
                            below
                                    + ". "
                                    + request.bytes(left.file())
                                    + " of page cache could have been reclaimed, but "
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
                            order(request));
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
                                + " looked reclaimable; how much of it was dirty, mapped or pinned is not shown.",
                        request.cites())
                .missing(Pictures.memInfo());
    }

    private static String reason(RequestCase request) {
        return request.request().directReclaim()
                ? "the task was reclaiming itself"
                : "the request may not sleep, so it neither reclaims nor waits";
    }

    private static RuledOut order(RequestCase request) {
        return new RuledOut(
                Optional.of(Cause.EXTERNAL_FRAGMENTATION),
                Optional.empty(),
                request.order() == 0
                        ? "one single page was asked for: any free page serves it"
                        : "the order-0 check fails already: there were too few pages, whatever their order",
                List.<Cite>of(request.firstCite()),
                Optional.empty());
    }
}
