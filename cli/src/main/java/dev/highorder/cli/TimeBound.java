/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// One end of a window of time as `--since` and `--until` take it: a moment, or how long ago.
public sealed interface TimeBound {

    /// A moment as RFC 3339 writes it; a date alone, or no zone, is UTC.
    record At(Instant moment) implements TimeBound {}

    /// So long before now, or, offline, before the last stamp of the evidence.
    record Ago(Duration span) implements TimeBound {}

    /// The moment, where `now` is the time that a span counts back from.
    default Instant before(Instant now) {
        return switch (this) {
            case At at -> at.moment();
            case Ago ago -> now.minus(ago.span());
        };
    }

    /// Empty where the text is neither.
    static Optional<TimeBound> parse(String text) {
        Optional<TimeBound> span = span(text.strip()).map(Ago::new);
        return span.or(() -> moment(text.strip()).map(At::new));
    }

    private static Optional<Instant> moment(String text) {
        String iso =
                text.indexOf(' ') == 10 ? text.substring(0, 10) + "T" + text.substring(11) : text;
        try {
            return Optional.of(OffsetDateTime.parse(iso).toInstant());
        } catch (DateTimeException _) {
            return local(iso.length() == 10 ? iso + "T00:00" : iso);
        }
    }

    private static Optional<Instant> local(String iso) {
        try {
            return Optional.of(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// `90s`, `15min`, `2h`, `1h30m`, `7d`, `1w`; a number alone has no unit and is no span.
    private static Optional<Duration> span(String text) {
        Duration sum = Duration.ZERO;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            int unit = at;
            while (at < text.length() && Character.isLetter(text.charAt(at))) {
                at++;
            }
            Optional<Duration> one = unit(text.substring(unit, at));
            if (unit == digits || unit - digits > 9 || one.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(one.get().multipliedBy(Long.parseLong(text, digits, unit, 10)));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    private static Optional<Duration> unit(String name) {
        return switch (name) {
            case "s", "sec" -> Optional.of(Duration.ofSeconds(1));
            case "m", "min" -> Optional.of(Duration.ofMinutes(1));
            case "h" -> Optional.of(Duration.ofHours(1));
            case "d" -> Optional.of(Duration.ofDays(1));
            case "w" -> Optional.of(Duration.ofDays(7));
            default -> Optional.empty();
        };
    }
}
