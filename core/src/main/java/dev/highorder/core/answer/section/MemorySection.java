/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.section;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.RequestCases;
import dev.highorder.core.diagnose.judge.Judged;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.incident.MemoryPicture.Moment;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.model.Stamp;
import dev.highorder.core.model.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The section on free lists: the picture that the verdict rests on, or the healthy node's for comparison.
public final class MemorySection {

    private MemorySection() {}

    /// Of the judged episode, or of the node's state where that was judged.
    public static Optional<Memory> of(Judged judged) {
        Examination examination = judged.examination();
        Map<String, Long> totals =
                Totals.of(examination.node(), examination.request().map(RequestCase::picture));
        Optional<RequestCase> request = examination.request();
        if (request.isEmpty()) {
            return totals.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Memory(
                                    List.of(),
                                    totals,
                                    Optional.empty(),
                                    Optional.empty(),
                                    MemoryPictures.USUAL_PAGE,
                                    Optional.empty()));
        }
        return Optional.of(memory(request.get(), totals, matches(judged, request.get())));
    }

    /// Of the healthy node, held against the same request.
    public static Optional<Memory> baseline(Judged judged) {
        Examination examination = judged.examination();
        NodeEvidence node = examination.node();
        NodeEvidence healthy =
                new NodeEvidence(Optional.empty(), node.baseline(), List.of(), node.release());
        return MemoryPictures.ofFiles(node.baseline(), Optional.empty()).stream()
                .findFirst()
                .map(picture -> {
                    FailedRequest same = same(examination, picture);
                    return memory(
                            RequestCases.of(healthy, same, picture),
                            Totals.of(healthy, Optional.empty()),
                            Optional.empty());
                });
    }

    private static FailedRequest same(Examination examination, MemoryPicture picture) {
        int order = examination.request().map(RequestCase::order).orElse(3);
        return new FailedRequest(
                order,
                examination.request().flatMap(RequestCase::flags),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                picture.cite());
    }

    /// A picture that would have served the request does not show the failure; one printed with the failure that refuses it
    /// does; for any other the moment is not known.
    private static Optional<Boolean> matches(Judged judged, RequestCase request) {
        if (judged.examination().episode().isEmpty()) {
            return Optional.empty();
        }
        if (request.serves()) {
            return Optional.of(false);
        }
        Moment moment = request.picture().moment();
        return moment == Moment.AT_FAILURE || moment == Moment.NEAR
                ? Optional.of(true)
                : Optional.empty();
    }

    private static Memory memory(
            RequestCase request, Map<String, Long> totals, Optional<Boolean> matches) {
        MemoryPicture picture = request.picture();
        List<Memory.Zone> zones = new ArrayList<>(picture.pools().size());
        for (ZonePool pool : picture.pools()) {
            zones.add(zone(pool, request));
        }
        return new Memory(
                zones,
                totals,
                picture.asOf().map(MemorySection::printed),
                matches,
                picture.pageSize(),
                Optional.of(picture.cite()));
    }

    private static Memory.Zone zone(ZonePool pool, RequestCase request) {
        MemoryPicture picture = request.picture();
        FreeLists lists = new FreeLists(pool.blocks());
        List<Long> suitable = new ArrayList<>(lists.orders());
        List<Integer> extfrag = new ArrayList<>(lists.orders());
        List<Integer> unusable = new ArrayList<>(lists.orders());
        for (int order = 0; order < lists.orders(); order++) {
            suitable.add(lists.suitable(order));
            extfrag.add(lists.extfragIndex(order));
            unusable.add(lists.unusableIndex(order));
        }
        return new Memory.Zone(
                pool.zone(),
                pool.free().orElse(0) * picture.pageSize(),
                bytes(pool.minPages(), picture),
                bytes(pool.lowPages(), picture),
                bytes(pool.highPages(), picture),
                pool.blocks(),
                suitable,
                extfrag,
                unusable,
                usable(pool.zone(), request),
                Optional.of(picture.cite(pool.zone())));
    }

    private static OptionalLong bytes(OptionalLong pages, MemoryPicture picture) {
        return pages.isPresent() ? OptionalLong.of(pages.getAsLong() * picture.pageSize()) : pages;
    }

    private static Optional<Memory.UsableFor> usable(ZoneId zone, RequestCase request) {
        for (ZoneCase judged : request.zones()) {
            if (judged.zone().equals(zone)) {
                return Optional.of(
                        new Memory.UsableFor(
                                request.order(),
                                word(judged.admission().answer()),
                                reason(judged.admission(), request)));
            }
        }
        return Optional.of(
                new Memory.UsableFor(request.order(), "no", "the request may not use this zone"));
    }

    private static String word(Admission.Answer answer) {
        return switch (answer) {
            case YES -> "yes";
            case NO -> "no";
            case UNSURE -> "unsure";
        };
    }

    static String reason(Admission admission, RequestCase request) {
        Admission.Figures figures = admission.figures();
        return switch (admission) {
            case Admission.Served _ -> Amount.count(figures.suitable()) + " suitable blocks";
            case Admission.ShortOfPages _ ->
                    request.bytes(Math.max(0, figures.available()))
                            + " count for it, against a mark of "
                            + request.bytes(figures.needed());
            case Admission.NoBlock _ -> "no free block of the order or above";
            case Admission.ForeignBlocks _ ->
                    "all blocks of the order stand on lists it may not use";
            case Admission.LoopRefuses loop ->
                    Amount.count(loop.left())
                            + " pages in blocks of order "
                            + loop.atOrder()
                            + " and above, more than "
                            + Amount.count(loop.needed())
                            + " are wanted";
            case Admission.Undecided open ->
                    "at best: "
                            + reason(open.atBest(), request)
                            + "; at worst: "
                            + reason(open.atWorst(), request);
        };
    }

    static String printed(Stamp stamp) {
        return stamp.instant().map(Object::toString).orElse(stamp.text());
    }
}
