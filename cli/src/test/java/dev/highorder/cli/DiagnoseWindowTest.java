/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--since` and `--until` on evidence that is passed: a span counts back from the last stamp in it.
class DiagnoseWindowTest {

    private static final String LOG =
            """
            Jun  8 09:00:00 node-1 kernel: conntrackd: page allocation failure: order:2, mode:0x4020
            Jun  8 11:00:00 node-1 kernel: java: page allocation failure: order:4, mode:0x40d0
            Jun  8 11:30:00 node-1 systemd: Started Session 12 of user root.
            """;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 2 4",
                "1h, -, 4",
                "-, 1h, 2",
                "2026-06-08T10:00:00Z, -, 4",
                "2026-06-08T08:00:00Z, 2026-06-08T10:00:00Z, 2",
            })
    void onlyWhatWasLoggedInTheWindowCounts(String since, String until, String orders) {
        String window =
                (since == null ? "" : " --since " + since)
                        + (until == null ? "" : " --until " + until);
        Run run = Run.withInput(LOG, ("diagnose - -o json" + window).split(" "));

        assertThat(run.status()).isZero();
        for (String order : new String[] {"2", "4"}) {
            assertThat(run.out().contains("\"order\": " + order + ","))
                    .as("order " + order)
                    .isEqualTo(orders.contains(order));
        }
    }

    @Test
    void aWindowThatLeavesNothingIsSaid() {
        Run run = Run.withInput(LOG, "diagnose", "-", "--since", "2026-07-08");

        assertThat(run)
                .isEqualTo(
                        new Run(
                                3,
                                "",
                                "highorder: -: none of its lines lies in the time that --since and --until leave; widen it\n"));
        Run withState =
                Run.withInput(
                        LOG + "Node 0, zone   Normal 1 2 3 4 5 6 7 8 9 10 11\n",
                        "diagnose",
                        "-",
                        "--since",
                        "2026-07-08");
        assertThat(withState.status()).isZero();
        assertThat(withState.err())
                .isEqualTo(
                        "highorder: -: none of its lines lies in the time that --since and --until leave\n");
    }
}
