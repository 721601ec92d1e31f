/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif.model;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.RequestCases;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.ZoneId;
import dev.highorder.core.whatif.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The request that a remedy is for: the one that failed, or an ordinary kernel request of an order.
///
/// @param why where the order comes from
/// @param killed whether it ended in an OOM kill: a task needed more pages, one by one, than there were
record Question(NodeEvidence node, FailedRequest request, String why, boolean killed) {

    /// Where nothing failed and no order is asked for: the largest that the allocator tries hard for (PAGE_ALLOC_COSTLY_ORDER).
    private static final int COSTLY = 3;

    static Question of(NodeEvidence node, OptionalInt order) {
        Optional<KernelEvent> failed = last(node, order);
        if (failed.isPresent()) {
            return new Question(
                    node,
                    FailedRequest.of(failed.get(), node).orElseThrow(),
                    "the order that failed",
                    failed.get() instanceof OomKill);
        }
        FailedRequest plain =
                new FailedRequest(
                        order.orElse(COSTLY),
                        Optional.empty(),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Cite("", 0, ""));
        return new Question(
                node,
                plain,
                order.isPresent()
                        ? "the order asked for, by an ordinary kernel request"
                        : "nothing failed; the largest order that the kernel tries hard for",
                false);
    }

    /// The last request that failed, with that order where one is asked for.
    private static Optional<KernelEvent> last(NodeEvidence node, OptionalInt order) {
        Optional<KernelEvent> last = Optional.empty();
        for (KernelEvent event : node.all(KernelEvent.class)) {
            Optional<FailedRequest> failed = FailedRequest.of(event, node);
            if (failed.isPresent()
                    && (order.isEmpty() || order.getAsInt() == failed.get().order())) {
                last = Optional.of(event);
            }
        }
        return last;
    }

    int order() {
        return request.order();
    }

    /// Whether the request would be served with these free blocks.
    ///
    /// @param gained free pages more than now, at most
    WhatIf.Served served(MemoryPicture picture, long gained) {
        return killed ? again(picture, gained) : served(picture);
    }

    /// What the OOM killer ended took all there was, and what is free now is what it left: the same again ends the same way,
    /// unless there is more. How much more it needs is not known.
    private WhatIf.Served again(MemoryPicture picture, long gained) {
        long marks = 0;
        for (ZonePool pool : picture.pools()) {
            marks += pool.minPages().orElse(0);
        }
        return gained > marks
                ? new WhatIf.Served(
                        Admission.Answer.UNSURE,
                        "an OOM kill tells that a task needed more pages than there were; how many more is not known")
                : new WhatIf.Served(
                        Admission.Answer.NO,
                        "what the OOM killer ended took all there was; the same again ends the same way, as no pages come free");
    }

    private WhatIf.Served served(MemoryPicture picture) {
        RequestCase tried = RequestCases.of(node, request, picture);
        boolean unsure = false;
        for (ZoneCase zone : tried.zones()) {
            Admission.Answer answer = zone.admission().answer();
            if (answer == Admission.Answer.YES) {
                return new WhatIf.Served(
                        Admission.Answer.YES,
                        zone.zone() + " would serve it: " + reason(zone.admission()));
            }
            unsure |= answer == Admission.Answer.UNSURE;
        }
        List<String> reasons = new ArrayList<>();
        for (ZoneCase zone : tried.zones()) {
            reasons.add(zone.zone() + ": " + reason(zone.admission()));
        }
        return new WhatIf.Served(
                unsure || reasons.isEmpty() ? Admission.Answer.UNSURE : Admission.Answer.NO,
                reasons.isEmpty()
                        ? "no zone is known that it may use"
                        : String.join("; ", reasons));
    }

    private static String reason(Admission admission) {
        Admission.Figures figures = admission.figures();
        return switch (admission) {
            case Admission.Served served ->
                    served.figures().suitable() + " blocks of order " + figures.order();
            case Admission.NoBlock _ -> "no free block of order " + figures.order();
            case Admission.ShortOfPages _ ->
                    figures.free()
                            + " pages free, of which "
                            + (figures.needed() + figures.beyond())
                            + " are withheld (watermark "
                            + figures.mark()
                            + ", lowmem_reserve "
                            + figures.reserve()
                            + ")";
            case Admission.ForeignBlocks _ ->
                    "blocks of order "
                            + figures.order()
                            + " stand only on lists that it may not use";
            case Admission.LoopRefuses _ ->
                    "too few pages stand in blocks of higher orders for the watermark";
            case Admission.Undecided open ->
                    "depends on what is not known: "
                            + String.join(
                                    ", ",
                                    open.doubts().stream()
                                            .sorted()
                                            .map(doubt -> doubt.name().toLowerCase(Locale.ROOT))
                                            .toList());
        };
    }

    /// The picture with other free blocks.
    static MemoryPicture with(MemoryPicture picture, Map<ZoneId, List<Long>> blocks) {
        List<ZonePool> pools = new ArrayList<>();
        for (ZonePool pool : picture.pools()) {
            List<Long> other = blocks.get(pool.zone());
            pools.add(other == null ? pool : pool.withBlocks(other));
        }
        return picture.withPools(pools);
    }
}
