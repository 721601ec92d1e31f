/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.frames;

import java.nio.file.Path;

/// One file of words, a word a page frame.
sealed interface WordFile {

    /// To cite.
    String cited();

    /// Lies as it is, so that any part of it can be read at once.
    record Plain(String cited, Path path, long bytes) implements WordFile {}

    /// Made by the kernel while it is read.
    record Kernel(String cited, Path path) implements WordFile {}

    /// Compressed.
    record Packed(String cited, Path path) implements WordFile {}

    /// A member of an archive, compressed or not.
    ///
    /// @param cited `bundle.tar.zst!proc/kpageflags.zst`
    record Member(String cited, Path archive, String place) implements WordFile {}
}
