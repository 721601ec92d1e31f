/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import dev.highorder.core.buddy.Bounds;
import dev.highorder.core.buddy.MemcgArray;
import dev.highorder.core.buddy.NetnsCounter;
import dev.highorder.core.buddy.VethQueues;
import dev.highorder.core.kb.KnowledgeBase;
import dev.highorder.core.kb.Match;
import dev.highorder.core.kb.Query;
import dev.highorder.core.klog.FrameLayer;
import dev.highorder.core.klog.Requester;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.model.KernelRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Says who asked, by the stack, what the size counts there, and what the knowledge base has on it.
final class CallSiteLesson {

    private static final int MOST_ENTRIES = 3;

    private CallSiteLesson() {}

    static List<String> stack(StackDump stack) {
        List<String> statements = new ArrayList<>();
        Optional<FrameLayer> printer = Requester.printer(stack.frames());
        Optional<StackFrame> requester = Requester.requester(stack);
        Optional<StackFrame> site = Requester.callSite(stack);
        if (printer.isPresent()) {
            statement(printer.get()).ifPresent(statements::add);
        }
        site.ifPresent(frame ->
                statements.add(frame.function() + " asked for the memory" + module(frame) + "."));
        if (requester.isPresent()
                && !site.map(StackFrame::function).equals(requester.map(StackFrame::function))) {
            statements.add(
                    "The requester, outside of the allocators, is "
                            + requester.get().function()
                            + module(requester.get())
                            + ".");
        }
        return statements;
    }

    private static Optional<String> statement(FrameLayer printer) {
        return switch (printer) {
            case WARN_ALLOC ->
                    Optional.of(
                            "The stack is the page allocator's own: it shows the request that failed.");
            case CACHE ->
                    Optional.of(
                            "The stack was printed by the slab layer on its error path: the request that failed had returned"
                                    + " already and is not in it.");
            case OOM -> Optional.of("The stack belongs to the OOM killer's report.");
            case FAULT_INJECTION ->
                    Optional.of(
                            "The kernel was told to fail here (fault injection): memory was not short.");
            case PANIC -> Optional.of("The stack belongs to a panic.");
            case PRINTER, CHARGE, PAGE, SLAB, VMALLOC, SKB, OUTSIDE -> Optional.empty();
        };
    }

    private static String module(StackFrame frame) {
        return frame.module().isEmpty() ? "" : " (module " + frame.module() + ")";
    }

    /// What the order counts, where the call site asks for an array.
    static List<String> demand(
            List<String> frames, OptionalInt order, Optional<KernelRelease> release) {
        if (order.isEmpty() || release.map(r -> r.atLeast(4, 14)).orElse(false)) {
            return order.isPresent() ? veth(frames, order.getAsInt()) : List.of();
        }
        Optional<MemcgArray> array = array(frames, release);
        if (array.isEmpty()) {
            return veth(frames, order.getAsInt());
        }
        Optional<Bounds> memcgs = array.get().memcgs(order.getAsInt(), OrderLesson.PAGE);
        if (memcgs.isEmpty()) {
            return List.of();
        }
        boolean shown = frames.stream().anyMatch(CallSiteLesson::growsWithMemcgs);
        return List.of(
                (shown
                                ? "At this call site order "
                                : "If the request was for the new cache's array, order ")
                        + order.getAsInt()
                        + " means that between "
                        + Amount.of(memcgs.get().low())
                        + " and "
                        + Amount.of(memcgs.get().high())
                        + " kernel-accounted memory cgroups existed at once (KB-01). A node has hundreds of real ones: the"
                        + " others leaked.");
    }

    private static Optional<MemcgArray> array(
            List<String> frames, Optional<KernelRelease> release) {
        if (frames.stream().anyMatch(f -> f.contains("list_lru"))) {
            return Optional.of(MemcgArray.LIST_LRU);
        }
        boolean cache =
                frames.stream().anyMatch(CallSiteLesson::growsWithMemcgs)
                        || (frames.stream().anyMatch(f -> f.startsWith("kmem_cache_create"))
                                && frames.contains("nf_conntrack_init_net"));
        if (!cache) {
            return Optional.empty();
        }
        boolean modern = release.map(r -> r.atLeast(4, 0)).orElse(false);
        return Optional.of(modern ? MemcgArray.CACHE_ARRAY : MemcgArray.CACHE_PARAMS);
    }

    private static boolean growsWithMemcgs(String frame) {
        return frame.equals("memcg_alloc_cache_params")
                || frame.equals("memcg_register_cache")
                || frame.startsWith("memcg_update_all_caches")
                || frame.startsWith("memcg_update_cache_size")
                || frame.contains("list_lru");
    }

    private static List<String> veth(List<String> frames, int order) {
        if (!frames.contains("veth_alloc_queues") && !frames.contains("veth_dev_init")) {
            return List.of();
        }
        return VethQueues.queues(order, OrderLesson.PAGE)
                .map(queues ->
                        List.of(
                                "At this call site order "
                                        + order
                                        + " means about "
                                        + Amount.of(queues.low())
                                        + " to "
                                        + Amount.of(queues.high())
                                        + " receive queues of a veth device, one for each possible CPU (KB-48)."))
                .orElse(List.of());
    }

    /// What the number in a conntrack cache's name counts.
    static Optional<String> namespaces(String text, Optional<KernelRelease> release) {
        int at = text.indexOf("nf_conntrack_");
        while (at >= 0) {
            int end = at;
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
            OptionalLong count = NetnsCounter.of(text.substring(at, end), release);
            if (count.isPresent()) {
                return Optional.of(
                        text.substring(at, end)
                                + " counts network namespaces: "
                                + Amount.of(count.getAsLong())
                                + " were created since nf_conntrack was loaded, failed attempts included.");
            }
            at = text.indexOf("nf_conntrack_", end + 1);
        }
        return Optional.empty();
    }

    static List<String> knowledge(Query query) {
        List<String> statements = new ArrayList<>();
        for (Match match : KnowledgeBase.standard().match(query)) {
            if (statements.size() == MOST_ENTRIES) {
                break;
            }
            String how = match.confidence().word();
            statements.add(match.entry().id() + " (" + how + "): " + match.entry().summary());
        }
        return statements;
    }
}
