/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.incident.Episode.Link;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Stamp;
import dev.highorder.core.runtime.ContainerFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Makes the episodes of a node out of its facts. Ties what belongs together by the task, the place and the time; every tie
/// has its reason. Judges nothing.
public final class Episodes {

    /// A slab or netns error is printed by the same task at once; syslog keeps seconds.
    private static final Duration SAME_MOMENT = Duration.ofSeconds(2);

    /// kubelet reports a failed sandbox after its runtime's retries and time-outs.
    private static final Duration NOTICED_WITHIN = Duration.ofMinutes(2);

    /// How far apart two messages of one moment stand in the order of the evidence, in events.
    private static final int NEIGHBOURS = 64;

    /// Of an episode of many events, how many at each end are compared with what the software said.
    private static final int ENDS = 256;

    private final List<KernelEvent> kernel;
    private final IdentityHashMap<KernelEvent, AllocationFailure> owners = new IdentityHashMap<>();
    private boolean suppressedTold;

    private Episodes(List<KernelEvent> kernel) {
        this.kernel = kernel;
        for (int i = 0; i < kernel.size(); i++) {
            if (isConsequence(kernel.get(i))) {
                KernelEvent event = kernel.get(i);
                owner(i).ifPresent(owner -> owners.put(event, owner));
            }
        }
    }

    /// Episodes in the order of their first event; those of the kernel before those that only software tells of.
    public static List<Episode> of(NodeEvidence node) {
        return new Episodes(SameEvent.distinct(node.all(KernelEvent.class)))
                .build(SameEvent.distinct(node.all(ContainerFailure.class)));
    }

    private List<Episode> build(List<ContainerFailure> software) {
        Map<String, List<KernelEvent>> groups = new LinkedHashMap<>();
        for (KernelEvent event : kernel) {
            String key = EpisodeKey.of(event);
            if (!key.isEmpty() && !owners.containsKey(event)) {
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
            }
        }
        List<Episode> episodes = new ArrayList<>();
        for (List<KernelEvent> group : groups.values()) {
            KernelEvent lead = bestDocumented(group);
            episodes.add(
                    new Episode(
                            lead, List.copyOf(group), suppressed(lead), links(group), List.of()));
        }
        return withSoftware(episodes, software);
    }

    /// Whether an error of a layer above follows from a failed allocation, where one is near.
    private static boolean isConsequence(KernelEvent event) {
        return event instanceof CacheCreateFailure
                || event instanceof SlabAllocationFailure
                || (event instanceof KernelNotice notice
                        && (notice.kind() == KernelNotice.Kind.NF_CONN_CACHE
                                || notice.kind() == KernelNotice.Kind.SUBSYSTEM_NO_MEMORY));
    }

    /// The nearest failed allocation before the event, else behind it, that is of the same moment.
    private Optional<AllocationFailure> owner(int index) {
        KernelEvent event = kernel.get(index);
        for (int i = index - 1; i >= Math.max(0, index - NEIGHBOURS); i--) {
            if (kernel.get(i) instanceof AllocationFailure failure && sameMoment(failure, event)) {
                return Optional.of(failure);
            }
        }
        for (int i = index + 1; i < Math.min(kernel.size(), index + NEIGHBOURS); i++) {
            if (kernel.get(i) instanceof AllocationFailure failure && sameMoment(failure, event)) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    private List<Link> links(List<KernelEvent> group) {
        Set<KernelEvent> members = Collections.newSetFromMap(new IdentityHashMap<>());
        members.addAll(group);
        List<Link> links = new ArrayList<>();
        for (KernelEvent event : kernel) {
            AllocationFailure owner = owners.get(event);
            if (owner != null && members.contains(owner)) {
                links.add(
                        new Link(event, "printed with the failed allocation, at the same moment"));
            }
        }
        return links;
    }

    private static boolean sameMoment(KernelEvent failure, KernelEvent event) {
        Optional<Duration> apart = between(failure, event);
        if (apart.isPresent()) {
            return apart.get().abs().compareTo(SAME_MOMENT) <= 0;
        }
        int lines = event.cite().line() - failure.cite().line();
        return failure.cite().path().equals(event.cite().path()) && lines >= 0 && lines <= 200;
    }

    private static Optional<Duration> between(Fact one, Fact other) {
        Optional<Stamp> a = one.origin().stamp();
        Optional<Stamp> b = other.origin().stamp();
        return a.isPresent() && b.isPresent() ? a.get().until(b.get()) : Optional.empty();
    }

    private static KernelEvent bestDocumented(List<KernelEvent> group) {
        KernelEvent best = group.getFirst();
        int bestWeight = -1;
        for (KernelEvent event : group) {
            int weight =
                    event.stacks().size()
                            + event.dump().map(d -> 2 + 2 * d.zones().size()).orElse(0);
            if (weight > bestWeight) {
                best = event;
                bestWeight = weight;
            }
        }
        return best;
    }

    /// The rate limit is one for all allocation failures: the number goes with the first episode of them.
    private OptionalLong suppressed(KernelEvent lead) {
        if (!(lead instanceof AllocationFailure) || suppressedTold) {
            return OptionalLong.empty();
        }
        suppressedTold = true;
        long sum = 0;
        for (KernelEvent event : kernel) {
            if (event instanceof KernelNotice notice
                    && notice.kind() == KernelNotice.Kind.CALLBACKS_SUPPRESSED) {
                sum += notice.value("count").map(Episodes::count).orElse(0L);
            }
        }
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private static long count(String digits) {
        return digits.length() > 12 ? 0 : Long.parseLong(digits);
    }

    /// Gives each error of the software to the kernel episode that explains it; the rest are episodes of their own.
    private static List<Episode> withSoftware(
            List<Episode> kernel, List<ContainerFailure> software) {
        List<List<ContainerFailure>> symptoms = new ArrayList<>();
        for (int i = 0; i < kernel.size(); i++) {
            symptoms.add(new ArrayList<>());
        }
        Map<String, List<ContainerFailure>> alone = new LinkedHashMap<>();
        for (ContainerFailure failure : software) {
            int owner = explains(kernel, failure);
            if (owner >= 0) {
                symptoms.get(owner).add(failure);
            } else {
                alone.computeIfAbsent(EpisodeKey.of(failure), k -> new ArrayList<>()).add(failure);
            }
        }
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < kernel.size(); i++) {
            Episode episode = kernel.get(i);
            episodes.add(
                    new Episode(
                            episode.lead(),
                            episode.events(),
                            episode.suppressed(),
                            episode.links(),
                            symptoms.get(i)));
        }
        for (List<ContainerFailure> group : alone.values()) {
            episodes.add(
                    new Episode(
                            group.getFirst(),
                            List.<Fact>copyOf(group),
                            OptionalLong.empty(),
                            List.of(),
                            group));
        }
        return episodes;
    }

    /// Index of the kernel episode nearest in time whose failure can look like this from above; -1 where none can.
    private static int explains(List<Episode> kernel, ContainerFailure failure) {
        int nearest = -1;
        Duration shortest = NOTICED_WITHIN;
        for (int i = 0; i < kernel.size(); i++) {
            if (!EpisodeKey.canSurfaceAs(kernel.get(i).lead(), failure)) {
                continue;
            }
            for (Fact event : ends(kernel.get(i).events())) {
                Optional<Duration> apart = between(event, failure);
                if (apart.isEmpty() && nearest < 0) {
                    nearest = i;
                } else if (apart.isPresent() && apart.get().abs().compareTo(shortest) <= 0) {
                    shortest = apart.get().abs();
                    nearest = i;
                }
            }
        }
        return nearest;
    }

    private static List<Fact> ends(List<Fact> events) {
        if (events.size() <= 2 * ENDS) {
            return events;
        }
        List<Fact> ends = new ArrayList<>(events.subList(0, ENDS));
        ends.addAll(events.subList(events.size() - ENDS, events.size()));
        return ends;
    }
}
