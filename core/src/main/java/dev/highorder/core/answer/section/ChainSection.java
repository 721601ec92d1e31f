/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.section;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.NetnsCounter;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.MemcgDemand;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.judge.Judged;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Demand;
import dev.highorder.core.diagnosis.Incident.Step;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.Requester;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.model.Cite;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The chain from what a person saw to the cause. Each step stands on a line of the evidence, or names the page it follows from.
final class ChainSection {

    private ChainSection() {}

    static List<Step> of(Judged judged) {
        Examination examination = judged.examination();
        Episode episode = examination.episode().orElseThrow();
        List<Step> chain = new ArrayList<>();
        episode.symptoms().stream()
                .findFirst()
                .ifPresent(symptom -> chain.add(symptom(episode, symptom)));
        if (episode.lead() instanceof KernelEvent event) {
            chain.add(failure(examination, event));
            IncidentSection.stack(episode, event)
                    .ifPresent(stack -> requester(episode, event, stack).ifPresent(chain::add));
            namespaces(examination, episode).ifPresent(chain::add);
            demand(examination).ifPresent(chain::add);
        }
        if (judged.cause() != Cause.INCONCLUSIVE) {
            snapshot(examination).ifPresent(chain::add);
        }
        boolean counted = chain.stream().anyMatch(step -> step.step().equals("demand"));
        cause(judged, counted).ifPresent(chain::add);
        accounting(judged).ifPresent(chain::add);
        return chain;
    }

    private static Step symptom(Episode episode, ContainerFailure first) {
        ContainerFailure shown =
                episode.symptoms().stream()
                        .filter(s -> s.pod().isPresent())
                        .findFirst()
                        .orElse(first);
        String who = shown.component().isEmpty() ? "The container software" : shown.component();
        return step(
                "symptom",
                who + shown.pod().map(p -> " for pod " + p).orElse("") + ": " + shown.message(),
                List.of(shown.cite()));
    }

    private static Step failure(Examination examination, KernelEvent event) {
        Optional<FailedRequest> failed = FailedRequest.of(event, examination.node());
        if (failed.isEmpty()) {
            String text =
                    event instanceof OomKill kill && kill.memcg()
                            ? "The OOM killer ran in the memory cgroup"
                                    + kill.oomMemcg().map(g -> " " + g).orElse("")
                                    + "."
                            : "The kernel reports: " + event.cite().text().strip();
            return step("failure", text, List.of(event.cite()));
        }
        FailedRequest request = failed.get();
        String who = request.comm().isEmpty() ? "A task" : request.comm();
        String verb = event instanceof OomKill ? " could not get " : " was refused ";
        return step(
                "failure",
                who
                        + verb
                        + block(request, examination)
                        + request.flags().map(ChainSection::flags).orElse("")
                        + ".",
                List.of(event.cite()));
    }

    private static String block(FailedRequest request, Examination examination) {
        long pageSize =
                examination
                        .request()
                        .map(RequestCase::picture)
                        .map(picture -> picture.pageSize())
                        .orElse(MemoryPictures.USUAL_PAGE);
        String size = Amount.pages(1L << Math.min(request.order(), 40), pageSize);
        return request.order() == 0
                ? "one page of " + size + " (order 0)"
                : size + " of contiguous memory (order " + request.order() + ")";
    }

    private static String flags(GfpFlags flags) {
        return ", "
                + String.join("|", flags.printed())
                + ": it "
                + (flags.directReclaim() ? "may sleep and reclaim" : "may not sleep");
    }

    private static Optional<Step> requester(Episode episode, KernelEvent event, StackDump stack) {
        Optional<StackFrame> frame = Requester.requester(stack);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        boolean errorPath =
                event instanceof AllocationFailure failure
                        && failure.ownStack().isEmpty()
                        && episode.linked(CacheCreateFailure.class).isPresent();
        String module =
                frame.get().module().isEmpty() ? "" : " (module " + frame.get().module() + ")";
        return Optional.of(
                step(
                        "requester",
                        frame.get().function()
                                + module
                                + " asked for it."
                                + (errorPath
                                        ? " The trace shown is not the allocator's: it is kmem_cache_create's error path."
                                        : ""),
                        List.of(frame.get().cite())));
    }

    private static Optional<Step> namespaces(Examination examination, Episode episode) {
        Optional<CacheCreateFailure> create =
                episode.linked(CacheCreateFailure.class)
                        .or(() -> examination.lead(CacheCreateFailure.class));
        if (create.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong count = NetnsCounter.of(create.get().cache(), examination.release());
        return count.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        step(
                                "counter",
                                create.get().cache()
                                        + " is the slab cache of one network namespace: "
                                        + Amount.count(count.getAsLong())
                                        + " of them were created since the module was loaded.",
                                List.of(create.get().cite())));
    }

    private static Optional<Step> demand(Examination examination) {
        Optional<Demand> demand = DemandSection.of(examination);
        Optional<MemcgDemand> memcgs = MemcgDemand.of(examination);
        return demand.map(d ->
                new Step(
                        "demand",
                        d.statement(),
                        memcgs.map(MemcgDemand::cites).orElse(cites(examination)),
                        memcgs.isPresent() ? Optional.of("KB-01") : Optional.empty()));
    }

    private static List<Cite> cites(Examination examination) {
        return examination
                .episode()
                .map(Episode::lead)
                .map(lead -> List.of(lead.cite()))
                .orElse(List.of());
    }

    /// Free lists from outside that would have served the request: whoever looks at them must not take them for its moment.
    private static Optional<Step> snapshot(Examination examination) {
        Optional<RequestCase> request = examination.failedRequest();
        if (request.isEmpty() || request.get().atFailure() || !request.get().serves()) {
            return Optional.empty();
        }
        List<ZoneCase> serving =
                request.get().zones().stream()
                        .filter(zone -> zone.admission() instanceof Admission.Served)
                        .sorted(Comparator.comparingLong(ChainSection::suitable).reversed())
                        .toList();
        StringBuilder zones = new StringBuilder();
        for (ZoneCase zone : serving) {
            zones.append(zones.isEmpty() ? "" : ", ")
                    .append(Amount.count(suitable(zone)))
                    .append(" in ")
                    .append(zone.zone());
        }
        return Optional.of(
                step(
                        "snapshot",
                        "The free lists are of another moment, they would have served it: suitable blocks "
                                + zones
                                + ".",
                        serving.stream().map(ZoneCase::cite).toList()));
    }

    private static long suitable(ZoneCase zone) {
        return zone.admission().figures().suitable();
    }

    /// The array is made only where kernel memory accounting is on, and who turned it on is who can turn it off.
    private static Optional<Step> accounting(Judged judged) {
        Optional<MemcgDemand> demand = MemcgDemand.of(judged.examination());
        return judged.cause() == Cause.KMEM_MEMCG_LEAK && demand.isPresent()
                ? Optional.of(
                        new Step(
                                "accounting",
                                "Kernel memory accounting was on, else there were no array. Check the kubelet first: its own"
                                        + " libcontainer turns it on for the cgroups of pods.",
                                demand.get().cites(),
                                Optional.of("KB-01")))
                : Optional.empty();
    }

    /// @param counted whether the step before has said how much was asked for, so that the figures need no second word
    private static Optional<Step> cause(Judged judged, boolean counted) {
        boolean brief = counted && MemcgDemand.of(judged.examination()).isPresent();
        return judged.best()
                .flatMap(Judged.Answer::found)
                .map(found ->
                        new Step(
                                "cause",
                                found.title() + "." + (brief ? "" : " " + found.statement()),
                                found.cites(),
                                found.kb()));
    }

    private static Step step(String step, String statement, List<Cite> cites) {
        return new Step(step, statement, cites, Optional.empty());
    }
}
