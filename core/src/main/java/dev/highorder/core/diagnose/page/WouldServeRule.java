/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;

/// The free lists, as printed, would have served the request. In the failure's own report that means that memory was freed
/// between the attempt and the report; in a snapshot from outside, that it was taken at another moment.
public final class WouldServeRule implements Rule {

    @Override
    public String id() {
        return "would-serve";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.failedRequest().isEmpty() || !examination.failedRequest().get().serves()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.failedRequest().get();
        ZoneCase zone = request.serving().orElseThrow();
        String state =
                zone.zone()
                        + " has "
                        + Amount.count(zone.admission().figures().suitable())
                        + " suitable blocks of "
                        + request.asked()
                        + " and passes the watermark check";
        return Ruling.Found.of(
                        Cause.INCONCLUSIVE,
                        Confidence.POSSIBLE,
                        request.atFailure()
                                ? "The report shows memory that would have served the request"
                                : "The snapshot does not show the failure",
                        request.atFailure()
                                ? state
                                        + ". The kernel prints its report after the attempt, when memory may have been freed again:"
                                        + " the state that refused the request is not in it."
                                : state
                                        + ", so it was taken at another moment: it says nothing of why the request failed.",
                        request.cites())
                .missing(Pictures.memInfo(request));
    }
}
