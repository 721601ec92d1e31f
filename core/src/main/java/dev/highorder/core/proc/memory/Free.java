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
        /// Neither a flag nor the figures tell; read as MiB. A known size of the machine tells: `scaledTo`.
        ASSUMED
    }

    /// These figures in the unit that fits the machine's size, which the kernel says elsewhere (MemTotal, pages RAM).
    /// The same figures where they fit already, were printed with suffixes, or fit in no unit.
    public Free scaledTo(long totalBytes) {
        if (unit == Unit.HUMAN || total <= 0 || fits(total, totalBytes)) {
            return this;
        }
        for (int shift = -30; shift <= 30; shift += 10) {
            if (shift != 0 && fits(shift(total, shift), totalBytes)) {
                return shifted(shift);
            }
        }
        return this;
    }

    private Free shifted(int by) {
        int power =
                (unit == Unit.BYTES ? 0 : unit == Unit.KIB ? 10 : unit == Unit.GIB ? 30 : 20) + by;
        Unit fitting =
                power == 0
                        ? Unit.BYTES
                        : power == 10 ? Unit.KIB : power == 20 ? Unit.MIB : Unit.GIB;
        return new Free(
                origin,
                shift(total, by),
                shift(used, by),
                shift(free, by),
                shift(shared, by),
                shift(buffCache, by),
                shift(available, by),
                shift(swapTotal, by),
                shift(swapUsed, by),
                shift(swapFree, by),
                memCite,
                swapCite,
                fitting);
    }

    /// `free` leaves out what the kernel reserved at boot, and rounds.
    private static boolean fits(long figure, long totalBytes) {
        return figure > totalBytes / 10 * 8 && figure <= totalBytes / 10 * 11 + (1L << 20);
    }

    private static OptionalLong shift(OptionalLong value, int by) {
        return value.isEmpty() ? value : OptionalLong.of(shift(value.getAsLong(), by));
    }

    private static long shift(long value, int by) {
        return by >= 0
                ? Long.numberOfLeadingZeros(value) > by + 1 ? value << by : Long.MAX_VALUE
                : value >> -by;
    }
}
