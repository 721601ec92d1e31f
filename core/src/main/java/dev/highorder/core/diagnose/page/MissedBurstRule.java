/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Reclaimable;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import java.util.Optional;

/// One page was refused to a request that cannot wait, and the report, printed after it, shows a zone just above the mark. For a
/// single page nothing but the watermark can refuse, so the reserve was empty a moment before.
public final class MissedBurstRule implements Rule {

    @Override
    public String id() {
        return "missed-burst";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<RequestCase> asked = examination.failedRequest();
        if (asked.isEmpty()
                || asked.get().order() != 0
                || asked.get().canReclaim()
                || asked.get().flags().isEmpty()
                || !asked.get().atFailure()
                || !asked.get().serves()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = asked.get();
        ZoneCase zone = request.serving().orElseThrow();
        long above = zone.admission().figures().margin();
        boolean close =
                above
                        <= Math.max(
                                zone.admission().figures().needed(),
                                zone.pool().minPages().orElse(0));
        boolean cache = !Reclaimable.of(request).little();
        return Ruling.Found.of(
                        Cause.RESERVE_BURST,
                        close && cache ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "The reserve was empty for a moment",
                        "One page was refused to a request that cannot wait. The report, printed after it, shows "
                                + zone.zone()
                                + " only "
                                + request.bytes(above)
                                + " above its mark; nothing but the watermark refuses a single page, so it was below a moment before.",
                        request.cites())
                .kb("KB-06");
    }
}
