/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import java.util.List;

/// Reads one kernel file or one tool's output. It knows the block by its content, not by the name of
/// the file, and it never throws on content: what it does not know inside its block is a `Problem`.
public interface BlockParser {

    /// How many lines, from `from` on, make up one block of this kind; 0 where none begins. Must be cheap
    /// when the answer is 0: it is asked for every line.
    int extent(List<Line> lines, int from);

    Parsed<List<? extends Fact>> parse(Block block);
}
