/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Origin;
import java.util.List;

/// A command that somebody ran at a prompt, in the order of the transcript.
///
/// @param command without the prompt
/// @param sequence 0-based position among the commands of the source
/// @param output the lines it printed that no block parser took
public record CommandRun(Origin origin, String command, int sequence, List<Line> output)
        implements Fact {

    public CommandRun {
        output = List.copyOf(output);
    }
}
