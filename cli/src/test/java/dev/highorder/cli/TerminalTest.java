/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static Terminal terminal(Map<String, String> environment, boolean onTerminal) {
        return new Terminal(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                environment,
                onTerminal ? Optional.of(Path.of("/dev/pts/none")) : Optional.empty());
    }

    @Test
    void coloursAreForTerminalsWhoseUserDidNotRefuseThem() {
        assertThat(terminal(Map.of(), true).colour("auto")).isTrue();
        assertThat(terminal(Map.of(), false).colour("auto")).isFalse();
        assertThat(terminal(Map.of("NO_COLOR", "1"), true).colour("auto")).isFalse();
        assertThat(terminal(Map.of("NO_COLOR", ""), true).colour("auto")).isTrue();
        assertThat(terminal(Map.of("TERM", "dumb"), true).colour("auto")).isFalse();
        assertThat(terminal(Map.of("NO_COLOR", "1"), false).colour("always")).isTrue();
        assertThat(terminal(Map.of(), true).colour("never")).isFalse();
    }

    @Test
    void theWidthIsThatOfColumnsElseOfTheTerminalElseEighty() {
        assertThat(terminal(Map.of("COLUMNS", "132"), false).width()).isEqualTo(132);
        assertThat(terminal(Map.of("COLUMNS", "wide"), false).width()).isEqualTo(80);
        assertThat(terminal(Map.of("COLUMNS", "0"), false).width()).isEqualTo(80);
        assertThat(terminal(Map.of(), true).width()).isEqualTo(80);
    }
}
