/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// `/proc/meminfo`, or `/sys/devices/system/node/nodeN/meminfo`.
///
/// @param node the NUMA node of a node's file; absent for the whole machine
/// @param bytes by the file's names (`MemTotal`, `SReclaimable` …); counts (`HugePages_Total`) as they are
/// @param cites the line of each name
public record MemInfo(
        Origin origin, OptionalInt node, Map<String, Long> bytes, Map<String, Cite> cites)
        implements MemoryState {

    public MemInfo {
        bytes = Map.copyOf(bytes);
        cites = Map.copyOf(cites);
    }

    public OptionalLong bytes(String name) {
        Long value = bytes.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    public Optional<Cite> cite(String name) {
        return Optional.ofNullable(cites.get(name));
    }
}
