/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.ZoneId;
import java.util.List;

/// `extfrag/extfrag_index` or `extfrag/unusable_index` of debugfs, one value an order, as the kernel's integers (−1000 … 1000).
public record FragmentationIndex(Origin origin, Kind kind, List<Zone> zones)
        implements AllocatorState {

    public FragmentationIndex {
        zones = List.copyOf(zones);
    }

    public enum Kind {
        EXTFRAG,
        UNUSABLE
    }

    public record Zone(ZoneId zone, List<Integer> values, Cite cite) {
        public Zone {
            values = List.copyOf(values);
        }
    }
}
