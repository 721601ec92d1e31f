/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import java.util.List;

/// How many lines each part of the answer may take, so that the whole stays on one screen. A looser density is tried
/// before a tighter one.
///
/// @param step lines of a step of the chain; the last one, the cause, may take one more
/// @param reason lines of an answer that is ruled out
/// @param remedy lines that say what a remedy does
/// @param missing things that are not known
/// @param why lines of each of them
/// @param bars height of the chart
record Density(int step, int reason, int remedy, int missing, int why, int bars) {

    /// Lines of the answer: what a person takes in at a glance, and most terminals show.
    static final int SCREEN = 42;

    static final List<Density> LOOSE_TO_TIGHT =
            List.of(
                    new Density(4, 2, 3, 3, 2, 3),
                    new Density(3, 2, 2, 2, 2, 3),
                    new Density(3, 2, 2, 2, 1, 2),
                    new Density(3, 1, 1, 2, 1, 2),
                    new Density(2, 1, 1, 2, 1, 2),
                    new Density(2, 1, 1, 1, 1, 2));
}
