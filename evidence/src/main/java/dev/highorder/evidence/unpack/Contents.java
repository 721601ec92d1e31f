/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import dev.highorder.core.model.Problem;
import dev.highorder.evidence.text.Sample;
import java.io.IOException;

/// Takes what is unpacked.
public interface Contents {

    /// Says of each entry of an archive, before its content, that it is there, and whether the content is wanted.
    ///
    /// @param path to cite
    /// @param target of a symbolic link, as a path to cite; else empty
    boolean wants(String path, Entry.Kind kind, String target);

    /// Takes a member that is neither compressed nor an archive, and reads of it what it needs.
    void member(Sample sample) throws IOException;

    /// Something could not be unpacked.
    void problem(Problem problem);

    /// Something was left out on purpose.
    void leftOut(Problem problem);
}
