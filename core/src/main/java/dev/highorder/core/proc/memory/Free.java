/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import java.util.Optional;
import java.util.OptionalLong;

/// Output of `free`, any unit and any procps version.
///
/// @param total, used, free, shared, buffCache in bytes; buffCache is buffers + cached on old procps
/// @param available in bytes; absent on procps < 3.3.10
/// @param swapTotal, swapUsed, swapFree in bytes, absent without a Swap line
/// @param memCite the `Mem:` line
/// @param swapCite the `Swap:` line
/// @param unit `k`, `m`, `g`, `b` or `h`: what the figures were read as; without a flag or command it is inferred
public record Free(
        Origin origin,
        long total,
        long used,
        long free,
        OptionalLong shared,
        OptionalLong buffCache,
        OptionalLong available,
        OptionalLong swapTotal,
        OptionalLong swapUsed,
        OptionalLong swapFree,
        Cite memCite,
        Optional<Cite> swapCite,
        Unit unit)
        implements MemoryState {

    public enum Unit {
        BYTES,
        KIB,
        MIB,
        GIB,
        HUMAN,
        /// Neither a flag nor the figures tell; read as KiB, the default.
        ASSUMED
    }
}
