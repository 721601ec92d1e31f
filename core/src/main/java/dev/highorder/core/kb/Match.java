/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import dev.highorder.core.diagnosis.Confidence;
import java.util.List;

/// An entry that a query fits.
///
/// @param score the higher, the better; comparable within one query only
/// @param confidence what the match alone may claim, never more than the entry's ceiling
/// @param kernel whether the kernel is an affected one
/// @param reasons what fits, in words
public record Match(
        KbEntry entry,
        int score,
        Confidence confidence,
        KernelRange.Answer kernel,
        List<String> reasons) {

    public Match {
        reasons = List.copyOf(reasons);
    }
}
