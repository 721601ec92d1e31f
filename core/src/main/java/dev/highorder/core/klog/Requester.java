/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells from a stack who asked for memory, who called the allocator for it, and who printed the stack.
public final class Requester {
    /// More functions than this between two of the allocator's are a caller and what it was called for.
    private static final int STRAY = 2;

    private Requester() {}

    /// The first frame outside of the page allocator, the slab allocator with its cache management (`kmem_cache_create` included),
    /// vmalloc, cgroup charging and the helpers that allocate packet buffers; also of an OOM report or of an error path. For the
    /// stack of `kmem_cache_create(nf_conntrack_48971) failed` it is `nf_conntrack_init_net`. DMA mapping and the page cache are
    /// requesters in their own right. Empty where no frame has a symbol, or none is outside.
    public static Optional<StackFrame> requester(StackDump stack) {
        for (StackFrame frame : trusted(stack.frames())) {
            if (isNamed(frame) && FrameLayer.of(frame.function()) == FrameLayer.OUTSIDE) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    /// The function that called into the page or slab allocator: as `requester`, but it may lie in cache management
    /// (`memcg_alloc_cache_params`) or be a helper (`page_frag_alloc`). Empty where the stack does not pass through the allocator,
    /// as the error path of `kmem_cache_create` does not: what had failed there had returned already.
    public static Optional<StackFrame> callSite(StackDump stack) {
        boolean inside = false;
        for (StackFrame frame : trusted(stack.frames())) {
            switch (FrameLayer.of(frame.function())) {
                case PAGE, SLAB, VMALLOC, CHARGE -> inside = true;
                case CACHE, SKB, OUTSIDE -> {
                    return inside && isNamed(frame) ? Optional.of(frame) : Optional.empty();
                }
                case PRINTER, WARN_ALLOC, PANIC, FAULT_INJECTION, OOM -> {}
            }
        }
        return Optional.empty();
    }

    /// The layer that printed the stack: that of its first frame below dump_stack. Empty where no frame has a symbol.
    public static Optional<FrameLayer> printer(List<StackFrame> frames) {
        for (StackFrame frame : trusted(frames)) {
            FrameLayer layer = FrameLayer.of(frame.function());
            if (layer != FrameLayer.PRINTER && isNamed(frame)) {
                return Optional.of(layer);
            }
        }
        return Optional.empty();
    }

    /// The frames to go by. Usually those without `?`; but 2.6.32 marks nearly every frame so, because it looked for return
    /// addresses instead of unwinding: where each frame of the allocator is marked, all count.
    public static List<StackFrame> trusted(List<StackFrame> frames) {
        boolean marked = false;
        for (StackFrame frame : frames) {
            if (FrameLayer.of(frame.function()) != FrameLayer.OUTSIDE) {
                if (frame.reliable()) {
                    return frames.stream().filter(StackFrame::reliable).toList();
                }
                marked = true;
            }
        }
        return marked
                ? withoutStray(frames)
                : frames.stream().filter(StackFrame::reliable).toList();
    }

    /// A stack whose frames are all marked holds stale return addresses too: what stands between two frames of the allocator, with
    /// at most two others between them, asked for nothing.
    private static List<StackFrame> withoutStray(List<StackFrame> frames) {
        int inside = -1;
        for (int i = 0; i < frames.size() && i - inside <= STRAY + 1; i++) {
            if (FrameLayer.of(frames.get(i).function()) != FrameLayer.OUTSIDE) {
                inside = i;
            }
        }
        List<StackFrame> kept = new ArrayList<>(frames.size());
        for (int i = 0; i < frames.size(); i++) {
            StackFrame frame = frames.get(i);
            if (i > inside || FrameLayer.of(frame.function()) != FrameLayer.OUTSIDE) {
                kept.add(frame);
            }
        }
        return kept;
    }

    private static boolean isNamed(StackFrame frame) {
        return !frame.function().startsWith("0x");
    }
}
