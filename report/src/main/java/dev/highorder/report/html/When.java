/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/// A time of the answer as far as it can be told apart from another of the same clock.
///
/// @param since the beginning of the clock
record When(Clock clock, Duration since) {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final LocalDateTime YEAR = LocalDateTime.of(2000, 1, 1, 0, 0); // a leap year
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);

    enum Clock {
        /// year and zone are known
        WORLD,
        /// seconds since the kernel booted
        BOOT,
        /// syslog's, without a year
        YEARLESS
    }

    static Optional<When> of(String printed) {
        try {
            if (Character.isLetter(printed.isEmpty() ? ' ' : printed.charAt(0))) {
                return yearless(printed);
            }
            return Optional.of(
                    printed.indexOf('T') > 0
                            ? new When(
                                    Clock.WORLD,
                                    Duration.between(Instant.EPOCH, Instant.parse(printed)))
                            : new When(Clock.BOOT, seconds(printed)));
        } catch (DateTimeException | ArithmeticException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Seconds with a fraction; no sign, no exponent.
    private static Duration seconds(String printed) {
        int dot = printed.indexOf('.');
        String whole = dot < 0 ? printed : printed.substring(0, dot);
        String fraction = dot < 0 ? "0" : printed.substring(dot + 1);
        if (fraction.length() > 9
                || !(whole + fraction).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NumberFormatException(printed);
        }
        long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
        return Duration.ofSeconds(Long.parseLong(whole), nanos);
    }

    /// `Jun 8 11:04:35`, with a fraction or without.
    private static Optional<When> yearless(String printed) {
        String[] parts = printed.split(" +", -1);
        int month = printed.length() < 3 ? -1 : MONTHS.indexOf(printed.substring(0, 3));
        if (parts.length != 3 || month < 0 || month % 3 != 0 || parts[0].length() != 3) {
            return Optional.empty();
        }
        var day = LocalDate.of(YEAR.getYear(), month / 3 + 1, Integer.parseInt(parts[1]));
        var since = Duration.between(YEAR, day.atTime(LocalTime.parse(parts[2])));
        return Optional.of(new When(Clock.YEARLESS, since));
    }

    /// How much later the other one is, negative where it is earlier; nothing where the two cannot be compared.
    Optional<Duration> until(When other) {
        if (clock != other.clock) {
            return Optional.empty();
        }
        var between = other.since.minus(since);
        return clock == Clock.YEARLESS && between.abs().compareTo(HALF_A_YEAR) > 0
                ? Optional.empty()
                : Optional.of(between);
    }
}
