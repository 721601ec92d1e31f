/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import java.util.OptionalLong;

/// Is told how far the reading of evidence is. Several threads may tell it, but never two at once.
public interface Progress {

    /// For whom nobody looks on.
    Progress UNSEEN =
            new Progress() {
                @Override
                public void begin(OptionalLong bytes) {
                    // nothing to show
                }

                @Override
                public void read(long bytes) {
                    // nothing to show
                }
            };

    /// Reading begins.
    ///
    /// @param bytes how many there are, where that can be known before
    void begin(OptionalLong bytes);

    /// So many more bytes were read, as they lie in the file: of a compressed one, the compressed bytes.
    void read(long bytes);
}
