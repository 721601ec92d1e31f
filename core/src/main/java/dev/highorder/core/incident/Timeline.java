/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Stamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// The moments of an episode's events, by each clock they were printed with, so that the nearest to another moment is found
/// without going through all of them. Wall clocks of two transports are compared without the year where one leaves it out.
final class Timeline {

    /// A leap year, so that every day of the calendar exists in it.
    static final int ANY_YEAR = 2000;

    private final NavigableSet<Long> instants = new TreeSet<>();
    private final NavigableSet<Long> dated = new TreeSet<>();
    private final NavigableSet<Long> yearless = new TreeSet<>();
    private final NavigableSet<Long> boot = new TreeSet<>();

    Timeline(List<? extends Fact> events) {
        for (Fact event : events) {
            event.origin().stamp().ifPresent(this::add);
        }
    }

    private void add(Stamp stamp) {
        stamp.instant().ifPresent(instant -> instants.add(instant.toEpochMilli()));
        if (stamp.instant().isEmpty()) {
            stamp.local().ifPresent(local -> yearless.add(millis(local.withYear(ANY_YEAR))));
        }
        if (stamp.yearKnown()) {
            stamp.local().ifPresent(local -> dated.add(millis(local)));
        }
        if (stamp.bootMicros().isPresent()) {
            boot.add(stamp.bootMicros().getAsLong() / 1000);
        }
    }

    /// How far the nearest event is; empty where no clock is common.
    Optional<Duration> nearest(Stamp stamp) {
        if (stamp.instant().isPresent() && !instants.isEmpty()) {
            return nearest(instants, stamp.instant().get().toEpochMilli());
        }
        if (stamp.local().isPresent()) {
            LocalDateTime local = stamp.local().get();
            if (stamp.yearKnown() && !dated.isEmpty()) {
                return nearest(dated, millis(local));
            }
            if (stamp.instant().isEmpty() && !yearless.isEmpty()) {
                return nearest(yearless, millis(local.withYear(ANY_YEAR)));
            }
        }
        OptionalLong micros = stamp.bootMicros();
        return micros.isPresent() && !boot.isEmpty()
                ? nearest(boot, micros.getAsLong() / 1000)
                : Optional.empty();
    }

    private static Optional<Duration> nearest(NavigableSet<Long> moments, long moment) {
        Long before = moments.floor(moment);
        Long after = moments.ceiling(moment);
        long apart =
                Math.min(
                        before == null ? Long.MAX_VALUE : moment - before,
                        after == null ? Long.MAX_VALUE : after - moment);
        return Optional.of(Duration.ofMillis(apart));
    }

    private static long millis(LocalDateTime local) {
        return local.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
