/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// `/proc/vmstat`: counters since boot and `nr_…` levels in pages.
public record VmStat(Origin origin, Map<String, Long> values, Map<String, Cite> cites)
        implements MemoryState {

    public VmStat {
        values = Map.copyOf(values);
        cites = Map.copyOf(cites);
    }

    public OptionalLong value(String name) {
        Long value = values.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    public Optional<Cite> cite(String name) {
        return Optional.ofNullable(cites.get(name));
    }
}
