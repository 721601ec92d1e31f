/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainTest {

    @Test
    void wordsAreOneText() {
        Run run = Run.of("explain", "order:6", "mode:0xc0d0", "--kernel", "3.10.0-1160");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("order:6 mode:0xc0d0\n")
                .contains("GFP_KERNEL | __GFP_COMP | __GFP_ZERO")
                .contains("256 KiB");
    }

    @Test
    void eachLineOfStandardInputIsAnItem() {
        Run run = Run.withInput("0xd0\n\norder:3\n", "explain", "-", "-o", "json");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "\"input\": \"0xd0\"",
                        "\"kind\": \"mode\"",
                        "\"input\": \"order:3\"",
                        "\"kind\": \"order\"");
    }

    @Test
    void aNegativeNumberIsAnErrorNumberAndNoOption() {
        assertThat(Run.of("explain", "-12").out()).contains("ENOMEM");
        assertThat(Run.of("explain", "--", "-ENOMEM").out()).contains("ENOMEM");
    }

    @Test
    void nothingOnStandardInputIsNoEvidence() {
        assertThat(Run.withInput("", "explain", "-"))
                .isEqualTo(
                        new Run(
                                3,
                                "",
                                "highorder: -: the file is empty; pass one that holds text\n"));
    }
}
