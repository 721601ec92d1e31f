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
import dev.highorder.core.gfp.GfpFlags;
import java.util.Optional;

/// One page was refused to a request that cannot wait, and the report, printed after it, shows its zones hardly above the mark:
/// not by more than the mark itself. For a single page nothing but the watermark can refuse, so the reserve was empty a moment
/// before. Farther above, or where nodes are shut out, something else may have refused it.
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
        ZoneCase zone = farthest(request);
        long above = zone.admission().figures().margin();
        long mark = Math.max(zone.admission().figures().needed(), zone.pool().minPages().orElse(0));
        boolean pinned = request.flags().map(GfpFlags::thisNode).orElse(false);
        if (above > mark || pinned || !request.shutOut().isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        boolean cache = Reclaimable.known(request.picture()) && !Reclaimable.of(request).little();
        return Ruling.Found.of(
                        Cause.RESERVE_BURST,
                        cache ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "The reserve was empty for a moment",
                        "One page was refused to a request that cannot wait. The report, printed after it, shows "
                                + zone.zone()
                                + " only "
                                + request.bytes(above)
                                + " above its mark. Nothing but the watermark refuses a single page, so the zone was below it a"
                                + " moment before.",
                        request.cites())
                .kb("KB-06");
    }

    /// The zone that is most above its mark.
    private static ZoneCase farthest(RequestCase request) {
        ZoneCase farthest = request.serving().orElseThrow();
        for (ZoneCase zone : request.zones()) {
            if (zone.admission() instanceof Admission.Served
                    && zone.admission().figures().margin()
                            > farthest.admission().figures().margin()) {
                farthest = zone;
            }
        }
        return farthest;
    }
}
