/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Problem;
import java.io.IOException;

/// Takes what is read of a node, piece by piece, in the order of reading: a diagnosis and a capture see the same.
public interface NodeVisitor {

    /// A piece's content.
    ///
    /// @param bytes of which the first `length` count; not to be kept
    void content(Piece piece, byte[] bytes, int length) throws IOException;

    /// The end of a log file, as the text that a diagnosis keeps of it.
    void tail(Piece piece, SourceText kept) throws IOException;

    /// Something that was not read, or not as a whole, and the command that shows it.
    ///
    /// @param name of the piece
    void missing(String name, Missing missing) throws IOException;

    /// Something that could not be read, or not as a whole.
    ///
    /// @param name of the piece
    void problem(String name, Problem problem) throws IOException;
}
