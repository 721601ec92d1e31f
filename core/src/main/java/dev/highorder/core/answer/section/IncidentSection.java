/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.section;

import dev.highorder.core.buddy.PageOrder;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.judge.Judged;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Incident.Failure;
import dev.highorder.core.diagnosis.Incident.Symptom;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.CmaFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.RequestMode;
import dev.highorder.core.klog.Requester;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.klog.VmallocFailure;
import dev.highorder.core.model.Fact;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The section on one incident.
public final class IncidentSection {

    private IncidentSection() {}

    public static Incident of(Judged judged, int number) {
        Examination examination = judged.examination();
        Episode episode = examination.episode().orElseThrow();
        return new Incident(
                "incident-" + number,
                episode.firstSeen().map(MemorySection::printed),
                episode.lastSeen().map(MemorySection::printed),
                count(episode),
                episode.suppressed(),
                symptom(episode),
                failure(examination, episode),
                ChainSection.of(judged),
                judged.cause(),
                judged.confidence());
    }

    /// Software that repeats itself says how often; the kernel prints each event.
    private static long count(Episode episode) {
        long count = 0;
        for (Fact event : episode.events()) {
            count += event instanceof ContainerFailure failure ? failure.count() : 1;
        }
        return count;
    }

    static Optional<Symptom> symptom(Episode episode) {
        return episode.symptoms().stream()
                .filter(s -> s.pod().isPresent())
                .findFirst()
                .or(() -> episode.symptoms().stream().findFirst())
                .map(s ->
                        new Symptom(
                                s.component(),
                                s.message(),
                                s.pod(),
                                s.namespace(),
                                s.container(),
                                s.cite()));
    }

    private static Optional<Failure> failure(Examination examination, Episode episode) {
        if (!(episode.lead() instanceof KernelEvent event)) {
            return Optional.empty();
        }
        Optional<StackDump> stack = stack(episode, event);
        OptionalInt order = order(event, examination);
        Optional<RequestMode> mode = mode(event).filter(m -> m.mask().isPresent());
        Optional<GfpFlags> flags =
                FailedRequest.of(event, examination.node()).flatMap(FailedRequest::flags);
        return Optional.of(
                new Failure(
                        comm(event, stack),
                        stack.map(StackDump::pid).orElse(OptionalInt.empty()),
                        stack.map(StackDump::cpu).orElse(OptionalInt.empty()),
                        order,
                        bytes(event, examination, order),
                        mode.map(m -> "0x" + Long.toHexString(m.mask().getAsLong()))
                                .or(() -> xfsMode(event)),
                        flags.map(GfpFlags::printed)
                                .orElse(mode.map(RequestMode::names).orElse(List.of())),
                        stack.flatMap(Requester::requester).map(StackFrame::function),
                        stack.map(IncidentSection::trace).orElse(List.of()),
                        errno(episode, event),
                        nodemask(event),
                        cpuset(event),
                        event.cite()));
    }

    /// The event's own stack, else the one of the error that was printed behind it.
    static Optional<StackDump> stack(Episode episode, KernelEvent event) {
        return event.stacks().stream()
                .findFirst()
                .or(() ->
                        episode.linked(CacheCreateFailure.class)
                                .flatMap(CacheCreateFailure::stack));
    }

    private static List<String> trace(StackDump stack) {
        return stack.frames().stream()
                .filter(StackFrame::reliable)
                .map(StackFrame::function)
                .toList();
    }

    private static OptionalInt order(KernelEvent event, Examination examination) {
        if (event instanceof OomKill kill) {
            return kill.order();
        }
        if (event instanceof SlabAllocationFailure failure) {
            return failure.order();
        }
        return FailedRequest.of(event, examination.node())
                .map(failed -> OptionalInt.of(failed.order()))
                .orElse(OptionalInt.empty());
    }

    private static OptionalLong bytes(
            KernelEvent event, Examination examination, OptionalInt order) {
        if (event instanceof VmallocFailure failure && failure.bytes().isPresent()) {
            return failure.bytes();
        }
        long pageSize =
                examination
                        .request()
                        .map(RequestCase::picture)
                        .map(MemoryPicture::pageSize)
                        .orElse(
                                event.dump()
                                        .map(MemInfoDump::pageSize)
                                        .orElse(OptionalLong.empty())
                                        .orElse(MemoryPictures.USUAL_PAGE));
        if (event instanceof CmaFailure failure) {
            return OptionalLong.of(failure.pages() * pageSize);
        }
        return order.isPresent() && order.getAsInt() < 40
                ? OptionalLong.of(PageOrder.bytes(order.getAsInt(), pageSize))
                : OptionalLong.empty();
    }

    private static Optional<RequestMode> mode(KernelEvent event) {
        return switch (event) {
            case AllocationFailure failure -> Optional.of(failure.mode());
            case OomKill kill -> Optional.of(kill.mode());
            case SlabAllocationFailure failure -> Optional.of(failure.mode());
            case VmallocFailure failure -> Optional.of(failure.mode());
            default -> Optional.empty();
        };
    }

    private static Optional<String> xfsMode(KernelEvent event) {
        return event instanceof KernelNotice notice
                ? notice.value("mode").filter(m -> m.startsWith("0x"))
                : Optional.empty();
    }

    private static Optional<String> comm(KernelEvent event, Optional<StackDump> stack) {
        Optional<String> own =
                switch (event) {
                    case AllocationFailure failure -> Optional.of(failure.comm());
                    case OomKill kill -> kill.comm();
                    case VmallocFailure failure -> failure.comm();
                    case KernelNotice notice -> notice.value("comm");
                    default -> Optional.empty();
                };
        return own.filter(comm -> !comm.isEmpty()).or(() -> stack.flatMap(StackDump::comm));
    }

    private static Optional<String> errno(Episode episode, KernelEvent event) {
        if (event instanceof CacheCreateFailure create) {
            return Optional.of(errnoName(create.errno()));
        }
        if (event instanceof CmaFailure failure) {
            return Optional.of(errnoName(failure.errno()));
        }
        return episode.linked(CacheCreateFailure.class).map(create -> errnoName(create.errno()));
    }

    private static String errnoName(int errno) {
        return switch (errno) {
            case 12 -> "ENOMEM";
            case 16 -> "EBUSY";
            case 22 -> "EINVAL";
            default -> Integer.toString(errno);
        };
    }

    private static Optional<String> nodemask(KernelEvent event) {
        return event instanceof AllocationFailure failure
                ? failure.nodemask()
                : event instanceof OomKill kill ? kill.nodemask() : Optional.empty();
    }

    private static Optional<String> cpuset(KernelEvent event) {
        return event instanceof AllocationFailure failure
                ? failure.cpuset()
                : event instanceof OomKill kill ? kill.cpuset() : Optional.empty();
    }
}
