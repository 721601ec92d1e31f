/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmsgTest {

    private static final String RECORDS =
            """
            6,1,1000000,-;first
             SUBSYSTEM=pci
            4,2,2000000,-;second
             DEVICE=+pci
            """;

    @TempDir Path dir;

    private static String since(long micros) {
        return new String(
                Kmsg.since(RECORDS.getBytes(StandardCharsets.UTF_8), micros),
                StandardCharsets.UTF_8);
    }

    @Test
    void recordsFromBeforeAMomentGoWithTheirContinuations() {
        assertThat(since(0)).isEqualTo(RECORDS);
        assertThat(since(1_000_001)).isEqualTo("4,2,2000000,-;second\n DEVICE=+pci\n");
        assertThat(since(2_000_001)).isEmpty();
    }

    @Test
    void aDeviceThatWaitsAtItsEndDoesNotMakeTheReaderWait()
            throws IOException, InterruptedException {
        Path pipe = dir.resolve("kmsg");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Kmsg kmsg = Kmsg.start(pipe);
        // as with the device, the writer stays and writes no more
        Process writer =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "exec 3> \"$0\"; printf '%s' \"$1\" >&3; exec sleep 600",
                                pipe.toString(),
                                RECORDS)
                        .start();
        try {
            byte[] records = kmsg.finish(System.nanoTime() + TimeUnit.SECONDS.toNanos(30));

            assertThat(new String(records, StandardCharsets.UTF_8)).isEqualTo(RECORDS);
            assertThat(writer.isAlive()).isTrue();
        } finally {
            writer.destroyForcibly();
        }
    }

    @Test
    void whatCannotBeOpenedIsEmpty() {
        Kmsg kmsg = Kmsg.start(dir.resolve("absent"));

        assertThat(kmsg.finish(System.nanoTime() + TimeUnit.SECONDS.toNanos(30))).isEmpty();
    }
}
