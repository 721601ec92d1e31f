/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.highorder.core.model.KernelRelease;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelRangeTest {

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({
        "any,                 6.12.48+deb13-amd64,              YES",
        "< 4.7,               4.6.2,                            YES",
        "< 4.7,               4.7.0-rc1,                        NO",
        "<= 4.13,             4.13.16,                          YES",
        "> 4.4,               4.4.155-generic,                  NO",
        "> 4.4,               4.5.0,                            YES",
        ">= 5.4,              5.4.0-42-generic,                 YES",
        "4.9,                 4.9.337,                          YES",
        "4.9,                 4.10.0,                           NO",
        "3.8..4.13,           3.8.0,                            YES",
        "3.8..4.13,           4.14.0,                           NO",
        "4.8..4.9.13,         4.9.13-200.fc25.i686+PAE,         YES",
        "4.8..4.9.13,         4.9.14,                           NO",
        "el7,                 3.10.0-1160.49.1.el7.x86_64,      YES",
        "el7,                 3.10.108,                         NO",
        "el7 >= 1062,         3.10.0-1160.49.1.el7.x86_64,      YES",
        "el7 >= 1062,         3.10.0-514.26.2.el7.x86_64,       NO",
        "el7 514..957,        3.10.0-693.el7.x86_64,            YES",
        "el7 < 1062,          3.10.0-1062.el7.x86_64,           NO",
        "el7 | 3.8..4.13,     4.4.0-57-generic,                 YES",
        "el7 | 3.8..4.13,     3.10.0-1127.el7.x86_64,           YES",
        "el7 | 3.8..4.13,     4.18.0-240.el8.x86_64,            NO",
        "el7 | 3.8..4.13,     2.6.32-642.el6.x86_64,            NO",
        "< 5.3,               4.18.0-240.el8.x86_64,            UNKNOWN",
        ">= 5.13,             4.18.0-553.el8_10.x86_64,         UNKNOWN",
        ">= 4.4,              3.10.0-1160.el7.x86_64,           NO",
        "el7 >= 1062 | >= 3.0,3.10.0-957.el7.x86_64,            NO",
        "x86_32,              4.9.0-3-686-pae,                  YES",
        "x86_32,              3.10.0-1160.el7.x86_64,           NO",
        "x86_32,              4.9.12,                           UNKNOWN",
        "4.8..4.9.13 x86_32,  4.9.12,                           UNKNOWN",
        "4.8..4.9.13 x86_32,  5.10.1,                           NO",
        "32-bit,              6.1.21-v7+,                       YES",
        "32-bit,              6.1.21-v8+ aarch64,               NO",
        "arm64 | arm,         6.6.20+rpt-rpi-v8 aarch64,        YES"
    })
    void anAnswerIsThreeValued(String range, String release, KernelRange.Answer expected) {
        assertThat(KernelRange.parse(range).evaluate(KernelRelease.parse(release).orElseThrow()))
                .isEqualTo(expected);
    }

    @Test
    void onlyAnyIsSureOfAnUnknownRelease() {
        assertThat(KernelRange.parse("any").evaluate(Optional.empty()))
                .isEqualTo(KernelRange.Answer.YES);
        assertThat(KernelRange.parse("el7 | 3.8..4.13").evaluate(Optional.empty()))
                .isEqualTo(KernelRange.Answer.UNKNOWN);
    }

    @Test
    void theTextStaysAsWritten() {
        assertThat(KernelRange.parse(" el7 | 3.8..4.13 ").text()).isEqualTo("el7 | 3.8..4.13");
    }

    @ParameterizedTest
    @CsvSource({
        "'',          empty alternative in a kernel range",
        "el7 |,       empty alternative in a kernel range",
        "sparc,       not a condition of a kernel range: sparc",
        ">= 4,        'expected a version such as 4.9, found 4'",
        "el7 >=,      'expected a number behind \">=\" in a kernel range'"
    })
    void whatDoesNotFollowTheGrammarIsRefusedByName(String text, String message) {
        assertThatThrownBy(() -> KernelRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
