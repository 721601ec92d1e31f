/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
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
            if (frame.reliable() && goesOn(frame.function())) {
                return Ruling.Found.of(
                        Cause.HARMLESS,
                        Confidence.LIKELY,
                        "The caller goes on without it",
                        frame.function()
                                + " takes single pages when the larger piece is not to be had.",
                        List.of(failure.get().cite(), frame.cite()));
            }
        }
        return Ruling.NotApplicable.OTHER_MATTER;
    }

    /// Callers of the kernel that try a high order first and fall back by themselves: vmalloc's large mappings (mm/vmalloc.c,
    /// vm_area_alloc_pages), kvmalloc's first try (mm/util.c), page_frag's 32 KiB cache (mm/page_frag_cache.c), the skb data of
    /// sockets (net/core/sock.c, skb_page_frag_refill).
    private static boolean goesOn(String function) {
        return function.equals("vm_area_alloc_pages")
                || function.equals("__vmalloc_area_node")
                || function.equals("kvmalloc_node")
                || function.equals("__kvmalloc_node")
                || function.equals("skb_page_frag_refill")
                || function.equals("nf_ct_alloc_hashtable");
    }
}
