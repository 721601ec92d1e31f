/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Problem;
import java.util.List;

/// A source taken apart.
///
/// @param facts what the block parsers understood, and the commands that were run
/// @param log all other lines, framed and with hard wraps undone, in order; for `core.klog` and `core.runtime`
/// @param problems of the framing and of the block parsers
public record Reading(List<Fact> facts, List<Line> log, List<Problem> problems) {

    public Reading {
        facts = List.copyOf(facts);
        log = List.copyOf(log);
        problems = List.copyOf(problems);
    }
}
