/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.OversizedRequest;
import java.util.List;
import java.util.Optional;

/// The input itself shows a defect of the kernel: bad page state, an oops, a request beyond the largest order.
public final class KernelDefectRule implements Rule {

    @Override
    public String id() {
        return "kernel-defect";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<OversizedRequest> oversized = examination.lead(OversizedRequest.class);
        if (oversized.isPresent()) {
            return Ruling.Found.of(
                            Cause.KERNEL_BUG,
                            Confidence.LIKELY,
                            "A caller asked for more than the largest order",
                            "The kernel warned at "
                                    + oversized.get().where()
                                    + ": the request is above the largest order, so no state of memory could serve it.",
                            List.of(oversized.get().cite()))
                    .kb("KB-46");
        }
        Optional<KernelNotice> notice = examination.lead(KernelNotice.class);
        if (notice.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return switch (notice.get().kind()) {
            case BAD_STATE ->
                    Ruling.Found.of(
                            Cause.KERNEL_BUG,
                            Confidence.CERTAIN,
                            "The kernel found its own state broken",
                            "The kernel reports: " + notice.get().message(),
                            List.of(notice.get().cite()));
            case KERNEL_BUG ->
                    Ruling.Found.of(
                            Cause.KERNEL_BUG,
                            Confidence.LIKELY,
                            "The kernel met a bug of its own",
                            "The kernel reports: " + notice.get().message(),
                            List.of(notice.get().cite()));
            default -> Ruling.NotApplicable.OTHER_MATTER;
        };
    }
}
