/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.incident.Episode.Link;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.FaultInjected;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Stamp;
import dev.highorder.core.runtime.ContainerFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    private final List<KernelEvent> kernel;
    private final IdentityHashMap<KernelEvent, KernelEvent> owners = new IdentityHashMap<>();
    private final IdentityHashMap<KernelEvent, List<Link>> owned = new IdentityHashMap<>();
    private boolean suppressedTold;

    private Episodes(List<KernelEvent> kernel) {
        this.kernel = kernel;
        for (int i = 0; i < kernel.size(); i++) {
            if (isConsequence(kernel.get(i))) {
                KernelEvent event = kernel.get(i);
                owner(i).ifPresent(owner -> own(owner, event));
            }
        }
    }

    private void own(KernelEvent owner, KernelEvent event) {
        owners.put(event, owner);
        owned.computeIfAbsent(owner, o -> new ArrayList<>())
                .add(new Link(event, "printed with the failed allocation, at the same moment"));
    }

    /// Episodes in the order of their first event; those of the kernel before those that only software tells of.
    public static List<Episode> of(NodeEvidence node) {
        return new Episodes(SameEvent.distinct(node.all(KernelEvent.class)))
                .build(SameEvent.distinct(node.all(ContainerFailure.class)));
    }

    private List<Episode> build(List<ContainerFailure> software) {
        Map<String, Set<String>> requesters = requesters();
        Map<String, List<KernelEvent>> groups = new LinkedHashMap<>();
        for (KernelEvent event : kernel) {
            String kind = EpisodeKey.of(event);
            if (!kind.isEmpty() && !owners.containsKey(event)) {
                Set<String> named = requesters.getOrDefault(kind, Set.of());
                String requester =
                        named.size() == 1 ? named.iterator().next() : EpisodeKey.requester(event);
                groups.computeIfAbsent(kind + '|' + requester, k -> new ArrayList<>()).add(event);
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

    /// The requesters of each kind of failure. Where there is only one, a failure whose stack was not printed or not kept is
    /// counted as its own.
    private Map<String, Set<String>> requesters() {
        Map<String, Set<String>> named = new HashMap<>();
        for (KernelEvent event : kernel) {
            String requester = EpisodeKey.requester(event);
            if (!requester.isEmpty()) {
                named.computeIfAbsent(EpisodeKey.of(event), k -> new HashSet<>()).add(requester);
            }
        }
        return named;
    }

    /// Whether an error of a layer above follows from a failed allocation, where one is near.
    private static boolean isConsequence(KernelEvent event) {
        return event instanceof CacheCreateFailure
                || event instanceof SlabAllocationFailure
                || (event instanceof KernelNotice notice
                        && (notice.outOfMemoryPanic()
                                || notice.kind() == KernelNotice.Kind.NF_CONN_CACHE
                                || notice.kind() == KernelNotice.Kind.SUBSYSTEM_NO_MEMORY));
    }

    /// The nearest failed allocation before the event, else behind it, that is of the same moment and the same task.
    private Optional<KernelEvent> owner(int index) {
        KernelEvent event = kernel.get(index);
        for (int i = index - 1; i >= Math.max(0, index - NEIGHBOURS); i--) {
            if (owns(kernel.get(i), event)) {
                return Optional.of(kernel.get(i));
            }
        }
        for (int i = index + 1; i < Math.min(kernel.size(), index + NEIGHBOURS); i++) {
            if (owns(kernel.get(i), event)) {
                return Optional.of(kernel.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean owns(KernelEvent cause, KernelEvent event) {
        if (event instanceof KernelNotice notice && notice.outOfMemoryPanic()) {
            return cause instanceof OomKill && sameMoment(cause, event);
        }
        boolean refused =
                (cause instanceof AllocationFailure failure && !failure.stall())
                        || cause instanceof FaultInjected;
        if (!refused || !sameMoment(cause, event)) {
            return false;
        }
        String asked = comm(cause);
        String told = comm(event);
        return asked.isEmpty() || told.isEmpty() || asked.equals(told);
    }

    /// The task, as far as the event names it.
    private static String comm(KernelEvent event) {
        if (event instanceof AllocationFailure failure && !failure.comm().isEmpty()) {
            return failure.comm();
        }
        for (StackDump stack : event.stacks()) {
            if (stack.comm().isPresent()) {
                return stack.comm().get();
            }
        }
        return "";
    }

    private List<Link> links(List<KernelEvent> group) {
        List<Link> links = new ArrayList<>();
        for (KernelEvent event : group) {
            links.addAll(owned.getOrDefault(event, List.of()));
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
        List<Timeline> timelines = new ArrayList<>();
        for (Episode episode : kernel) {
            symptoms.add(new ArrayList<>());
            timelines.add(new Timeline(episode.events()));
        }
        Map<String, List<ContainerFailure>> alone = new LinkedHashMap<>();
        for (ContainerFailure failure : software) {
            int owner = explains(kernel, timelines, failure);
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
    private static int explains(
            List<Episode> kernel, List<Timeline> timelines, ContainerFailure failure) {
        int nearest = -1;
        Duration shortest = NOTICED_WITHIN;
        for (int i = 0; i < kernel.size(); i++) {
            if (!EpisodeKey.canSurfaceAs(kernel.get(i).lead(), failure)) {
                continue;
            }
            Optional<Duration> apart = failure.origin().stamp().flatMap(timelines.get(i)::nearest);
            if (apart.isEmpty() && nearest < 0) {
                nearest = i;
            } else if (apart.isPresent() && apart.get().compareTo(shortest) <= 0) {
                shortest = apart.get();
                nearest = i;
            }
        }
        return nearest;
    }
}
