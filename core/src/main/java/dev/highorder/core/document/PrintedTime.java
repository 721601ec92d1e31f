/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Stamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the times that logs print, by hand: a big log has one on every line. A scanner stands on `at` and
/// moves behind what it could read; where it could not, `at` stays.
///
/// A syslog time has no year. It is given the year 1972, which has a 29 February; `Framing` sets the
/// months before a turn of the year back by one.
final class PrintedTime {

    static final int NO_YEAR = 1972;

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String DAYS = "MonTueWedThuFriSatSun";

    final String text;
    int at;

    PrintedTime(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /// `Jun  8 11:04:35`, also with a fraction, and with a year before or behind the time.
    Optional<Stamp> syslog() {
        int from = at;
        int month = word(MONTHS);
        if (month < 0) {
            return Optional.empty();
        }
        blanks();
        int day = number(2);
        int year = -1;
        if (day > 0 && peek() == ' ') {
            blanks();
            if (digits() == 4) {
                year = number(4);
                blanks();
            }
            LocalDateTime time = clock(year < 0 ? NO_YEAR : year, month + 1, day);
            if (time != null && (peek() == ' ' || at == text.length())) {
                return Optional.of(
                        new Stamp(
                                text.substring(from, at),
                                Optional.empty(),
                                Optional.of(time),
                                year >= 0,
                                OptionalLong.empty()));
            }
        }
        at = from;
        return Optional.empty();
    }

    /// `Wed Jun  8 11:04:35 2022` (ctime, `dmesg -T`).
    Optional<Stamp> ctime() {
        int from = at;
        if (word(DAYS) >= 0 && peek() == ' ') {
            blanks();
            int month = word(MONTHS);
            blanks();
            int day = month < 0 ? -1 : number(2);
            blanks();
            int time = at;
            LocalDateTime local = day < 0 ? null : clock(NO_YEAR, month + 1, day);
            if (local != null && peek() == ' ') {
                blanks();
                int year = digits() == 4 ? number(4) : -1;
                int end = at;
                at = time;
                local = year < 0 ? null : clock(year, month + 1, day);
                at = end;
            }
            if (local != null && local.getYear() != NO_YEAR) {
                return Optional.of(
                        new Stamp(
                                text.substring(from, at),
                                Optional.empty(),
                                Optional.of(local),
                                true,
                                OptionalLong.empty()));
            }
        }
        at = from;
        return Optional.empty();
    }

    /// `Jun 8 11:04` and `Apr14 02:46`: the absolute lines of `dmesg -H`.
    Optional<Stamp> minute() {
        int from = at;
        int month = word(MONTHS);
        blanks();
        int day = month < 0 ? -1 : number(2);
        if (day > 0 && peek() == ' ') {
            blanks();
            int hour = number(2);
            if (hour >= 0 && take(':')) {
                int minute = number(2);
                LocalDateTime time = of(NO_YEAR, month + 1, day, hour, minute, 0, 0);
                if (time != null) {
                    return Optional.of(
                            new Stamp(
                                    text.substring(from, at),
                                    Optional.empty(),
                                    Optional.of(time),
                                    false,
                                    OptionalLong.empty()));
                }
            }
        }
        at = from;
        return Optional.empty();
    }

    /// `06-08 11:04:35.123` (logcat's threadtime), without a year as syslog has none.
    Optional<Stamp> monthDay() {
        int from = at;
        int month = digits() == 2 ? number(2) : -1;
        int day = month > 0 && take('-') && digits() == 2 ? number(2) : -1;
        if (day > 0 && take(' ')) {
            LocalDateTime time = clock(NO_YEAR, month, day);
            if (time != null && text.charAt(at - 4) == '.') {
                return Optional.of(
                        new Stamp(
                                text.substring(from, at),
                                Optional.empty(),
                                Optional.of(time),
                                false,
                                OptionalLong.empty()));
            }
        }
        at = from;
        return Optional.empty();
    }

    /// `2022-06-08T11:04:35.123456+08:00` in all its kinds: a blank or `T`, a point or comma, a zone or none.
    Optional<Stamp> iso() {
        int from = at;
        word(DAYS);
        if (at > from) {
            blanks();
        }
        int year = digits() == 4 ? number(4) : -1;
        if (year >= 0 && take('-')) {
            int month = number(2);
            int day = take('-') ? number(2) : -1;
            if (day > 0 && (take('T') || take(' ') || take('t'))) {
                LocalDateTime time = clock(year, month, day);
                if (time != null) {
                    Optional<Instant> instant = zoned(time);
                    return Optional.of(
                            new Stamp(
                                    text.substring(from, at),
                                    instant,
                                    Optional.of(time),
                                    true,
                                    OptionalLong.empty()));
                }
            }
        }
        at = from;
        return Optional.empty();
    }

    /// `1654657475.123456`: seconds since 1970 (`journalctl -o short-unix`).
    Optional<Stamp> unix() {
        int from = at;
        if (digits() == 10) {
            OptionalLong micros = seconds();
            if (micros.isPresent() && at > from + 11) {
                return Optional.of(epoch(text.substring(from, at), micros.getAsLong()));
            }
        }
        at = from;
        return Optional.empty();
    }

    /// Microseconds of `12345.678901`; the point must be there.
    OptionalLong seconds() {
        int from = at;
        int whole = digits();
        if (whole == 0 || whole > 12 || at + whole >= text.length()) {
            return OptionalLong.empty();
        }
        long seconds = Long.parseLong(text.substring(at, at + whole));
        at += whole;
        if (!take('.') || digits() == 0) {
            at = from;
            return OptionalLong.empty();
        }
        return OptionalLong.of(seconds * 1_000_000 + fraction() / 1_000);
    }

    static Stamp epoch(String printed, long micros) {
        Instant instant =
                Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L),
                        Math.floorMod(micros, 1_000_000L) * 1_000L);
        return new Stamp(
                printed,
                Optional.of(instant),
                Optional.of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)),
                true,
                OptionalLong.empty());
    }

    private Optional<Instant> zoned(LocalDateTime time) {
        int before = at;
        if (peek() == ' ' && at + 1 < text.length() && "+-UZ".indexOf(text.charAt(at + 1)) >= 0) {
            at++;
        }
        if (text.startsWith("UTC", at) || text.startsWith("GMT", at)) {
            at += 3;
            return Optional.of(time.toInstant(ZoneOffset.UTC));
        }
        if (take('Z')) {
            return Optional.of(time.toInstant(ZoneOffset.UTC));
        }
        char sign = peek();
        if (sign == '+' || sign == '-') {
            at++;
            int hours = digits() >= 2 ? number(2) : -1;
            take(':');
            int minutes = digits() >= 2 ? number(2) : 0;
            if (hours >= 0 && hours <= 18 && minutes < 60) {
                int total = (hours * 60 + minutes) * (sign == '-' ? -60 : 60);
                if (Math.abs(total) <= 18 * 3600) {
                    return Optional.of(time.toInstant(ZoneOffset.ofTotalSeconds(total)));
                }
            }
        }
        at = before;
        return Optional.empty();
    }

    private @Nullable LocalDateTime clock(int year, int month, int day) {
        int hour = number(2);
        int minute = hour >= 0 && take(':') ? number(2) : -1;
        int second = minute >= 0 && take(':') ? number(2) : -1;
        if (second < 0) {
            return null;
        }
        int nanos = 0;
        if ((peek() == '.' || peek() == ',') && at + 1 < text.length() && digit(at + 1)) {
            at++;
            nanos = (int) fraction();
        }
        return of(year, month, day, hour, minute, Math.min(second, 59), nanos);
    }

    private static @Nullable LocalDateTime of(
            int year, int month, int day, int hour, int minute, int second, int nanos) {
        if (month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23 || minute < 0) {
            return null;
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second, nanos);
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    /// Nanoseconds of the digits behind a decimal point.
    private long fraction() {
        long nanos = 0;
        int seen = 0;
        while (at < text.length() && digit(at)) {
            if (seen < 9) {
                nanos = nanos * 10 + (text.charAt(at) - '0');
                seen++;
            }
            at++;
        }
        for (; seen < 9; seen++) {
            nanos *= 10;
        }
        return nanos;
    }

    /// Position of the three-letter word in `words`, or -1.
    private int word(String words) {
        if (at + 3 > text.length() || !Character.isUpperCase(text.charAt(at))) {
            return -1;
        }
        for (int i = 0; i < words.length(); i += 3) {
            if (text.startsWith(words.substring(i, i + 3), at)) {
                at += 3;
                return i / 3;
            }
        }
        return -1;
    }

    private int number(int most) {
        int from = at;
        int value = 0;
        while (at < text.length() && at - from < most && digit(at)) {
            value = value * 10 + (text.charAt(at) - '0');
            at++;
        }
        return at == from ? -1 : value;
    }

    private int digits() {
        int end = at;
        while (end < text.length() && digit(end)) {
            end++;
        }
        return end - at;
    }

    void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    boolean take(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean digit(int index) {
        char c = text.charAt(index);
        return c >= '0' && c <= '9';
    }
}
