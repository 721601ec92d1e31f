/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The state of the free lists that the diagnosis used.
///
/// @param totals in bytes by name: `free`, `available`, `anon`, `fileCache`, `shmem`, `slabReclaimable`, `slabUnreclaimable`,
///     `pageTables`, `kernelStack`, `percpu`, `hugetlb`, `unaccounted`, `total` …; only what is known
/// @param asOf when it was taken
/// @param matchesFailure whether it is of the failure's moment and explains it; absent where it cannot be told
/// @param pageSize in bytes
/// @param cite where it was read
public record Memory(
        List<Zone> zones,
        Map<String, Long> totals,
        Optional<String> asOf,
        Optional<Boolean> matchesFailure,
        long pageSize,
        Optional<Cite> cite) {

    public Memory {
        zones = List.copyOf(zones);
        totals = Map.copyOf(totals);
    }

    /// @param freeBlocks one an order
    /// @param suitableBlocks one an order: a larger block counts as several
    /// @param extfragIndex the kernel's integer, one an order
    /// @param unusableIndex the kernel's integer, one an order
    /// @param usableFor whether the request in question could be served from here
    public record Zone(
            ZoneId zone,
            long freeBytes,
            OptionalLong minBytes,
            OptionalLong lowBytes,
            OptionalLong highBytes,
            List<Long> freeBlocks,
            List<Long> suitableBlocks,
            List<Integer> extfragIndex,
            List<Integer> unusableIndex,
            Optional<UsableFor> usableFor,
            Optional<Cite> cite) {

        public Zone {
            freeBlocks = List.copyOf(freeBlocks);
            suitableBlocks = List.copyOf(suitableBlocks);
            extfragIndex = List.copyOf(extfragIndex);
            unusableIndex = List.copyOf(unusableIndex);
        }
    }

    /// @param verdict `yes`, `no` or `unsure`
    public record UsableFor(int order, String verdict, String reason) {}
}
