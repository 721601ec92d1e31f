/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.klog.CmaFailure;
import java.util.List;
import java.util.Optional;

/// `cma_alloc` found no range of its area (-ENOMEM), or met pages in every range that could not be moved (-EBUSY) (mm/cma.c).
public final class CmaRule implements Rule {

    private static final int EBUSY = 16;

    @Override
    public String id() {
        return "cma-area";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<CmaFailure> failure = examination.lead(CmaFailure.class);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        CmaFailure cma = failure.get();
        String room =
                cma.freePages().isPresent() && cma.totalPages().isPresent()
                        ? " "
                                + Amount.count(cma.freePages().getAsLong())
                                + " of its "
                                + Amount.count(cma.totalPages().getAsLong())
                                + " pages were free."
                        : "";
        return Ruling.Found.of(
                        Cause.CMA_EXHAUSTED,
                        Confidence.CERTAIN,
                        "The CMA area could not give the range",
                        "cma_alloc failed for "
                                + Amount.count(cma.pages())
                                + " pages of the area"
                                + cma.area().map(a -> " " + a).orElse("")
                                + (cma.errno() == EBUSY
                                        ? " with EBUSY: in every range that was tried a page could not be moved."
                                        : " with ENOMEM: no range of that length was free.")
                                + room,
                        List.of(cma.cite()))
                .kb("KB-19");
    }
}
