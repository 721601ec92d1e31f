/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No input that Jazzer comes upon breaks a law, hangs, or needs more than 256 MiB of heap.
@Tag("fuzz")
class FuzzTest {

    private static final Duration TIME =
            Duration.ofSeconds(Integer.getInteger("highorder.fuzz.seconds", 10));

    @ParameterizedTest
    @EnumSource
    void nothingIsFound(Target target) throws IOException, InterruptedException {
        Fuzzer fuzzer =
                new Fuzzer(target, Path.of("target", "fuzz", target.file()).toAbsolutePath());

        assertThat(fuzzer.run(TIME)).isEmpty();
    }
}
