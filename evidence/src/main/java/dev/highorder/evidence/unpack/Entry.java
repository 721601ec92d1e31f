/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

/// One entry of an archive.
///
/// @param name as the archive has it
/// @param target of a link, as the archive has it; else empty
public record Entry(String name, Kind kind, String target) {

    /// What an entry is.
    public enum Kind {
        FILE,
        DIRECTORY,
        /// Names another entry, relative to its own directory.
        SYMBOLIC_LINK,
        /// Names an entry before it, from the top of the archive.
        HARD_LINK,
        /// A device, a pipe, a socket, or what only the archiver itself understands.
        SPECIAL
    }
}
