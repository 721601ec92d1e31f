/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The part of a log that is asked for. A bound is a moment, or a span that counts back from the last stamp of
/// the logs, each clock for itself: dmesg counts from boot, syslog leaves out the year and the zone.
///
/// A line without a stamp goes with the line before it; a stamp that cannot be compared with the bound keeps its line.
///
/// @param since lines before it are left out
/// @param until lines after it are left out
public record TimeWindow(Optional<Bound> since, Optional<Bound> until) {

    public static final TimeWindow ALL = new TimeWindow(Optional.empty(), Optional.empty());

    /// What is said of a log that the window leaves nothing of: the window is likely a slip, and the silence no sign of health.
    public static final String NOTHING_LEFT =
            "none of its lines lies in the time that --since and --until leave";

    private static final Duration HALF_A_YEAR = Duration.ofDays(183);

    /// One end of the window.
    public sealed interface Bound {}

    /// A moment.
    public record At(Instant moment) implements Bound {}

    /// So long before the last stamp.
    public record Ago(Duration span) implements Bound {}

    /// The lines inside, log by log; the last stamp is the last of all logs, as rotated ones are one.
    public List<List<Line>> within(List<List<Line>> logs) {
        if (since.isEmpty() && until.isEmpty()) {
            return logs;
        }
        Last last = Last.of(logs);
        List<List<Line>> kept = new ArrayList<>(logs.size());
        for (List<Line> log : logs) {
            kept.add(within(log, last));
        }
        return kept;
    }

    private List<Line> within(List<Line> log, Last last) {
        List<Line> kept = new ArrayList<>();
        boolean inside = true;
        for (Line line : log) {
            Optional<Stamp> stamp = line.frame().stamp();
            if (stamp.isPresent()) {
                inside = inside(stamp.get(), last);
            }
            if (inside) {
                kept.add(line);
            }
        }
        return kept;
    }

    private boolean inside(Stamp stamp, Last last) {
        Optional<Duration> afterSince = since.flatMap(bound -> after(bound, stamp, last));
        Optional<Duration> afterUntil = until.flatMap(bound -> after(bound, stamp, last));
        boolean early = afterSince.isPresent() && afterSince.get().isNegative();
        boolean late = afterUntil.isPresent() && afterUntil.get().isPositive();
        return !early && !late;
    }

    /// How long after the bound the stamp is; empty where they share no clock.
    private static Optional<Duration> after(Bound bound, Stamp stamp, Last last) {
        if (bound instanceof Ago ago) {
            return last.before(stamp).map(before -> ago.span().minus(before));
        }
        Instant moment = ((At) bound).moment();
        if (stamp.instant().isPresent()) {
            return Optional.of(Duration.between(moment, stamp.instant().get()));
        }
        if (stamp.local().isEmpty()) {
            return Optional.empty();
        }
        LocalDateTime there = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        LocalDateTime here = stamp.local().get();
        return Optional.of(between(there, here, stamp.yearKnown()));
    }

    /// Without its year a stamp is taken to be of the year that brings it nearest.
    private static Duration between(LocalDateTime there, LocalDateTime here, boolean yearKnown) {
        if (yearKnown) {
            return Duration.between(there, here);
        }
        LocalDateTime same = here.withYear(there.getYear());
        Duration difference = Duration.between(there, same);
        if (difference.compareTo(HALF_A_YEAR) > 0) {
            return Duration.between(there, same.minusYears(1));
        }
        if (difference.negated().compareTo(HALF_A_YEAR) > 0) {
            return Duration.between(there, same.plusYears(1));
        }
        return difference;
    }

    /// The last stamp of each clock.
    private record Last(Optional<Instant> instant, Optional<Stamp> local, OptionalLong bootMicros) {

        static Last of(List<List<Line>> logs) {
            Last last = new Last(Optional.empty(), Optional.empty(), OptionalLong.empty());
            for (List<Line> log : logs) {
                for (Line line : log) {
                    if (line.frame().stamp().isPresent()) {
                        last = last.or(line.frame().stamp().get());
                    }
                }
            }
            return last;
        }

        private Last or(Stamp stamp) {
            if (before(stamp).filter(distance -> !distance.isNegative()).isPresent()) {
                return this;
            }
            return new Last(
                    stamp.instant().or(() -> instant),
                    stamp.local().isPresent() ? Optional.of(stamp) : local,
                    stamp.bootMicros().isPresent() ? stamp.bootMicros() : bootMicros);
        }

        Optional<Duration> before(Stamp stamp) {
            if (instant.isPresent() && stamp.instant().isPresent()) {
                return Optional.of(Duration.between(stamp.instant().get(), instant.get()));
            }
            if (local.isPresent() && stamp.local().isPresent()) {
                Stamp end = local.get();
                boolean years = end.yearKnown() && stamp.yearKnown();
                return Optional.of(
                        between(end.local().orElseThrow(), stamp.local().get(), years).negated());
            }
            if (bootMicros.isPresent() && stamp.bootMicros().isPresent()) {
                long micros = bootMicros.getAsLong() - stamp.bootMicros().getAsLong();
                return Optional.of(Duration.ofNanos(micros * 1000));
            }
            return Optional.empty();
        }
    }
}
