/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    @Test
    void usageNamesTheProgram() {
        assertThat(new CommandLine(new Main()).getUsageMessage()).startsWith("Usage: highorder");
    }
}
