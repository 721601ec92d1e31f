/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.List;

/// Reads outputs too short to be known by their shape (one number, one word): they are known by the path
/// of the file or by the command that printed them. All lines of the file or of the output are its block,
/// and the block's `Origin` carries that path or command.
public interface NamedBlockParser extends BlockParser {

    /// Whether a file of this path, or the output of this command, is this parser's.
    ///
    /// @param pathOrCommand `node-1/proc/sys/vm/min_free_kbytes`, `cat /proc/sys/vm/min_free_kbytes`, `uname -r`
    boolean reads(String pathOrCommand);

    /// Always 0 unless the output also has a shape of its own.
    @Override
    default int extent(List<Line> lines, int from) {
        return 0;
    }
}
