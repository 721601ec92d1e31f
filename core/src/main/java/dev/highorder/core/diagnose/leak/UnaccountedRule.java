/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Reclaimable;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.page.Consumers;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// When memory is out and most of it stands in no counter, kernel pages were taken straight from the page allocator and not
/// given back: driver buffers, orphaned page cache, vmalloc.
public final class UnaccountedRule implements Rule {

    /// Kernel text, stacks, per-CPU memory and the memory map explain a part of this size, no more.
    private static final long LARGE_PERCENT = 40;

    @Override
    public String id() {
        return "unaccounted";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.failedRequest().isEmpty()
                || !examination.failedRequest().get().atFailure()
                || !examination.failedRequest().get().picture().complete()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.failedRequest().get();
        OptionalLong unaccounted = Consumers.unaccounted(request.picture());
        OptionalLong total = Reclaimable.of(request.picture()).total();
        if (unaccounted.isEmpty() || total.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        long percent = Amount.percent(unaccounted.getAsLong(), total.getAsLong());
        String figures =
                request.bytes(unaccounted.getAsLong())
                        + " of "
                        + request.bytes(total.getAsLong())
                        + " ("
                        + percent
                        + " %) stand in no counter of the report: neither free, nor page cache, anonymous, slab or page tables.";
        boolean out =
                request.zones().stream()
                                .allMatch(z -> z.admission() instanceof Admission.ShortOfPages)
                        && request.picture().counter("free").orElse(0) * 10 < total.getAsLong();
        if (percent < LARGE_PERCENT || !out) {
            return new Ruling.Clear(
                    "Memory is accounted for",
                    figures,
                    List.of(request.picture().cite()),
                    Optional.empty());
        }
        return Ruling.Found.of(
                        Cause.KERNEL_MEMORY_LEAK,
                        Confidence.LIKELY,
                        "Most memory stands in no counter",
                        figures,
                        List.of(request.picture().cite()))
                .missing(
                        new Missing(
                                "who allocated these pages",
                                "page_owner or allocation profiling names the call site",
                                "cat /proc/allocinfo | sort -g | tail  # or boot with page_owner=on"));
    }
}
