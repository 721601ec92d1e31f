/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import java.util.List;
import java.util.Optional;

/// The caller takes a smaller piece or another way when its first try fails, and nothing that a user asked for failed.
public final class FallbackRule implements Rule {

    @Override
    public String id() {
        return "falls-back";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<AllocationFailure> failure = examination.lead(AllocationFailure.class);
        boolean symptom =
                examination.episode().map(Episode::symptoms).map(s -> !s.isEmpty()).orElse(false);
        if (failure.isEmpty() || failure.get().order() == 0 || symptom) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        for (StackFrame frame : failure.get().ownStack().map(StackDump::frames).orElse(List.of())) {
            Optional<String> way = frame.reliable() ? otherWay(frame.function()) : Optional.empty();
            if (way.isPresent()) {
                return Ruling.Found.of(
                                Cause.HARMLESS,
                                Confidence.LIKELY,
                                "The caller goes on without it",
                                "When the piece is not to be had, "
                                        + frame.function()
                                        + ' '
                                        + way.get()
                                        + ", and nothing else in the evidence failed with it.",
                                List.of(failure.get().cite(), frame.cite()))
                        .severity(Severity.INFO);
            }
        }
        return Ruling.NotApplicable.OTHER_MATTER;
    }

    /// Callers of the kernel that try a high order and fall back by themselves: vmalloc's large pages (mm/vmalloc.c,
    /// vm_area_alloc_pages; single pages since 5.13), the table of a network namespace (nf_ct_alloc_hashtable up to 4.6; vzalloc),
    /// the tables sized at boot (alloc_large_system_hash; half the size). Not kvmalloc, page_frag and skb data: their first try
    /// says NOWARN and prints nothing, so a failure that is printed beneath them had no other way.
    private static Optional<String> otherWay(String function) {
        return switch (function) {
            case "vm_area_alloc_pages", "__vmalloc_area_node" ->
                    Optional.of("maps single pages instead");
            case "nf_ct_alloc_hashtable" -> Optional.of("takes the table from vmalloc instead");
            case "alloc_large_system_hash" -> Optional.of("tries a table of half the size");
            default -> Optional.empty();
        };
    }
}
