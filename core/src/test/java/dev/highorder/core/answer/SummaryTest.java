/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void aVerdictIsOneSentence() {
        assertThat(
                        Summary.of(
                                "Memory is exhausted",
                                "Every zone is below its mark, by 1.5 GiB. The largest holders: x."))
                .isEqualTo("Memory is exhausted: every zone is below its mark, by 1.5 GiB.");
    }

    @Test
    void namesKeepTheirLetters() {
        assertThat(Summary.of("The CMA area could not give the range", "cma_alloc failed."))
                .isEqualTo("The CMA area could not give the range: cma_alloc failed.");
        assertThat(Summary.of("A request failed", "XFS tried at least 100 times."))
                .isEqualTo("A request failed: XFS tried at least 100 times.");
    }

    @Test
    void aVersionEndsNoSentence() {
        assertThat(Summary.of("T", "The kernel is 3.10. 4.x has it. Other."))
                .isEqualTo("T: the kernel is 3.10. 4.x has it.");
    }

    @Test
    void withoutAStatementTheTitleStands() {
        assertThat(Summary.of("Memory is available", "")).isEqualTo("Memory is available.");
        assertThat(Summary.of("T", "Word")).isEqualTo("T: Word");
    }
}
