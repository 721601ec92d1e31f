/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/// A time as a log prints it. Syslog leaves out the year and the zone, dmesg counts from boot, so each
/// reading is there only where the text holds it.
///
/// @param text as printed
/// @param instant where year and zone are known
/// @param local date and time without a zone; the year is 1972, a leap year, where the text has
///     none, see `yearKnown`
/// @param yearKnown whether the year of `local` was printed
/// @param bootMicros microseconds since boot
public record Stamp(
        String text,
        Optional<Instant> instant,
        Optional<LocalDateTime> local,
        boolean yearKnown,
        OptionalLong bootMicros) {

    /// The time from this stamp to the other where both share a clock.
    public Optional<Duration> until(Stamp other) {
        if (instant.isPresent() && other.instant.isPresent()) {
            return Optional.of(Duration.between(instant.get(), other.instant.get()));
        }
        if (local.isPresent() && other.local.isPresent() && yearKnown == other.yearKnown) {
            return Optional.of(Duration.between(local.get(), other.local.get()));
        }
        if (bootMicros.isPresent() && other.bootMicros.isPresent()) {
            return Optional.of(
                    Duration.ofNanos(
                            (other.bootMicros.getAsLong() - bootMicros.getAsLong()) * 1_000));
        }
        return Optional.empty();
    }
}
