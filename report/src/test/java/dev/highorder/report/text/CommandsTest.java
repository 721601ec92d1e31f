/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @Test
    void putsACommentThatDoesNotFitBelowItsCommand() {
        assertThat(
                        wrap(
                                "sort -rn /proc/allocinfo | head -20  # from 6.10 on; else boot with it",
                                40))
                .isEqualTo(
                        """
                        sort -rn /proc/allocinfo | head -20
                        # from 6.10 on; else boot with it\
                        """);
    }

    @Test
    void leavesACommentThatFitsBesideItsCommand() {
        assertThat(wrap("uname -r  # or any kernel from 4.14 on", 40))
                .isEqualTo("uname -r  # or any kernel from 4.14 on");
    }

    @Test
    void goesOnAfterABackslash() {
        assertThat(
                        wrap(
                                "for n in /sys/devices/system/node/node*/compact; do echo 1 > $n; done",
                                50))
                .isEqualTo(
                        """
                        for n in /sys/devices/system/node/node*/compact; \\
                          do echo 1 > $n; done\
                        """);
    }

    /// A shell reads what is printed as it would have read the command: joined at the backslashes, without comments.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ps -eLf | awk '{print $1}' | sort | uniq -c | sort -rn | head",
                "grep -c '# not a comment' /var/log/messages  # but this is one, and a long one too",
                "echo \"a # b\" '# c' d#e  # f",
                "# nothing but words that are too long for the line of a narrow terminal",
                "echo one\necho two  # three four five six seven eight nine ten",
            })
    void isTheSameCommandAtAnyWidth(String command) {
        for (int width = 20; width < 100; width++) {
            assertThat(read(wrap(command, width))).isEqualTo(read(command));
        }
    }

    private static String read(String printed) {
        var out = new StringBuilder();
        for (String line : printed.replaceAll(" \\\\\n +", " ").lines().toList()) {
            String bare = line.replaceFirst("(^| +)# (?!not a comment'|b\"|c').*$", "");
            out.append(bare).append(bare.isEmpty() ? "" : "\n");
        }
        return out.toString();
    }

    private static String wrap(String command, int width) {
        return String.join("\n", Commands.wrap(new Glyphs(true), command, width));
    }
}
