/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.TimeWindow.Ago;
import dev.highorder.core.document.TimeWindow.At;
import dev.highorder.core.document.TimeWindow.Bound;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeWindowTest {

    private static List<String> within(String log, Optional<Bound> since, Optional<Bound> until) {
        return within(List.of(log), since, until);
    }

    private static List<String> within(
            List<String> logs, Optional<Bound> since, Optional<Bound> until) {
        List<List<Line>> read = new ArrayList<>();
        for (String log : logs) {
            read.add(Transcript.read(SourceText.of("log", log), List.of()).log());
        }
        return new TimeWindow(since, until)
                .within(read).stream().flatMap(List::stream).map(Line::text).toList();
    }

    private static Optional<Bound> at(String moment) {
        return Optional.of(new At(Instant.parse(moment)));
    }

    private static Optional<Bound> ago(String span) {
        return Optional.of(new Ago(Duration.parse(span)));
    }

    @Test
    void bootClocksCountBackFromTheirLastStamp() {
        String log =
                """
                [  100.000000] first
                [ 3700.000000] second
                [ 7200.500000] third
                """;
        assertThat(within(log, ago("PT1H"), Optional.empty())).containsExactly("second", "third");
        assertThat(within(log, Optional.empty(), ago("PT1H"))).containsExactly("first");
        assertThat(within(log, at("2026-06-01T00:00:00Z"), Optional.empty())).hasSize(3);
    }

    @Test
    void syslogWithoutAYearTurnsOverWithTheYear() {
        String log =
                """
                Dec 30 23:00:00 node kernel: first
                Dec 31 23:59:00 node kernel: second
                Jan  1 00:01:00 node kernel: third
                """;
        assertThat(within(log, ago("PT1H"), Optional.empty())).containsExactly("second", "third");
        assertThat(within(log, at("2026-12-31T23:59:00Z"), at("2027-01-01T00:00:00Z")))
                .containsExactly("second");
    }

    @Test
    void stampsWithAZoneAreComparedAsMoments() {
        String log =
                """
                2026-06-01T10:00:00+02:00 node kernel: first
                2026-06-01T09:00:00+00:00 node kernel: second
                """;
        assertThat(within(log, at("2026-06-01T08:30:00Z"), Optional.empty()))
                .containsExactly("second");
        assertThat(within(log, Optional.empty(), at("2026-06-01T08:00:00Z")))
                .containsExactly("first");
    }

    @Test
    void rotatedLogsCountBackFromTheLastStampOfAll() {
        List<String> rotated =
                List.of(
                        "Jun  8 11:04:35 node kernel: now\n",
                        "Jun  7 11:04:35 node kernel: yesterday\nJun  8 10:59:00 node kernel: just before\n");
        assertThat(within(rotated, ago("PT1H"), Optional.empty()))
                .containsExactly("now", "just before");
    }

    @Test
    void aClockThatJumpsBackDoesNotMoveTheEnd() {
        String log =
                """
                2026-06-01T10:00:00+00:00 node kernel: late
                2026-06-01T07:00:00+00:00 node kernel: set back
                """;
        assertThat(within(log, ago("PT1H"), Optional.empty())).containsExactly("late");
    }

    @Test
    void aLineWithoutAStampGoesWithTheOneBeforeIt() {
        String log = "[  100.000000] first\nof the first\n[ 9000.000000] second\nof the second\n";
        assertThat(within(log, ago("PT1M"), Optional.empty()))
                .containsExactly("second", "of the second");
    }

    @Test
    void noBoundsLeaveTheLogAsItIs() {
        assertThat(within("[ 1.000000] a\n", Optional.empty(), Optional.empty()))
                .containsExactly("a");
    }
}
