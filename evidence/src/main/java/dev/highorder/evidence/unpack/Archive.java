/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// An archive that is read from its beginning to its end, entry by entry.
sealed interface Archive permits TarArchive, ZipArchive {

    /// Goes to the next entry; empty at the end, or where nothing more can be made out.
    Optional<Entry> next() throws IOException;

    /// The content of the entry that `next` gave last, to be read before the following one.
    InputStream content();

    /// What was wrong with the entry that `next` gave last, once its content is read; where `next` gave none,
    /// what ended the archive before its time.
    Optional<String> damage();

    /// What could not be made out between the entries so far.
    Optional<String> loss();
}
