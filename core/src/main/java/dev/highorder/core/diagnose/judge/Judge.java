/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.judge;

import dev.highorder.core.buddy.Request;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCases;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.judge.Judged.Answer;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.model.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Asks every rule about every episode, and about the node's state, and gives the word to one answer each.
public final class Judge {

    /// The orders in question where nothing failed and nothing was asked: up to PAGE_ALLOC_COSTLY_ORDER.
    private static final int COSTLY_ORDER = 3;

    /// How many reports of one episode are judged: the first ones differ, the rest repeat.
    private static final int REPORTS = 8;

    private final NodeEvidence node;
    private final OptionalInt orderAsked;
    private final List<Rule> rules = Rules.inOrder();

    public Judge(NodeEvidence node, OptionalInt orderAsked) {
        this.node = node;
        this.orderAsked = orderAsked;
    }

    /// An episode is judged by each report that the kernel printed of it; the one that decides most stands.
    public Judged judge(Episode episode) {
        Judged best = judge(episode, episode.lead());
        int reports = 0;
        for (Fact event : episode.events()) {
            boolean reported =
                    event instanceof KernelEvent kernel
                            && kernel.dump()
                                    .map(MemInfoDump::zones)
                                    .map(z -> !z.isEmpty())
                                    .orElse(false);
            if (reported && !event.equals(episode.lead()) && reports++ < REPORTS) {
                Judged other = judge(withLead(episode, event), event);
                best = other.weight() > best.weight() ? other : best;
            }
        }
        return best;
    }

    private static Episode withLead(Episode episode, Fact lead) {
        return new Episode(
                lead, episode.events(), episode.suppressed(), episode.links(), episode.symptoms());
    }

    private Judged judge(Episode episode, Fact event) {
        Optional<RequestCase> request =
                FailedRequest.of(event, node)
                        .flatMap(failed ->
                                picture(event)
                                        .map(picture -> RequestCases.of(node, failed, picture)));
        return ask(new Examination(node, Optional.of(episode), request, orderAsked));
    }

    /// The state of the node beside its failures.
    public Judged judgeState() {
        Optional<RequestCase> request =
                MemoryPictures.ofFiles(node.facts(), Optional.empty()).stream()
                        .findFirst()
                        .map(picture -> RequestCases.of(node, asked(picture), picture));
        return ask(new Examination(node, Optional.empty(), request, orderAsked));
    }

    private FailedRequest asked(MemoryPicture picture) {
        Request kernel = Request.kernel(orderAsked.orElse(COSTLY_ORDER));
        return new FailedRequest(
                kernel.order(),
                Optional.<GfpFlags>empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                picture.cite());
    }

    /// The failure's own report where it shows zones, else the snapshot nearest to it.
    private Optional<MemoryPicture> picture(Fact event) {
        Optional<MemInfoDump> dump =
                event instanceof KernelEvent kernel ? kernel.dump() : Optional.empty();
        if (dump.isPresent() && !dump.get().zones().isEmpty()) {
            return Optional.of(MemoryPictures.of(dump.get(), event.origin().stamp()));
        }
        List<MemoryPicture> pictures = MemoryPictures.ofFiles(node.facts(), Optional.of(event));
        return pictures.stream()
                .filter(picture -> picture.moment() == MemoryPicture.Moment.NEAR)
                .findFirst()
                .or(() -> pictures.stream().findFirst())
                .or(() -> dump.map(d -> MemoryPictures.of(d, event.origin().stamp())));
    }

    private Judged ask(Examination examination) {
        List<Answer> answers = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            answers.add(new Answer(rule.id(), rule.examine(examination)));
        }
        return new Judged(examination, answers, best(answers));
    }

    /// The first rule that names a problem with at least some certainty; else the first that thinks one possible; else the
    /// first that says why it cannot tell; a healthy state last, for it must hold against all of them.
    private static Optional<Answer> best(List<Answer> answers) {
        Optional<Answer> possible = Optional.empty();
        Optional<Answer> open = Optional.empty();
        Optional<Answer> healthy = Optional.empty();
        for (Answer answer : answers) {
            Optional<Ruling.Found> found = answer.found();
            if (found.isEmpty()) {
                continue;
            }
            Cause cause = found.get().cause();
            if (cause == Cause.INCONCLUSIVE) {
                open = open.isPresent() ? open : Optional.of(answer);
            } else if (cause == Cause.HEALTHY) {
                healthy = healthy.isPresent() ? healthy : Optional.of(answer);
            } else if (found.get().confidence().compareTo(Confidence.LIKELY) >= 0) {
                return Optional.of(answer);
            } else {
                possible = possible.isPresent() ? possible : Optional.of(answer);
            }
        }
        if (possible.isPresent()) {
            return possible;
        }
        return open.isPresent() ? open : healthy;
    }
}
