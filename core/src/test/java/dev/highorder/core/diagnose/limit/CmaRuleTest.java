/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class CmaRuleTest {

    @Test
    void anAreaWithoutSuchARangeIsExhausted() {
        Asked asked =
                Asked.of(
                        """
                        [   12.345678] cma: cma_alloc: reserved: alloc failed, req-size: 1024 pages, ret: -12
                        [   12.345679] cma: number of available pages: 3@125+20@4076=> 23 free of 16384 total pages
                        """);

        assertThat(asked.says("cma-area")).isEqualTo("cma-exhausted certain KB-19");
        assertThat(asked.statement("cma-area"))
                .isEqualTo(
                        "cma_alloc failed for 1,024 pages of the area reserved with ENOMEM: no range of that length was free."
                                + " 23 of its 16,384 pages were free.");
        assertThat(asked.word()).isEqualTo("cma-area");
    }

    @Test
    void aPinnedPageIsSaidAsSuch() {
        assertThat(
                        Asked.of(
                                        "[   12.345678] cma: cma_alloc: alloc failed, req-size: 8 pages, ret: -16\n")
                                .statement("cma-area"))
                .isEqualTo(
                        "cma_alloc failed for 8 pages of the area with EBUSY: in every range that was tried a page could not"
                                + " be moved.");
    }

    @Test
    void anAreaThatIsSmallerThanTheRequestIsSaidToBe() {
        String log =
                """
                [   12.345678] cma: cma_alloc: reserved: alloc failed, req-size: %d pages, ret: -12
                [   12.345679] cma: number of available pages: 16384@0=> 16384 free of 16384 total pages
                """;

        assertThat(Asked.of(log.replace("%d", "16385")).statement("cma-area"))
                .endsWith(
                        "16,384 of its 16,384 pages were free: the area is smaller than the request.");
        assertThat(Asked.of(log.replace("%d", "16384")).statement("cma-area"))
                .endsWith("16,384 of its 16,384 pages were free.");
    }

    @Test
    void aCallerThatWasKilledExhaustsNothing() {
        assertThat(
                        Asked.of(
                                        "[   12.345678] cma: cma_alloc: alloc failed, req-size: 8 pages, ret: -4\n")
                                .says("cma-area"))
                .isEqualTo("inconclusive possible KB-19");
    }

    @Test
    void aFullAreaIsNoMatterOfThePagesRules() {
        assertThat(
                        Asked.of(
                                        "[   12.345678] nf_conntrack: nf_conntrack: table full, dropping packet\n")
                                .found("cma-area"))
                .isEmpty();
    }
}
