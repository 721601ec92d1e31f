/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.state;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.diagnosis.Missing;
import java.util.Optional;

/// Whether the free lists would serve a request of the order in question: the one asked for, else the largest that the kernel
/// promises to its own callers (PAGE_ALLOC_COSTLY_ORDER, 3).
public final class FreeListStateRule implements Rule {

    @Override
    public String id() {
        return "free-list-state";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.episode().isPresent() || examination.request().isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.request().get();
        Optional<RequestCase.ZoneCase> serving = request.serving();
        if (serving.isPresent()) {
            return Ruling.Found.of(
                            Cause.HEALTHY,
                            Confidence.LIKELY,
                            "The free lists would serve a request of the order",
                            serving.get().zone()
                                    + " has "
                                    + Amount.count(serving.get().admission().figures().suitable())
                                    + " suitable blocks of "
                                    + request.asked()
                                    + ".",
                            request.cites())
                    .severity(Severity.INFO);
        }
        Optional<RequestCase.ZoneCase> most = request.most(zone -> true);
        if (most.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        ZonePool pool = most.get().pool();
        boolean asked = examination.orderAsked().isPresent();
        boolean fragmented =
                request.any(Admission.NoBlock.class) && !request.any(Admission.Undecided.class);
        String index =
                pool.blocks().isEmpty()
                        ? ""
                        : "; unusable free space index "
                                + new FreeLists(pool.blocks()).unusableIndex(request.order())
                                + " of 1000";
        return Ruling.Found.of(
                        asked && fragmented ? Cause.EXTERNAL_FRAGMENTATION : Cause.INCONCLUSIVE,
                        asked && fragmented ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "No zone shows a block for the order",
                        "No zone would surely serve a request of "
                                + request.asked()
                                + ": "
                                + pool.zone()
                                + " has "
                                + request.bytes(pool.free().orElse(0))
                                + " free"
                                + index
                                + (asked
                                        ? "."
                                        : ". Whether anything asks for that, the evidence does not say."),
                        request.cites())
                .severity(Severity.WARNING)
                .missing(
                        new Missing(
                                "the kernel log",
                                "tells whether a request failed, and of which order",
                                "journalctl -k --no-pager | grep -A 60 'page allocation failure'"));
    }
}
