/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleBlockTest {

    @Test
    void aLineOfDotsStandsForAnyLinesOrNone() {
        Expected expected = new Expected(List.of("a", "…", "b", "…"));

        assertThat(expected.matches(List.of("a", "b"))).isTrue();
        assertThat(expected.matches(List.of("a", "x", "b", "b", "y"))).isTrue();
        assertThat(expected.matches(List.of("a", "x"))).isFalse();
        assertThat(expected.matches(List.of("x", "a", "b"))).isFalse();
        assertThat(new Expected(List.of("a")).matches(List.of("a", "b"))).isFalse();
    }

    @Test
    void aCommandThatChangesSomethingIsRefused() {
        for (String command :
                List.of(
                        "rm -r x",
                        "highorder diagnose | tee x",
                        "echo 1 > x",
                        "echo $(x)",
                        "cat x; reboot")) {
            Page page =
                    new Page(
                            "p.md",
                            List.of(),
                            List.of(new Page.Block(1, "console", List.of("$ " + command))));
            assertThat(catchThrowable(() -> ConsoleBlock.of(page)))
                    .as(command)
                    .hasMessageStartingWith("p.md:1: the tests do not run ");
        }
    }
}
