/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.gfp;

import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.MigrateType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The flags of one request and what they allow it. Read from the names where the kernel printed them (≥ 4.6), else
/// from the number by the kernel's layout. The mask is the one that reached the allocator: scopes
/// (`memalloc_nofs_save` and the like) have already taken bits off.
///
/// @param flags single flags, composites expanded
/// @param printed what the kernel printed or would print: a composite first, then single flags by rising bit
/// @param layout by which the bits were read, the likeliest one where several that are possible for the release read them
///     alike; empty for names alone, and where names fit several layouts and the release is not known
public record GfpFlags(Set<GfpFlag> flags, List<String> printed, Optional<GfpLayout> layout) {

    public GfpFlags {
        EnumSet<GfpFlag> copy = EnumSet.noneOf(GfpFlag.class);
        copy.addAll(flags);
        flags = Collections.unmodifiableSet(copy);
        printed = List.copyOf(printed);
    }

    /// Empty where neither names nor a number with a known meaning are there.
    public static Optional<GfpFlags> read(
            OptionalLong mask, List<String> printedNames, Optional<KernelRelease> release) {
        List<GfpLayout> possible =
                release.isPresent() ? GfpLayout.possible(release.get()) : List.of();
        if (!printedNames.isEmpty()) {
            return named(mask, printedNames, possible);
        }
        if (mask.isEmpty() || possible.isEmpty()) {
            return Optional.empty();
        }
        return numbered(mask.getAsLong(), possible);
    }

    /// What a number alone means where it has the same meaning in every layout of the kernels that printed no names, though it is
    /// not known which of them printed it. Nothing certain rests on that: kernels between those that were read may differ.
    public static Optional<GfpFlags> agreed(long mask) {
        return numbered(mask, GfpLayout.UNNAMED);
    }

    private static Optional<GfpFlags> numbered(long mask, List<GfpLayout> possible) {
        List<GfpLayout> sensible = new ArrayList<>();
        for (GfpLayout layout : possible) {
            if (possible.size() == 1 || GfpSense.objection(mask, layout).isEmpty()) {
                sensible.add(layout);
            }
        }
        if (sensible.isEmpty()) {
            return Optional.empty();
        }
        GfpLayout first = sensible.getFirst();
        List<String> names = first.decode(mask);
        for (GfpLayout other : sensible) {
            if (!other.decode(mask).equals(names)) {
                return Optional.empty();
            }
        }
        return Optional.of(of(mask, first, Optional.of(first)));
    }

    private static Optional<GfpFlags> named(
            OptionalLong mask, List<String> names, List<GfpLayout> possible) {
        List<GfpLayout> fitting =
                mask.isPresent() ? GfpLayout.fitting(mask.getAsLong(), names) : List.of();
        for (GfpLayout layout : possible) {
            if (fitting.contains(layout)) {
                return Optional.of(of(mask.getAsLong(), layout, Optional.of(layout)));
            }
        }
        if (!fitting.isEmpty()) {
            // The kernel's own layout is not known, or a distribution changed it: the names decide.
            GfpLayout last = fitting.getLast();
            return Optional.of(
                    of(
                            mask.getAsLong(),
                            last,
                            fitting.size() == 1 ? Optional.of(last) : Optional.empty()));
        }
        return byNames(mask, names, possible);
    }

    private static GfpFlags of(long mask, GfpLayout layout, Optional<GfpLayout> known) {
        return new GfpFlags(layout.flags(mask), layout.decode(mask), known);
    }

    /// Names that no layout makes into the printed number (a number that was cut, a configuration of its own), or names
    /// alone: each name is taken for itself, by the release's layout, else by the newest that knows it.
    private static Optional<GfpFlags> byNames(
            OptionalLong mask, List<String> names, List<GfpLayout> possible) {
        Set<GfpFlag> flags = EnumSet.noneOf(GfpFlag.class);
        List<GfpLayout> order = new ArrayList<>(possible);
        for (GfpLayout layout : GfpLayout.values()) {
            order.add(possible.size(), layout); // the newest first
        }
        boolean any = false;
        for (String name : names) {
            for (GfpLayout layout : order) {
                Set<GfpFlag> some = GfpName.flags(name.toUpperCase(Locale.ROOT), layout);
                if (!some.isEmpty()) {
                    flags.addAll(some);
                    any = true;
                    break;
                }
            }
        }
        if (!any && mask.isPresent() && possible.size() == 1) {
            return Optional.of(
                    of(mask.getAsLong(), possible.getFirst(), Optional.of(possible.getFirst())));
        }
        return any ? Optional.of(new GfpFlags(flags, names, Optional.empty())) : Optional.empty();
    }

    public boolean has(GfpFlag flag) {
        return flags.contains(flag);
    }

    /// May sleep, reclaim and compact for itself.
    public boolean directReclaim() {
        return has(GfpFlag.WAIT) || has(GfpFlag.DIRECT_RECLAIM);
    }

    /// Wakes kswapd. Up to 4.3 every request does that does not say NO_KSWAPD.
    public boolean kswapdReclaim() {
        return has(GfpFlag.KSWAPD_RECLAIM) || (old() && !has(GfpFlag.NO_KSWAPD));
    }

    /// The min watermark is halved for it (`ALLOC_HIGH`, since 6.3 `ALLOC_MIN_RESERVE`).
    public boolean high() {
        return has(GfpFlag.HIGH);
    }

    /// It may go a further quarter below the watermark and use the HIGHATOMIC lists. `gfp_to_alloc_flags`: up to 4.3
    /// whoever does not wait; 4.4 to 6.2 whoever says ATOMIC; since 6.3 whoever says HIGH and does not sleep. Never
    /// with NOMEMALLOC.
    public boolean atomicReserve() {
        if (has(GfpFlag.NOMEMALLOC)) {
            return false;
        }
        if (old()) {
            return !has(GfpFlag.WAIT) && !has(GfpFlag.NO_KSWAPD);
        }
        boolean flagExists = layout.isPresent() && GfpFlag.ATOMIC.bit(layout.get()).isPresent();
        if (flagExists || has(GfpFlag.ATOMIC)) {
            return has(GfpFlag.ATOMIC);
        }
        return high() && !directReclaim();
    }

    public boolean movable() {
        return has(GfpFlag.MOVABLE);
    }

    /// The lists the request is served from first.
    public MigrateType migrateType() {
        if (movable()) {
            return MigrateType.MOVABLE;
        }
        return has(GfpFlag.RECLAIMABLE) ? MigrateType.RECLAIMABLE : MigrateType.UNMOVABLE;
    }

    public boolean io() {
        return has(GfpFlag.IO);
    }

    public boolean fs() {
        return has(GfpFlag.FS);
    }

    public boolean thisNode() {
        return has(GfpFlag.THISNODE);
    }

    public boolean noRetry() {
        return has(GfpFlag.NORETRY);
    }

    /// REPEAT, from 4.13 RETRY_MAYFAIL: tries harder than usual at costly orders, and may fail.
    public boolean mayFail() {
        return has(GfpFlag.REPEAT) || has(GfpFlag.RETRY_MAYFAIL);
    }

    public boolean noWarn() {
        return has(GfpFlag.NOWARN);
    }

    public boolean noFail() {
        return has(GfpFlag.NOFAIL);
    }

    /// May ignore the watermarks; NOMEMALLOC takes precedence.
    public boolean memAlloc() {
        return has(GfpFlag.MEMALLOC) && !noMemAlloc();
    }

    public boolean noMemAlloc() {
        return has(GfpFlag.NOMEMALLOC);
    }

    public boolean hardwall() {
        return has(GfpFlag.HARDWALL);
    }

    /// Charged to the memory cgroup as kernel memory.
    public boolean account() {
        return has(GfpFlag.ACCOUNT) || has(GfpFlag.KMEMCG);
    }

    /// Whether direct compaction may run for a high order. It needs the right to sleep, and IO and FS up to 4.9
    /// (`try_to_compact_pages`), IO alone since (`gfp_compaction_allowed`); empty where that turns on the unknown kernel.
    public Optional<Boolean> compactionAllowed(Optional<KernelRelease> release) {
        if (!directReclaim() || !io()) {
            return Optional.of(false);
        }
        if (fs()) {
            return Optional.of(true);
        }
        if (release.isPresent()) {
            return Optional.of(release.get().atLeast(4, 10));
        }
        if (old()) {
            return Optional.of(false);
        }
        return layout.map(known -> known.compareTo(GfpLayout.L4) > 0);
    }

    /// `ZoneId.rank` of the highest zone that the mask allows; all lower ones are allowed too.
    public int highestZoneRank() {
        if (has(GfpFlag.DMA)) {
            return 0;
        }
        if (has(GfpFlag.DMA32)) {
            return 1;
        }
        if (has(GfpFlag.HIGHMEM)) {
            return movable() ? 4 : 3;
        }
        return 2;
    }

    private boolean old() {
        return layout.isPresent()
                ? layout.get().waits()
                : has(GfpFlag.WAIT) || has(GfpFlag.NO_KSWAPD);
    }
}
