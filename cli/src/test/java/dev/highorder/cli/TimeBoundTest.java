/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeBoundTest {

    private static final Instant NOW = Instant.parse("2026-06-08T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T10:00:00Z, 2026-06-01T10:00:00Z",
        "2026-06-01t10:00:00.5z, 2026-06-01T10:00:00.5Z",
        "2026-06-01T10:00:00+02:00, 2026-06-01T08:00:00Z",
        "2026-06-01 10:00:00, 2026-06-01T10:00:00Z",
        "2026-06-01 10:00, 2026-06-01T10:00:00Z",
        "2026-06-01, 2026-06-01T00:00:00Z",
        "90s, 2026-06-08T11:58:30Z",
        "15min, 2026-06-08T11:45:00Z",
        "1h30m, 2026-06-08T10:30:00Z",
        "7d, 2026-06-01T12:00:00Z",
        "1w, 2026-06-01T12:00:00Z",
    })
    void momentsAndSpansAreTakenAsWritten(String text, Instant moment) {
        assertThat(TimeBound.parse(text).map(bound -> bound.before(NOW))).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "h", "2 days", "yesterday", "-2h", "2026-13-01", "1234567890s"})
    void whatIsNeitherIsRefused(String text) {
        assertThat(TimeBound.parse(text)).isEmpty();
    }

    @Test
    void aSpanOfManyPartsIsTheirSum() {
        assertThat(TimeBound.parse("1d1h1m1s").orElseThrow().before(NOW))
                .isEqualTo(Instant.parse("2026-06-07T10:58:59Z"));
    }
}
