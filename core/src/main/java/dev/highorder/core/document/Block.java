/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Origin;
import java.util.List;

/// The lines of one kernel file or of one tool's output, found in a source by its shape.
///
/// @param lines at least one
/// @param origin of its first line; the command that printed it and the node's name where a transcript tells
public record Block(List<Line> lines, Origin origin) {

    public Block {
        lines = List.copyOf(lines);
    }

    /// The origin of one line of this block: same host, command and role, its own place.
    public Origin origin(Line line) {
        return origin.at(line.cite());
    }
}
