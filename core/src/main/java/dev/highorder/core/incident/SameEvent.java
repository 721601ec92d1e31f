/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.CmaFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.VmallocFailure;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Stamp;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Keeps one of each event that stands in the evidence several times: quoted again, or kept by the console and by syslog. The
/// same moment since boot and the same line are the same event. Copies by different transports are told by what was printed, and
/// by the clock they share; where they share none, the first of one log is taken for the first of the other.
final class SameEvent<F extends Fact> {

    private final List<F> kept = new ArrayList<>();
    private final Map<String, List<Integer>> byBoot = new HashMap<>();
    private final Map<String, List<Integer>> byStamp = new HashMap<>();
    private final Map<String, Copies> byContent = new HashMap<>();

    private SameEvent() {}

    /// The events in their order, each as its best documented copy.
    static <F extends Fact> List<F> distinct(List<F> facts) {
        SameEvent<F> seen = new SameEvent<>();
        for (F fact : facts) {
            seen.add(fact);
        }
        return List.copyOf(seen.kept);
    }

    private void add(F fact) {
        Optional<Stamp> stamp = fact.origin().stamp();
        String name = fact.getClass().getSimpleName() + '|' + headline(fact);
        List<Integer> sameMoment =
                stamp.filter(s -> s.bootMicros().isPresent())
                        .map(s -> name + '|' + s.bootMicros().getAsLong())
                        .map(key -> byBoot.computeIfAbsent(key, k -> new ArrayList<>()))
                        .orElseGet(ArrayList::new);
        List<Integer> sameStamp =
                stamp.map(s -> name + '|' + s.text() + '|' + s.bootMicros().orElse(-1))
                        .map(key -> byStamp.computeIfAbsent(key, k -> new ArrayList<>()))
                        .orElseGet(ArrayList::new);
        Copies copies = byContent.computeIfAbsent(name + '|' + details(fact), k -> new Copies());
        int twin = agreeing(sameMoment, fact);
        if (twin < 0) {
            twin = agreeing(sameStamp, fact);
        }
        if (twin < 0) {
            twin = copies.twin(fact.cite().path(), stamp);
        }
        boolean copy = twin >= 0;
        if (!copy) {
            twin = kept.size();
            kept.add(fact);
        } else if (weight(fact) > weight(kept.get(twin))) {
            kept.set(twin, fact);
        }
        sameMoment.add(twin);
        sameStamp.add(twin);
        copies.add(twin, fact.cite().path(), stamp);
    }

    /// One printed at the same moment, unless both name their task or their free pages and these differ.
    private int agreeing(List<Integer> candidates, F fact) {
        for (int index : candidates) {
            F other = kept.get(index);
            boolean differs =
                    differ(pid(other), pid(fact)) || differ(freePages(other), freePages(fact));
            if (!differs) {
                return index;
            }
        }
        return -1;
    }

    private static boolean differ(Optional<?> one, Optional<?> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    /// What the first line of an event says, without its time.
    private static String headline(Fact fact) {
        return switch (fact) {
            case AllocationFailure failure ->
                    failure.comm() + '|' + failure.order() + '|' + failure.mode().text();
            case OomKill kill -> kill.comm().orElse("") + '|' + kill.mode().text();
            case KernelNotice notice -> notice.kind() + "|" + notice.message();
            case CacheCreateFailure failure -> failure.cache() + '|' + failure.errno();
            case SlabAllocationFailure failure ->
                    failure.cache() + "|" + failure.memcgId() + '|' + failure.mode().text();
            case VmallocFailure failure -> failure.comm().orElse("") + '|' + failure.message();
            case CmaFailure failure ->
                    failure.area() + "|" + failure.pages() + '|' + failure.errno();
            case ContainerFailure failure ->
                    failure.component()
                            + '|'
                            + failure.pod().orElse("")
                            + '|'
                            + failure.container().orElse("")
                            + '|'
                            + failure.message();
            default -> fact.cite().text().strip();
        };
    }

    /// What the rest of an event says.
    private static String details(Fact fact) {
        String victim =
                fact instanceof OomKill kill
                        ? kill.victim().orElse("") + kill.victimPid().orElse(-1)
                        : "";
        return pid(fact).orElse(-1) + "|" + freePages(fact).orElse(-1L) + '|' + victim;
    }

    private static Optional<Integer> pid(Fact fact) {
        if (fact instanceof KernelEvent event) {
            for (StackDump stack : event.stacks()) {
                OptionalInt pid = stack.pid();
                if (pid.isPresent()) {
                    return Optional.of(pid.getAsInt());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> freePages(Fact fact) {
        return fact instanceof KernelEvent event
                ? event.dump().map(MemInfoDump::pages).map(pages -> pages.get("free"))
                : Optional.empty();
    }

    private static int weight(Fact fact) {
        return fact instanceof KernelEvent event
                ? event.stacks().size() + event.dump().map(d -> 2 + d.zones().size()).orElse(0)
                : 0;
    }
}
