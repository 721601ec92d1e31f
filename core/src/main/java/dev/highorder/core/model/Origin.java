/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.model;

import java.util.Optional;

/// Where and when a fact was printed.
///
/// @param cite the first line of it
/// @param host the node that the log prefix, the shell prompt or the bundle names, if any
/// @param stamp when it was printed, if known
/// @param command the shell command that printed it, in a transcript
/// @param role whose state it is: the node that is examined, or the healthy one it is compared with
public record Origin(
        Cite cite,
        Optional<String> host,
        Optional<Stamp> stamp,
        Optional<String> command,
        Role role) {

    /// Whose state a fact describes.
    public enum Role {
        NODE,
        BASELINE
    }

    public static Origin of(Cite cite) {
        return new Origin(cite, Optional.empty(), Optional.empty(), Optional.empty(), Role.NODE);
    }

    public Origin at(Cite other) {
        return new Origin(other, host, stamp, command, role);
    }
}
