/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

import dev.highorder.core.model.Cite;
import java.util.List;
import java.util.Optional;

/// A tempting answer that is wrong here, by name: a `cause` word, or a claim in words.
///
/// @param cause set where the answer is one of the causes; else `claim` is
public record RuledOut(
        Optional<Cause> cause,
        Optional<String> claim,
        String reason,
        List<Cite> cites,
        Optional<String> kb) {

    public RuledOut {
        cites = List.copyOf(cites);
    }
}
