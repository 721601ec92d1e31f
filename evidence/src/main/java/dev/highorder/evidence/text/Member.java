/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.io.InputStream;

/// One stream of bytes of a place.
///
/// @param path the path to cite
/// @param name its path below the place; the same as `path` where it was given itself
/// @param bytes read once, from the beginning
/// @param given whether the user named this very file, so that an empty one is worth a word
public record Member(String path, String name, InputStream bytes, boolean given) {

    /// A file that is a place of its own.
    public static Member given(String path, InputStream bytes) {
        return new Member(path, path, bytes, true);
    }

    /// What stands in it, once a layer of packing is taken off.
    public Member unpacked(InputStream content) {
        return new Member(path, name, content, given);
    }
}
