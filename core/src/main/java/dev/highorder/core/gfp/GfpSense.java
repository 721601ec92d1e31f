/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.gfp;

import java.util.Optional;
import java.util.Set;

/// Judges whether any caller of a kernel would pass a mask. It objects to
///
/// - a bit without a name;
/// - two of DMA, DMA32 and HIGHMEM (`GFP_ZONE_BAD` of include/linux/gfp.h), MOVABLE with RECLAIMABLE (the two have one migratetype);
/// - FS without IO; IO without any kind of reclaim, except where a light THP request or a first optimistic try
///   (NORETRY with NOWARN) took the reclaim bits off;
/// - NOFAIL with NORETRY or RETRY_MAYFAIL, NOFAIL without the right to sleep;
/// - 4.4 to 6.2: ATOMIC without HIGH, or with the right to sleep (the allocator itself warns of that);
/// - ≥ 4.4: HIGH without waking kswapd (except with NOWARN), direct reclaim without kswapd outside of THP.
///
/// An objection is a strong hint, no proof: a driver may pass nonsense.
final class GfpSense {

    private GfpSense() {}

    static Optional<String> objection(long mask, GfpLayout layout) {
        long unnamed = layout.unnamed(mask);
        if (unnamed != 0) {
            return Optional.of(
                    "bit 0x" + Long.toHexString(Long.lowestOneBit(unnamed)) + " has no name there");
        }
        Set<GfpFlag> flags = layout.flags(mask);
        Optional<String> zone = zoneObjection(flags);
        if (zone.isPresent()) {
            return zone.map(what -> bits(what, layout));
        }
        return (layout.waits() ? waitObjection(flags) : reclaimObjection(flags, layout, mask))
                .or(() -> retryObjection(flags))
                .map(what -> bits(what, layout));
    }

    private static Optional<String> zoneObjection(Set<GfpFlag> flags) {
        if (flags.contains(GfpFlag.DMA) && flags.contains(GfpFlag.DMA32)) {
            return Optional.of("DMA together with DMA32");
        }
        if (flags.contains(GfpFlag.HIGHMEM) && flags.contains(GfpFlag.DMA)) {
            return Optional.of("HIGHMEM together with DMA");
        }
        if (flags.contains(GfpFlag.HIGHMEM) && flags.contains(GfpFlag.DMA32)) {
            return Optional.of("HIGHMEM together with DMA32");
        }
        if (flags.contains(GfpFlag.MOVABLE) && flags.contains(GfpFlag.RECLAIMABLE)) {
            return Optional.of("MOVABLE together with RECLAIMABLE");
        }
        return Optional.empty();
    }

    private static Optional<String> waitObjection(Set<GfpFlag> flags) {
        if (flags.contains(GfpFlag.WAIT)) {
            return fsObjection(flags);
        }
        if (flags.contains(GfpFlag.NOFAIL)) {
            return Optional.of("NOFAIL without WAIT");
        }
        return ioObjection(flags, "WAIT").or(() -> fsObjection(flags));
    }

    private static Optional<String> reclaimObjection(
            Set<GfpFlag> flags, GfpLayout layout, long mask) {
        boolean direct = flags.contains(GfpFlag.DIRECT_RECLAIM);
        boolean kswapd = flags.contains(GfpFlag.KSWAPD_RECLAIM);
        boolean atomic = flags.contains(GfpFlag.ATOMIC);
        if (atomic && direct) {
            return Optional.of("ATOMIC together with DIRECT_RECLAIM");
        }
        if (atomic && !flags.contains(GfpFlag.HIGH)) {
            return Optional.of("ATOMIC without HIGH");
        }
        if (flags.contains(GfpFlag.NOFAIL) && !direct) {
            return Optional.of("NOFAIL without DIRECT_RECLAIM");
        }
        if (!direct && !kswapd && !light(layout, mask)) {
            Optional<String> io = ioObjection(flags, "a reclaim bit");
            if (io.isPresent()) {
                return io;
            }
            if (flags.contains(GfpFlag.HIGH) && !flags.contains(GfpFlag.NOWARN)) {
                return Optional.of("HIGH without KSWAPD_RECLAIM");
            }
        }
        if (direct && !kswapd && !flags.contains(GfpFlag.COMP)) {
            return Optional.of("DIRECT_RECLAIM without KSWAPD_RECLAIM");
        }
        return fsObjection(flags);
    }

    private static Optional<String> retryObjection(Set<GfpFlag> flags) {
        if (!flags.contains(GfpFlag.NOFAIL)) {
            return Optional.empty();
        }
        if (flags.contains(GfpFlag.NORETRY)) {
            return Optional.of("NOFAIL together with NORETRY");
        }
        return flags.contains(GfpFlag.RETRY_MAYFAIL)
                ? Optional.of("NOFAIL together with RETRY_MAYFAIL")
                : Optional.empty();
    }

    private static Optional<String> ioObjection(Set<GfpFlag> flags, String missing) {
        boolean optimistic = flags.contains(GfpFlag.NORETRY) && flags.contains(GfpFlag.NOWARN);
        if (optimistic) {
            return Optional.empty();
        }
        if (flags.contains(GfpFlag.IO)) {
            return Optional.of("IO without " + missing);
        }
        return flags.contains(GfpFlag.FS) ? Optional.of("FS without " + missing) : Optional.empty();
    }

    private static Optional<String> fsObjection(Set<GfpFlag> flags) {
        return flags.contains(GfpFlag.FS) && !flags.contains(GfpFlag.IO)
                ? Optional.of("FS without IO")
                : Optional.empty();
    }

    private static boolean light(GfpLayout layout, long mask) {
        if (!GfpComposite.TRANSHUGE_LIGHT.exists(layout)) {
            return false;
        }
        long value = GfpComposite.TRANSHUGE_LIGHT.value(layout);
        return (mask & value) == value;
    }

    /// Puts the bit behind the first flag of the objection: `IO (bit 0x40) without WAIT`.
    private static String bits(String what, GfpLayout layout) {
        int end = what.indexOf(' ');
        GfpFlag flag = GfpFlag.valueOf(what.substring(0, end));
        return "it would mean "
                + flag.printedName()
                + " (bit 0x"
                + Long.toHexString(flag.value(layout))
                + ")"
                + what.substring(end);
    }
}
