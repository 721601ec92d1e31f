/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.gfp;

import java.util.OptionalInt;

/// A single flag of a GFP mask. Which bit it is depends on the kernel (include/linux/gfp.h, gfp_types.h since 6.2);
/// the text of each constant holds its bit number in base 36 (`a` is 10) for the layouts L1 L2 L2R L3 … L12, a dot
/// where the flag does not exist.
public enum GfpFlag {
    /// Zone DMA only.
    DMA("0000000000000"),
    /// Up to HighMem.
    HIGHMEM("1111111111111"),
    /// DMA32 and below.
    DMA32("2222222222222"),
    /// The page can be moved; with HIGHMEM up to Movable.
    MOVABLE("3333333333333"),
    /// May sleep and reclaim (≤ 4.3).
    WAIT("444.........."),
    /// May use half of the min watermark.
    HIGH("5555555555555"),
    /// May start I/O.
    IO("6666666666666"),
    /// May call into file systems.
    FS("7777777777777"),
    /// Prefers cache-cold pages.
    COLD("888888......."),
    /// No headline on failure.
    NOWARN("99999999ddddd"),
    /// Tries hard, may fail (≤ 4.12).
    REPEAT("aaaaaa......."),
    /// Never gives up.
    NOFAIL("bbbbbbbbfffff"),
    /// One attempt.
    NORETRY("ccccccccggggg"),
    /// A compound page.
    COMP("eeeeeeeeiiiii"),
    /// Zeroed.
    ZERO("ffffffff88888"),
    /// Never the emergency reserves.
    NOMEMALLOC("ggggggggjjjjj"),
    /// Obeys the cpuset.
    HARDWALL("hhhhhhhhkkkkk"),
    /// This node only.
    THISNODE("iiiiiiiilllll"),
    /// A slab that can be shrunk.
    RECLAIMABLE("jjj4444444444"),
    /// Not tracked by kmemcheck; on el6 0 without CONFIG_KMEMCHECK.
    NOTRACK("llllll......."),
    /// Does not wake kswapd (≤ 4.3).
    NO_KSWAPD("mmm.........."),
    /// For another node’s task.
    OTHER_NODE("nnnnn........"),
    /// May use all reserves.
    MEMALLOC(".dddddddhhhhh"),
    /// The page is charged to kmem (el7 ≤ 514).
    KMEMCG(".k..........."),
    /// Will be dirtied.
    WRITE(".oooonn8ccccc"),
    /// Charged to kmem.
    ACCOUNT("..k.kkkkmmmmm"),
    /// Cannot wait; may use more of the reserve (4.4 to 6.2).
    ATOMIC("...jjjjj999.."),
    /// Not charged to kmem (4.4).
    NOACCOUNT("...k........."),
    /// May sleep and reclaim (≥ 4.4).
    DIRECT_RECLAIM("...mmmmlaaaaa"),
    /// Wakes kswapd (≥ 4.4).
    KSWAPD_RECLAIM("...ppoombbbbb"),
    /// Hides from lockdep.
    NOLOCKDEP(".....ppnnprq."),
    /// Tries hard, may fail (≥ 4.13).
    RETRY_MAYFAIL("......aaeeeee"),
    /// Zeroes memory tags.
    ZEROTAGS(".........nnnn"),
    /// KASAN.
    SKIP_KASAN_POISON(".........oq.."),
    /// KASAN_HW_TAGS only.
    SKIP_ZERO("..........oo."),
    /// KASAN_HW_TAGS only.
    SKIP_KASAN_UNPOISON("..........p.."),
    /// KASAN_HW_TAGS only.
    SKIP_KASAN("...........p."),
    /// No slab object extension: bit 24 on a usual 6.10+ kernel (neither LOCKDEP nor KASAN_HW_TAGS).
    NO_OBJ_EXT("............o");

    private final String bits;

    GfpFlag(String bits) {
        this.bits = bits;
    }

    /// The number of the flag's bit in that layout; empty where the flag does not exist.
    public OptionalInt bit(GfpLayout layout) {
        char c = bits.charAt(layout.column());
        return c == '.' ? OptionalInt.empty() : OptionalInt.of(Character.digit(c, 36));
    }

    /// The flag's value in that layout; 0 where the flag does not exist.
    public long value(GfpLayout layout) {
        char c = bits.charAt(layout.column());
        return c == '.' ? 0 : 1L << Character.digit(c, 36);
    }

    /// As the kernel prints it. `DMA` and `DMA32` stand among the composites of mmflags.h and so lack the underscores.
    public String printedName() {
        return this == DMA || this == DMA32 ? "GFP_" + name() : "__GFP_" + name();
    }
}
