/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTest {

    @ParameterizedTest
    @CsvSource({
        "2026-06-08T11:04:35Z, 2026-06-08T11:14:35Z, PT10M",
        "2026-06-08T11:04:35+08:00, 2026-06-08T03:04:36.5Z, PT1.5S",
        "121971.920000, 121969.590000, PT-2.33S",
        "12, 12.000001, PT0.000001S",
        "Jun 8 11:04:35, Jun  8 11:04:36.25, PT1.25S",
        "Feb 28 23:00:00, Feb 29 01:00:00, PT2H",
    })
    void timesOfOneClockAreComparedAndNoOthers(String from, String to, Duration apart) {
        assertThat(until(from, to)).contains(apart);
        assertThat(until(to, from)).contains(apart.negated());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-08T11:04:35Z, 121971.92",
        "Jun 8 11:04:35, 2026-06-08T11:04:35Z",
        "Dec 31 23:59:59, Jan 1 00:00:01",
        "12.5, Jun 8 11:04:35",
    })
    void whatCannotBeComparedIsNot(String from, String to) {
        assertThat(until(from, to)).isEmpty();
        assertThat(until(to, from)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Jun",
                "Jun 8",
                "Jun 31 11:04:35",
                "unJ 8 11:04:35",
                "Jun 8 25:04:35",
                "2026-06-08 11:04:35",
                "-3.5",
                "1e9",
                "12.1234567890",
                "99999999999999999999.5",
                "1.2.3",
                "\u0661\u0662.5"
            })
    void whatIsNoTimeIsNone(String printed) {
        assertThat(When.of(printed)).isEmpty();
    }

    private static Optional<Duration> until(String from, String to) {
        return When.of(from).flatMap(one -> When.of(to).flatMap(one::until));
    }
}
