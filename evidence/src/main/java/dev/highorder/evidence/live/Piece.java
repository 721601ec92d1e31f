/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import java.time.Instant;
import java.util.Optional;

/// One thing that was read of a node.
///
/// @param kind what it is
/// @param name of a file, its path on the node, from `/` on; of a command, what a person would type
/// @param cited how the answer cites it: with the root in front, or the command that shows the same
/// @param host the node's name, where it is known
/// @param readAt when it was read; empty where the node is a copy and the time is another's
/// @param nanos how long the reading took
public record Piece(
        Kind kind,
        String name,
        String cited,
        Optional<String> host,
        Optional<Instant> readAt,
        long nanos) {

    public enum Kind {
        /// A file as it is.
        FILE,
        /// The records of `/dev/kmsg`, one a line, each continuation line behind it.
        KERNEL_LOG,
        /// What a command printed.
        OUTPUT,
        /// What a command printed that prints a log.
        LOG_OUTPUT,
        /// The end of a log file, or of it the lines that may matter.
        TAIL
    }
}
