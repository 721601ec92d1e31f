/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.model;

/// A memory zone of a NUMA node. Kernels without CONFIG_NUMA print no node; it is node 0 then.
///
/// @param node the NUMA node, from 0
/// @param zone the zone's name as the kernel prints it: `DMA`, `DMA32`, `Normal`, `HighMem`, `Movable`, `Device`
public record ZoneId(int node, String zone) implements Comparable<ZoneId> {

    @Override
    public int compareTo(ZoneId other) {
        int byNode = Integer.compare(node, other.node);
        return byNode != 0 ? byNode : Integer.compare(rank(), other.rank());
    }

    /// Position in the kernel's `enum zone_type` (include/linux/mmzone.h): a request may use the zone
    /// its flags name and all of lower rank.
    public int rank() {
        return switch (zone) {
            case "DMA" -> 0;
            case "DMA32" -> 1;
            case "Normal" -> 2;
            case "HighMem" -> 3;
            case "Movable" -> 4;
            default -> 5;
        };
    }

    // The methods a record gets are linked on first use, which takes a start longer than all it
    // asks of zones.
    @Override
    public boolean equals(Object other) {
        return other instanceof ZoneId that && node == that.node && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return 31 * node + zone.hashCode();
    }

    @Override
    public String toString() {
        return "Node " + node + " " + zone;
    }
}
