/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import dev.highorder.core.model.ZoneId;
import java.util.Optional;

/// The page frames of a zone: from `start` on, `spanned` of them, holes included.
///
/// @param id absent where nothing tells which frames are of which zone
public record FrameZone(Optional<ZoneId> id, long start, long spanned) {

    public FrameZone {
        if (start < 0 || spanned < 0) {
            throw new IllegalArgumentException("a zone from " + start + " of " + spanned);
        }
    }

    /// The first frame behind it.
    public long end() {
        return start + spanned;
    }
}
