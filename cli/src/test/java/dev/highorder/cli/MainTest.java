/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.cli.command.Commands;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void usageNamesTheProgram() {
        assertThat(new Commands().commandLine().getUsageMessage()).startsWith("Usage: highorder");
    }
}
