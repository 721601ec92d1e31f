/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.gfp;

import dev.highorder.core.model.KernelRelease;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A numbering of the GFP flags: the same bit means different things on different kernels. Which kernels a layout
/// covers was read in their sources, or is known from memory only, see `certainty`.
public enum GfpLayout {
    L1(0, "2.6.32 (RHEL 6)"),
    L2(1, "3.10, RHEL 7 up to 3.10.0-514"),
    L2R(2, "RHEL 7 from 3.10.0-1062"),
    L3(3, "4.4"),
    L4(4, "4.5 to 4.9"),
    L5(5, "4.10 to 4.14"),
    L6(6, "4.15, 4.16"),
    L7(7, "4.18 to 5.0, RHEL 8"),
    L8(8, "5.2 to 5.13"),
    L9(9, "5.14, 5.15, RHEL 9"),
    L10(10, "6.1"),
    L11(11, "6.6"),
    L12(12, "6.12 and later");

    /// How well it is known that a release uses a layout.
    public enum Certainty {
        /// Read in that kernel's source, or between two releases where it was read.
        READ,
        /// From memory, or assumed from the neighbours: never to be stated as certain.
        MEMORY
    }

    private final int column;
    private final String kernels;

    GfpLayout(int column, String kernels) {
        this.column = column;
        this.kernels = kernels;
    }

    /// Its place in the tables of `GfpFlag`.
    int column() {
        return column;
    }

    /// The kernels it applies to, in words.
    public String kernels() {
        return kernels;
    }

    /// Whether sleeping is `__GFP_WAIT` (≤ 4.3, RHEL 6 and 7) rather than `__GFP_DIRECT_RECLAIM`.
    public boolean waits() {
        return compareTo(L2R) <= 0;
    }

    /// Of the kernels that print a mask as a number alone: up to 4.5.
    static final List<GfpLayout> UNNAMED = List.of(L1, L2, L2R, L3, L4);

    /// The layout of a release; empty where it is not known, or where it may be one of several.
    public static Optional<GfpLayout> of(KernelRelease release) {
        List<GfpLayout> possible = possible(release);
        return possible.size() == 1 ? Optional.of(possible.getFirst()) : Optional.empty();
    }

    /// The layouts a release may have, the likeliest first; several where the change happened at an unknown build,
    /// none where nothing is known. RHEL's own kernels are told by their base version: an `el7` in the name of a
    /// 5.4 kernel is somebody else's build.
    public static List<GfpLayout> possible(KernelRelease release) {
        int version = release.major() * 1000 + release.minor();
        if (release.major() == 2) {
            return release.minor() == 6 && release.patch() == 32 ? List.of(L1) : List.of();
        }
        if (version == 3010 && release.isEl(7)) {
            int build = release.elBuild().orElse(0);
            if (build >= 1062) {
                return List.of(L2R);
            }
            return build > 0 && build <= 514 ? List.of(L2) : List.of(L2R, L2);
        }
        if (version < 3007) {
            return List.of();
        }
        if (version <= 4003) {
            return List.of(L2);
        }
        if (version <= 4004) {
            return List.of(L3);
        }
        if (version <= 4009) {
            return List.of(L4);
        }
        if (version <= 4014) {
            return List.of(L5);
        }
        if (version <= 4016) {
            return List.of(L6);
        }
        if (version == 4017) {
            return List.of(L6, L7);
        }
        if (version <= 5000) {
            return List.of(L7);
        }
        if (version == 5001) {
            return List.of(L7, L8);
        }
        if (version <= 5013) {
            return List.of(L8);
        }
        if (version == 5014 && release.el().isPresent()) {
            return release.elBuild().orElse(0) <= 162 ? List.of(L9) : List.of(L9, L10, L11);
        }
        if (version <= 5015) {
            return List.of(L9);
        }
        if (version < 6001) {
            return List.of(L10, L9);
        }
        if (version == 6001) {
            return List.of(L10);
        }
        if (version == 6002) {
            return List.of(L10, L11);
        }
        if (version <= 6008) {
            return List.of(L11);
        }
        return version < 6012 ? List.of(L12, L11) : List.of(L12);
    }

    /// How well the layouts of a release are known.
    public static Certainty certainty(KernelRelease release) {
        if (possible(release).size() != 1) {
            return Certainty.MEMORY;
        }
        int version = release.major() * 1000 + release.minor();
        boolean read =
                release.major() == 2
                        || version == 3010
                        || (version >= 4004 && version <= 5010)
                        || version == 5014
                        || version == 5015
                        || version == 6001
                        || version == 6006
                        || (version >= 6012 && version <= 6018);
        return read ? Certainty.READ : Certainty.MEMORY;
    }

    /// What the kernel itself would print for the mask: the first composite that is wholly in it, then the single flags
    /// that are left by rising bit, then the bits without a name as one hexadecimal number. Up to 4.3 `GFP_ATOMIC` is the
    /// single flag `__GFP_HIGH`; it is named so only in a mask that does not wait.
    public List<String> decode(long mask) {
        List<String> names = new ArrayList<>(4);
        long rest = mask;
        for (GfpComposite composite : GfpComposite.values()) {
            if (!composite.exists(this) || !matches(composite, mask)) {
                continue;
            }
            names.add(composite.printedName());
            rest &= ~composite.value(this);
            break;
        }
        for (int bit = 0; bit < 64 && rest != 0; bit++) {
            long value = 1L << bit;
            if ((rest & value) == 0) {
                continue;
            }
            Optional<GfpFlag> flag = flag(value);
            if (flag.isPresent()) {
                names.add(flag.get().printedName());
                rest &= ~value;
            }
        }
        if (rest != 0) {
            names.add("0x" + Long.toHexString(rest));
        }
        return List.copyOf(names);
    }

    /// The flags of a mask; bits without a name are left out.
    public Set<GfpFlag> flags(long mask) {
        Set<GfpFlag> flags = EnumSet.noneOf(GfpFlag.class);
        for (GfpFlag flag : GfpFlag.values()) {
            if ((mask & flag.value(this)) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /// The bits of a mask that have no name here.
    public long unnamed(long mask) {
        long rest = mask;
        for (GfpFlag flag : GfpFlag.values()) {
            rest &= ~flag.value(this);
        }
        return rest;
    }

    /// The number that printed names stand for; empty where a name does not exist in this layout.
    public Optional<Long> encode(List<String> names) {
        long mask = 0;
        for (String name : names) {
            Optional<Long> value = value(name);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            mask |= value.get();
        }
        return Optional.of(mask);
    }

    /// The layouts in which the names stand for exactly that mask, whatever their order.
    public static List<GfpLayout> fitting(long mask, List<String> printedNames) {
        List<GfpLayout> fitting = new ArrayList<>();
        for (GfpLayout layout : values()) {
            Optional<Long> encoded = layout.encode(printedNames);
            if (encoded.isPresent() && encoded.get() == mask) {
                fitting.add(layout);
            }
        }
        return List.copyOf(fitting);
    }

    private boolean matches(GfpComposite composite, long mask) {
        long value = composite.value(this);
        if (value == 0) {
            return mask == 0;
        }
        if (composite == GfpComposite.ATOMIC && (mask & GfpFlag.WAIT.value(this)) != 0) {
            return false;
        }
        return (mask & value) == value;
    }

    private Optional<GfpFlag> flag(long value) {
        for (GfpFlag flag : GfpFlag.values()) {
            if (flag.value(this) == value) {
                return Optional.of(flag);
            }
        }
        return Optional.empty();
    }

    private Optional<Long> value(String name) {
        if (name.startsWith("0x") || name.startsWith("0X")) {
            try {
                return Optional.of(Long.parseUnsignedLong(name, 2, name.length(), 16));
            } catch (NumberFormatException ignored) {
                return Optional.empty();
            }
        }
        Set<GfpFlag> flags = GfpName.flags(name.toUpperCase(Locale.ROOT), this);
        if (flags.isEmpty()) {
            return name.equals(GfpComposite.NOWAIT.printedName()) && waits()
                    ? Optional.of(0L)
                    : Optional.empty();
        }
        long mask = 0;
        for (GfpFlag flag : flags) {
            long value = flag.value(this);
            if (value == 0) {
                return Optional.empty();
            }
            mask |= value;
        }
        return Optional.of(mask);
    }
}
