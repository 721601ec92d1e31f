/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private static final long MIB = 1 << 20;
    private static final String CLEAR = "\r\033[K";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long now = 5_000_000_000L;
    private ProgressBar bar = new ProgressBar(out, () -> now, () -> 80);

    private String readAt(double seconds, long bytes) {
        now = 5_000_000_000L + (long) (seconds * 1e9);
        out.reset();
        bar.read(bytes);
        return out.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void showsShareRateAndTimeLeftFromTheFirstSecondOn() {
        bar.begin(OptionalLong.of(4096 * MIB));

        assertThat(readAt(0.9, 900 * MIB)).isEmpty();
        assertThat(readAt(1, 124 * MIB))
                .isEqualTo(
                        CLEAR
                                + "highorder: reading [======>                 ] 25 %, 1.0 GiB/s, 3 s left");
        assertThat(readAt(1.1, 100 * MIB)).isEmpty();
        assertThat(readAt(4, 2972 * MIB))
                .isEqualTo(
                        CLEAR
                                + "highorder: reading [========================] 100 %, 1.0 GiB/s, 0 s left");
        out.reset();
        bar.close();
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(CLEAR);
    }

    @Test
    void showsMinutesAndSmallUnits() {
        bar.begin(OptionalLong.of(100 * MIB));

        assertThat(readAt(2, 999_000))
                .isEqualTo(
                        CLEAR
                                + "highorder: reading [>                       ] 0 %, 487 KiB/s, 3 min 28 s left");
    }

    @Test
    void saysWhatItCanOfAPipe() {
        bar.begin(OptionalLong.empty());

        assertThat(readAt(10, 30 * MIB)).isEqualTo(CLEAR + "highorder: reading, 30 MiB, 3.0 MiB/s");
    }

    @Test
    void leavesNothingBehindWhereItShowedNothing() {
        bar.begin(OptionalLong.of(MIB));
        assertThat(readAt(0.5, MIB)).isEmpty();
        bar.close();

        assertThat(out.size()).isZero();
    }

    @Test
    void staysOnOneLineOfANarrowTerminal() {
        bar = new ProgressBar(out, () -> now, () -> 30);
        bar.begin(OptionalLong.of(MIB));

        assertThat(readAt(2, MIB / 2)).isEqualTo(CLEAR + "highorder: reading [=========");
    }

    @Test
    void aTerminalThatWentAwayIsLeftAlone() {
        OutputStream gone =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("gone");
                    }
                };
        bar = new ProgressBar(gone, () -> now, () -> 80);
        bar.begin(OptionalLong.of(MIB));
        now += 2_000_000_000L;

        assertThatNoException()
                .isThrownBy(() -> {
                    bar.read(1);
                    bar.close();
                });
    }
}
