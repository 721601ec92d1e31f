/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The progress bar on a terminal of its own, which util-linux's `script` makes.
@Tag("wide")
class ProgressOnTerminalTest {

    private static final Path MESSAGES =
            Path.of(Run.repository("examples/node-1/messages")).toAbsolutePath();
    private static final String CLEAR = "\r\033[K";

    @TempDir Path folder;

    /// Standard error is the terminal; the evidence comes through a named pipe, after more than a second.
    private String onTerminal(String flags) throws IOException {
        Path shell = folder.resolve("run");
        Files.writeString(
                shell,
                """
                mkfifo log
                { exec 3> log; sleep 1.5; cat '%s' >&3; } &
                '%s/bin/java' -cp '%s' dev.highorder.cli.Main diagnose %s log > answer
                """
                        .formatted(
                                MESSAGES,
                                System.getProperty("java.home"),
                                System.getProperty("java.class.path"),
                                flags));
        Outcome outcome =
                new Program("script", "-q", "-e", "-c", "sh run", "/dev/null")
                        .in(folder)
                        .with("TERM", "xterm")
                        .with("COLUMNS", "80")
                        .run();
        assertThat(outcome.status()).as(outcome.out()).isZero();
        return outcome.out();
    }

    private String answer() throws IOException {
        return Files.readString(folder.resolve("answer"));
    }

    @Test
    void showsHowFarItIsAndTakesThatAwayBeforeTheAnswer() throws IOException {
        assertThat(onTerminal(""))
                .startsWith(CLEAR + "highorder: reading, ")
                .endsWith("/s" + CLEAR);
        assertThat(answer())
                .startsWith("kmem-memcg-leak (likely)")
                .doesNotContain("\r", "\033", "reading");
    }

    @Test
    void showsNothingToOneWhoDoesNotWantIt() throws IOException {
        assertThat(onTerminal("--no-progress")).isEmpty();
        assertThat(answer()).startsWith("kmem-memcg-leak (likely)");
    }
}
