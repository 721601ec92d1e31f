/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.Doubt;
import dev.highorder.core.buddy.PageOrder;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.Reclaimable;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.model.Cite;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A request failed, and the free lists do not tell why: there are none of that moment, or they allow more than one reason. Says
/// what is known of the request, and what is not.
public final class UndecidedRule implements Rule {

    private static final String TITLE = "How memory stood at that moment is not shown";

    @Override
    public String id() {
        return "undecided";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<FailedRequest> failed =
                examination.episode().flatMap(e -> FailedRequest.of(e.lead(), examination.node()));
        Optional<RequestCase> request = examination.failedRequest();
        boolean shown = request.map(r -> !r.zones().isEmpty()).orElse(false);
        if (failed.isEmpty() || (!shown && examination.lead(OomKill.class).isPresent())) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        if (request.isEmpty() || !shown) {
            return found(
                    asked(failed.get())
                            + " was refused, and no free lists of that moment are in the evidence: whether memory was "
                            + (failed.get().order() == 0
                                    ? "out, or only the reserve empty for a moment,"
                                    : "short, or only in too small pieces,")
                            + " is not known.",
                    List.of(failed.get().cite()));
        }
        if (request.get().serves()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        String unknown = unknown(request.get());
        if (!unknown.isEmpty()) {
            return found(
                    request.get().asked()
                            + " was refused, and what is shown of the zones allows more than one reason. Not known: "
                            + unknown
                            + ".",
                    request.get().cites());
        }
        return request.get().all(Admission.ShortOfPages.class)
                        && !Reclaimable.known(request.get().picture())
                ? found(
                        "Every zone that the request may use is below its watermark; how much could have been reclaimed is not"
                                + " shown, so memory that is out cannot be told from a reserve that was empty for a moment.",
                        request.get().cites())
                : Ruling.NotApplicable.OTHER_MATTER;
    }

    private static Ruling found(String statement, List<Cite> cites) {
        return Ruling.Found.of(Cause.INCONCLUSIVE, Confidence.POSSIBLE, TITLE, statement, cites)
                .severity(Severity.INFO)
                .missing(Pictures.memInfo());
    }

    private static String asked(FailedRequest failed) {
        return "Order "
                + failed.order()
                + " ("
                + Amount.bytes(PageOrder.bytes(failed.order(), MemoryPictures.USUAL_PAGE))
                + ")"
                + failed.flags()
                        .filter(flags -> !flags.directReclaim())
                        .map(flags -> ", for a request that may not sleep,")
                        .orElse("");
    }

    /// What the checks of the zones wanted to know, each thing once.
    private static String unknown(RequestCase request) {
        TreeSet<Doubt> doubts = new TreeSet<>();
        for (ZoneCase zone : request.zones()) {
            if (zone.admission() instanceof Admission.Undecided open) {
                doubts.addAll(open.doubts());
            }
        }
        return doubts.stream().map(UndecidedRule::words).collect(Collectors.joining(", "));
    }

    private static String words(Doubt doubt) {
        return switch (doubt) {
            case FREE -> "the free pages";
            case MARK -> "the watermarks";
            case LOWMEM_RESERVE -> "what lowmem_reserve withholds";
            case HIGHATOMIC -> "how many HIGHATOMIC pages are free";
            case CMA -> "how many CMA pages are free";
            case BLOCKS -> "the free blocks by order";
            case TYPES -> "the lists that the blocks stand on";
        };
    }
}
