/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Stamp;
import dev.highorder.core.runtime.ContainerFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Failures of one kind on one node, told as one: same order, mode and requester for page allocations, same kind of
/// message for the others; with what happened beside them and what a person saw of it.
///
/// @param lead the best documented event: a `KernelEvent`, or a `ContainerFailure` that no kernel event explains
/// @param events all distinct ones in order, the lead among them
/// @param suppressed callbacks that the kernel counted but did not print
/// @param links what was tied to it, each with its reason
/// @param symptoms what container software said of it
public record Episode(
        Fact lead,
        List<Fact> events,
        OptionalLong suppressed,
        List<Link> links,
        List<ContainerFailure> symptoms) {

    public Episode {
        events = List.copyOf(events);
        links = List.copyOf(links);
        symptoms = List.copyOf(symptoms);
    }

    /// An edge of the evidence graph: `to` is tied to the episode because of `reason`.
    public record Link(Fact to, String reason) {}

    /// Distinct events printed.
    public long count() {
        return events.size();
    }

    /// The earliest stamp: the evidence may hold the later log first.
    public Optional<Stamp> firstSeen() {
        return extreme(-1);
    }

    public Optional<Stamp> lastSeen() {
        return extreme(1);
    }

    private Optional<Stamp> extreme(int direction) {
        Optional<Stamp> found = Optional.empty();
        for (Fact event : direction < 0 ? events : events.reversed()) {
            Optional<Stamp> stamp = event.origin().stamp();
            if (found.isEmpty()) {
                found = stamp;
            } else if (stamp.isPresent()) {
                Duration apart = found.get().until(stamp.get()).orElse(Duration.ZERO);
                found = Integer.signum(apart.compareTo(Duration.ZERO)) == direction ? stamp : found;
            }
        }
        return found;
    }

    /// The tied facts of one kind.
    public <F extends Fact> Optional<F> linked(Class<F> kind) {
        for (Link link : links) {
            if (kind.isInstance(link.to())) {
                return Optional.of(kind.cast(link.to()));
            }
        }
        return Optional.empty();
    }
}
