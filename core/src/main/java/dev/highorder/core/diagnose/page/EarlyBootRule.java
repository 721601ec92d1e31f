/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import java.util.List;

/// Every zone is empty and has no watermarks: the allocator was asked before memory was handed to it (mem_init) or before
/// watermarks were set up (init_per_zone_wmark_min).
public final class EarlyBootRule implements Rule {

    @Override
    public String id() {
        return "too-early";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.failedRequest().isEmpty()
                || !examination.failedRequest().get().atFailure()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.failedRequest().get();
        boolean empty =
                !request.picture().pools().isEmpty()
                        && request.picture().pools().stream().allMatch(EarlyBootRule::untouched);
        if (!empty) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return Ruling.Found.of(
                Cause.KERNEL_BUG,
                Confidence.LIKELY,
                "The allocator was asked before it had memory",
                "Every zone has 0 free pages and a min watermark of 0: memory has not been handed to the page allocator yet,"
                        + " so a caller used it too early in the boot.",
                List.of(request.firstCite(), request.picture().cite()));
    }

    private static boolean untouched(ZonePool pool) {
        return pool.freePages().isPresent()
                && pool.freePages().getAsLong() == 0
                && pool.minPages().isPresent()
                && pool.minPages().getAsLong() == 0;
    }
}
