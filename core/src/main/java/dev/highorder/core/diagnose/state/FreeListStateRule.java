/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.state;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.RequestCases;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.incident.MemoryPictures;
import java.util.List;
import java.util.Optional;

/// Whether the free lists would serve a request of the order in question: the one asked for, else the largest that the kernel
/// promises to its own callers (PAGE_ALLOC_COSTLY_ORDER, 3). The first snapshot is the state; others that say otherwise make it less sure.
public final class FreeListStateRule implements Rule {

    @Override
    public String id() {
        return "free-list-state";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.episode().isPresent()
                || examination.request().isEmpty()
                || examination.request().get().zones().isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = examination.request().get();
        Optional<ZoneCase> serving = request.first(Admission.Served.class);
        int others = disagreeing(examination, serving.isPresent());
        String note =
                others == 0
                        ? ""
                        : " "
                                + (others == 1
                                        ? "Another snapshot"
                                        : Amount.count(others) + " other snapshots")
                                + " in the evidence would answer the other way.";
        return serving.isPresent()
                ? healthy(request, serving.get(), note)
                : scarce(examination, request, note);
    }

    /// How many of the other snapshots answer otherwise.
    private static int disagreeing(Examination examination, boolean serves) {
        List<MemoryPicture> pictures =
                MemoryPictures.ofFiles(examination.node().facts(), Optional.empty());
        int others = 0;
        for (MemoryPicture picture : pictures) {
            boolean served =
                    RequestCases.of(examination.node(), same(examination, picture), picture)
                            .any(Admission.Served.class);
            others += served == serves ? 0 : 1;
        }
        return others;
    }

    private static FailedRequest same(Examination examination, MemoryPicture picture) {
        RequestCase request = examination.request().orElseThrow();
        return new FailedRequest(
                request.order(),
                request.flags(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                picture.cite());
    }

    private static Ruling healthy(RequestCase request, ZoneCase zone, String note) {
        return Ruling.Found.of(
                        Cause.HEALTHY,
                        note.isEmpty() ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "The free lists would serve a request of the order",
                        zone.zone()
                                + " has "
                                + Amount.count(zone.admission().figures().suitable())
                                + " suitable blocks for "
                                + request.asked()
                                + "."
                                + note,
                        request.cites())
                .severity(Severity.INFO);
    }

    private static Ruling scarce(Examination examination, RequestCase request, String note) {
        ZoneCase most = request.most(zone -> true).orElseThrow();
        boolean asked = examination.orderAsked().isPresent();
        boolean blocks = !most.pool().blocks().isEmpty();
        boolean fragmented =
                asked
                        && request.any(Admission.NoBlock.class)
                        && !request.any(Admission.Undecided.class);
        return Ruling.Found.of(
                        fragmented ? Cause.EXTERNAL_FRAGMENTATION : Cause.INCONCLUSIVE,
                        fragmented && note.isEmpty() ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "No zone would surely serve a request of the order",
                        most.zone()
                                + " has "
                                + request.bytes(most.pool().free().orElse(0))
                                + " free"
                                + (blocks
                                        ? ", "
                                                + Amount.count(
                                                        most.admission().figures().suitable())
                                                + " suitable blocks for "
                                                + request.asked()
                                                + " and an unusable free space index of "
                                                + new FreeLists(most.pool().blocks())
                                                        .unusableIndex(request.order())
                                                + " of 1000"
                                        : "")
                                + (asked
                                        ? "."
                                        : "; whether anything asks for that, the evidence does not say.")
                                + note,
                        request.cites())
                .kb("KB-50")
                .severity(Severity.WARNING)
                .missing(
                        new Missing(
                                "the kernel log",
                                "tells whether a request failed, and of which order",
                                "journalctl -k --no-pager | grep -A 60 'page allocation failure'"));
    }
}
