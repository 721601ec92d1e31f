/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.incident.Episode;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import java.util.Optional;
import java.util.OptionalInt;

/// What a rule is given: the node, and the episode in question where something failed.
///
/// @param request the page request that failed, seen against the free lists; where the episode is one
/// @param orderAsked the order that the caller wants judged (`--order`)
public record Examination(
        NodeEvidence node,
        Optional<Episode> episode,
        Optional<RequestCase> request,
        OptionalInt orderAsked) {

    /// The request, where the episode is a failed one.
    public Optional<RequestCase> failedRequest() {
        return episode.isPresent() ? request : Optional.empty();
    }

    /// The episode's lead where it is of one kind.
    public <F extends Fact> Optional<F> lead(Class<F> kind) {
        return episode.map(Episode::lead).filter(kind::isInstance).map(kind::cast);
    }

    public Optional<KernelRelease> release() {
        return node.release();
    }
}
