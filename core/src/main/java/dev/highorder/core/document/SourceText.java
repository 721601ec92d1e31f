/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A piece of evidence as text, before anything in it is understood. Big logs keep only the lines that
/// the line filters let pass and their context, so numbers may have gaps.
///
/// @param path as given, or the member's path in a tree (`examples/node-1/proc/buddyinfo`)
/// @param lines in the order of the source, LF or CRLF removed
/// @param readAt when it was read, on a live node
/// @param host the node it was read on, on a live node
/// @param role whose evidence it is (`--baseline` marks the healthy node)
/// @param problems what the reader could not read or had to cut
public record SourceText(
        String path,
        List<SourceLine> lines,
        Optional<Instant> readAt,
        Optional<String> host,
        Origin.Role role,
        List<Problem> problems) {

    public SourceText {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    /// The text as one source of the node, as tests and `explain` need it.
    public static SourceText of(String path, String text) {
        List<String> split = text.lines().toList();
        List<SourceLine> lines = new java.util.ArrayList<>(split.size());
        for (int i = 0; i < split.size(); i++) {
            lines.add(new SourceLine(i + 1, split.get(i)));
        }
        return new SourceText(
                path, lines, Optional.empty(), Optional.empty(), Origin.Role.NODE, List.of());
    }
}
