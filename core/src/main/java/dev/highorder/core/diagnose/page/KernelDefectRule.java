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
        if (oversized.isPresent() && !slowPath(oversized.get(), examination)) {
            return Ruling.Found.of(
                            Cause.KERNEL_BUG,
                            Confidence.LIKELY,
                            "A caller asked for more than the largest order",
                            "The kernel warned at "
                                    + oversized.get().where()
                                    + ": the request is larger than the allocator ever serves, so no state of memory could"
                                    + " have helped; the caller took its size unchecked.",
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
                            "The kernel reports: "
                                    + notice.get().message()
                                    + ". A defect of the kernel or of a module, or bad memory, can do that; a shortage cannot.",
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

    /// The size was checked in the slow path up to 4.18; a warning there in a later kernel is about other rules (NOFAIL).
    private static boolean slowPath(OversizedRequest oversized, Examination examination) {
        return oversized.where().contains("slowpath")
                && examination.release().map(release -> release.atLeast(4, 19)).orElse(false);
    }
}
