/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.model.ZoneId;
import java.util.Optional;

/// Which zones a request may use: not above the highest its mask names, and on the nodes that mempolicy and cpuset allow.
///
/// @param highestZoneRank `ZoneId.rank` of the highest zone
/// @param nodemask of the mempolicy or the caller
/// @param cpuset the task's mems_allowed
/// @param cpusetBinds whether the cpuset keeps the request out of other nodes: not an atomic one, and a kernel request (without
///     HARDWALL) may turn to the nearest hardwalled ancestor, usually the root with all nodes (`__cpuset_node_allowed`)
public record Eligibility(
        int highestZoneRank, NodeList nodemask, NodeList cpuset, boolean cpusetBinds) {

    /// What keeps a zone from a request.
    public enum Barrier {
        ZONE,
        NODEMASK,
        CPUSET
    }

    /// @param nodemask as printed; what cannot be read allows every node
    /// @param memsAllowed as printed
    public static Eligibility of(
            GfpFlags flags, Optional<String> nodemask, Optional<String> memsAllowed) {
        return new Eligibility(
                flags.highestZoneRank(),
                nodemask.flatMap(NodeList::parse).orElse(NodeList.ALL),
                memsAllowed.flatMap(NodeList::parse).orElse(NodeList.ALL),
                flags.hardwall() && !flags.atomicReserve());
    }

    public boolean allows(ZoneId zone) {
        return barrier(zone).isEmpty();
    }

    /// The first thing that keeps the zone from the request.
    public Optional<Barrier> barrier(ZoneId zone) {
        if (zone.rank() > highestZoneRank) {
            return Optional.of(Barrier.ZONE);
        }
        if (!nodemask.contains(zone.node())) {
            return Optional.of(Barrier.NODEMASK);
        }
        return cpusetBinds && !cpuset.contains(zone.node())
                ? Optional.of(Barrier.CPUSET)
                : Optional.empty();
    }
}
