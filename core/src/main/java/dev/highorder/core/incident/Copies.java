/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.model.Stamp;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Events that were printed alike, by the transport that kept them. One transport prints each event once, so an event of one has
/// at most one copy in each other.
final class Copies {

    /// Syslog keeps whole seconds and writes a little after the kernel.
    private static final long LAG_SECONDS = 2;

    private final Map<Transport, Kept> transports = new LinkedHashMap<>();

    /// A log, and what of the time it writes.
    ///
    /// @param sinceBoot whether it keeps the kernel's own clock: two that do are told by that alone
    private record Transport(String path, Wall wall, boolean sinceBoot) {

        private static Transport of(String path, Optional<Stamp> stamp) {
            boolean sinceBoot = stamp.isPresent() && stamp.get().bootMicros().isPresent();
            if (stamp.flatMap(Stamp::instant).isPresent()) {
                return new Transport(path, Wall.ZONED, sinceBoot);
            }
            return new Transport(
                    path,
                    stamp.flatMap(Stamp::local).isPresent() ? Wall.LOCAL : Wall.NONE,
                    sinceBoot);
        }

        private boolean untimed() {
            return wall == Wall.NONE && !sinceBoot;
        }
    }

    /// The wall clock of a transport.
    private enum Wall {
        ZONED,
        LOCAL,
        NONE
    }

    /// Index of an event that this one is the copy of; -1 where it is new.
    int twin(String path, Optional<Stamp> stamp) {
        Transport own = Transport.of(path, stamp);
        for (Map.Entry<Transport, Kept> other : transports.entrySet()) {
            if (other.getKey().equals(own)) {
                if (own.untimed()) {
                    return other.getValue().entries.getFirst();
                }
                continue;
            }
            if (own.sinceBoot() && other.getKey().sinceBoot()) {
                continue;
            }
            boolean shared = own.wall() != Wall.NONE && own.wall() == other.getKey().wall();
            int twin =
                    shared
                            ? other.getValue().near(seconds(stamp.orElseThrow()), own)
                            : other.getValue().next(own);
            if (twin >= 0) {
                return twin;
            }
        }
        return -1;
    }

    void add(int index, String path, Optional<Stamp> stamp) {
        Transport own = Transport.of(path, stamp);
        Kept kept = transports.computeIfAbsent(own, t -> new Kept());
        kept.entries.add(index);
        if (own.wall() != Wall.NONE) {
            kept.bySecond
                    .computeIfAbsent(seconds(stamp.orElseThrow()), s -> new ArrayList<>())
                    .add(index);
        }
    }

    /// Seconds of the wall clock; without a zone also without the year, which syslog leaves out.
    private static long seconds(Stamp stamp) {
        return stamp.instant()
                .orElseGet(() ->
                        stamp.local()
                                .orElseThrow()
                                .withYear(Timeline.ANY_YEAR)
                                .toInstant(ZoneOffset.UTC))
                .getEpochSecond();
    }

    /// The events of one transport.
    private static final class Kept {
        private final List<Integer> entries = new ArrayList<>();
        private final TreeMap<Long, List<Integer>> bySecond = new TreeMap<>();
        private final Map<Transport, Set<Integer>> taken = new HashMap<>();
        private final Map<Transport, Integer> passed = new HashMap<>();

        /// The first within the lag that the other transport has no copy of yet.
        private int near(long second, Transport by) {
            for (List<Integer> some :
                    bySecond.subMap(second - LAG_SECONDS, second + LAG_SECONDS + 1).values()) {
                for (int index : some) {
                    if (taken.computeIfAbsent(by, t -> new HashSet<>()).add(index)) {
                        return index;
                    }
                }
            }
            return -1;
        }

        /// The next in order that the other transport has no copy of yet.
        private int next(Transport by) {
            int at = passed.getOrDefault(by, 0);
            if (at >= entries.size()) {
                return -1;
            }
            passed.put(by, at + 1);
            return entries.get(at);
        }
    }
}
