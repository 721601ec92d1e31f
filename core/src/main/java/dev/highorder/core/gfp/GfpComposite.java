/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.gfp;

import java.util.EnumSet;
import java.util.Set;

/// A named combination of flags, in the order in which the kernel tries them when it prints a mask
/// (include/trace/events/mmflags.h, 4.6 to 6.18).
enum GfpComposite {
    TRANSHUGE,
    TRANSHUGE_LIGHT,
    HIGHUSER_MOVABLE,
    HIGHUSER,
    USER,
    TEMPORARY,
    KERNEL_ACCOUNT,
    KERNEL,
    NOFS,
    ATOMIC,
    NOIO,
    NOWAIT,
    THISNODE;

    String printedName() {
        return "GFP_" + name();
    }

    boolean exists(GfpLayout layout) {
        return switch (this) {
            case TRANSHUGE_LIGHT -> layout.compareTo(GfpLayout.L4) >= 0;
            case TEMPORARY -> layout.compareTo(GfpLayout.L5) <= 0;
            case KERNEL_ACCOUNT -> GfpFlag.ACCOUNT.bit(layout).isPresent();
            case THISNODE -> layout.waits();
            case TRANSHUGE, HIGHUSER_MOVABLE, HIGHUSER, USER, KERNEL, NOFS, ATOMIC, NOIO, NOWAIT ->
                    true;
        };
    }

    /// The flags it stands for. `NOWAIT` is no flag at all up to 4.3.
    Set<GfpFlag> flags(GfpLayout layout) {
        return switch (this) {
            case NOWAIT -> nowait(layout);
            case ATOMIC -> atomic(layout);
            case NOIO -> reclaim(layout);
            case NOFS -> with(reclaim(layout), GfpFlag.IO);
            case KERNEL -> with(NOFS.flags(layout), GfpFlag.FS);
            case KERNEL_ACCOUNT -> with(KERNEL.flags(layout), GfpFlag.ACCOUNT);
            case TEMPORARY -> with(KERNEL.flags(layout), GfpFlag.RECLAIMABLE);
            case USER -> with(KERNEL.flags(layout), GfpFlag.HARDWALL);
            case HIGHUSER -> with(USER.flags(layout), GfpFlag.HIGHMEM);
            case HIGHUSER_MOVABLE -> movable(layout);
            case TRANSHUGE_LIGHT -> light(layout);
            case TRANSHUGE -> transhuge(layout);
            case THISNODE -> EnumSet.of(GfpFlag.THISNODE, GfpFlag.NORETRY, GfpFlag.NOWARN);
        };
    }

    long value(GfpLayout layout) {
        long value = 0;
        for (GfpFlag flag : flags(layout)) {
            value |= flag.value(layout);
        }
        return value;
    }

    private static Set<GfpFlag> reclaim(GfpLayout layout) {
        return layout.waits()
                ? EnumSet.of(GfpFlag.WAIT)
                : EnumSet.of(GfpFlag.DIRECT_RECLAIM, GfpFlag.KSWAPD_RECLAIM);
    }

    private static Set<GfpFlag> nowait(GfpLayout layout) {
        if (layout.waits()) {
            return EnumSet.noneOf(GfpFlag.class);
        }
        return layout == GfpLayout.L12
                ? EnumSet.of(GfpFlag.KSWAPD_RECLAIM, GfpFlag.NOWARN)
                : EnumSet.of(GfpFlag.KSWAPD_RECLAIM);
    }

    private static Set<GfpFlag> atomic(GfpLayout layout) {
        if (layout.waits()) {
            return EnumSet.of(GfpFlag.HIGH);
        }
        Set<GfpFlag> flags = EnumSet.of(GfpFlag.HIGH, GfpFlag.KSWAPD_RECLAIM);
        if (GfpFlag.ATOMIC.bit(layout).isPresent()) {
            flags.add(GfpFlag.ATOMIC);
        }
        return flags;
    }

    private static Set<GfpFlag> movable(GfpLayout layout) {
        Set<GfpFlag> flags = with(HIGHUSER.flags(layout), GfpFlag.MOVABLE);
        if (layout == GfpLayout.L9) {
            flags.add(GfpFlag.SKIP_KASAN_POISON);
        }
        return flags;
    }

    private static Set<GfpFlag> light(GfpLayout layout) {
        Set<GfpFlag> flags = movable(layout);
        flags.removeAll(reclaim(layout));
        flags.addAll(EnumSet.of(GfpFlag.COMP, GfpFlag.NOMEMALLOC, GfpFlag.NOWARN));
        return flags;
    }

    private static Set<GfpFlag> transhuge(GfpLayout layout) {
        Set<GfpFlag> flags = light(layout);
        if (layout.waits()) {
            flags.addAll(EnumSet.of(GfpFlag.WAIT, GfpFlag.NORETRY, GfpFlag.NO_KSWAPD));
            return flags;
        }
        flags.add(GfpFlag.DIRECT_RECLAIM);
        if (layout == GfpLayout.L3) {
            flags.add(GfpFlag.NORETRY);
        }
        return flags;
    }

    private static Set<GfpFlag> with(Set<GfpFlag> flags, GfpFlag more) {
        flags.add(more);
        return flags;
    }
}
