/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.ZoneId;
import java.util.List;

/// `/proc/buddyinfo`: free blocks of exactly each order (mm/vmstat.c, frag_show). It knows no migratetypes
/// and leaves out the pages on per-CPU lists; the zones are not read at one instant.
///
/// @param zones in the order of the file, all with the same number of orders: a row of another length is
///     damaged, so it is a problem and left out
public record BuddyInfo(Origin origin, List<Zone> zones) implements AllocatorState {

    public BuddyInfo {
        zones = List.copyOf(zones);
    }

    /// @param freeBlocks entry n counts blocks of 2^n pages
    public record Zone(ZoneId zone, List<Long> freeBlocks, Cite cite) {
        public Zone {
            freeBlocks = List.copyOf(freeBlocks);
        }
    }
}
