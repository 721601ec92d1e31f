/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import dev.highorder.core.gfp.GfpFlag;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.MigrateType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what the flags of a request allow it to do.
final class ModeLesson {

    private static final List<String> ZONES =
            List.of("DMA", "DMA32", "Normal", "HighMem", "Movable");

    private final GfpFlags flags;
    private final Optional<KernelRelease> release;
    private final int order;
    private final List<String> statements = new ArrayList<>();

    private ModeLesson(GfpFlags flags, Optional<KernelRelease> release, int order) {
        this.flags = flags;
        this.release = release;
        this.order = order;
    }

    /// @param order −1 where it is not known
    static List<String> of(GfpFlags flags, Optional<KernelRelease> release, int order) {
        ModeLesson lesson = new ModeLesson(flags, release, order);
        lesson.sleeping();
        lesson.compaction();
        lesson.zone();
        lesson.lists();
        lesson.trying();
        lesson.shape();
        return lesson.statements;
    }

    static String zone(GfpFlags flags) {
        return ZONES.get(flags.highestZoneRank());
    }

    private void sleeping() {
        if (flags.directReclaim()) {
            statements.add(
                    "The request may sleep: before it fails the kernel reclaims memory for it.");
            if (flags.high()) {
                statements.add("__GFP_HIGH lets it use half of the min watermark's reserve.");
            }
            return;
        }
        statements.add(
                "The request may not sleep: no reclaim, no compaction, no second try. When it fails, the free memory was"
                        + " at the reserve in that instant, which often lasts milliseconds only.");
        if (flags.atomicReserve()) {
            statements.add(
                    flags.high()
                            ? "It may use five eighths of the min watermark's reserve, and the blocks kept for atomic requests."
                            : "It may use a quarter of the min watermark's reserve.");
        } else if (!flags.high()) {
            statements.add("It may not touch the reserve below the min watermark.");
        }
    }

    private void compaction() {
        if (order == 0 || !flags.directReclaim()) {
            return;
        }
        Optional<Boolean> allowed = flags.compactionAllowed(release);
        if (allowed.isEmpty()) {
            statements.add("Without __GFP_FS it may compact memory from 4.10 on, not before.");
        } else if (allowed.get()) {
            statements.add("For an order above 0 it may compact memory itself.");
        } else {
            statements.add(
                    flags.io()
                            ? "It cannot compact memory: up to 4.9 that takes both __GFP_IO and __GFP_FS."
                            : "It cannot compact memory: that takes __GFP_IO.");
        }
        if (!flags.fs() || !flags.io()) {
            statements.add(
                    "The mask is the one that reached the allocator: the caller may have said GFP_KERNEL inside a"
                            + (flags.io() ? " memalloc_nofs" : " memalloc_noio")
                            + " scope.");
        }
    }

    private void zone() {
        statements.add(
                switch (flags.highestZoneRank()) {
                    case 0 ->
                            "Only zone DMA can serve it (16 MiB on x86): free memory elsewhere is irrelevant.";
                    case 1 ->
                            "Only memory below 4 GiB (DMA32, DMA) can serve it: free memory elsewhere is irrelevant.";
                    case 2 -> "Zones up to Normal can serve it; HighMem and Movable cannot.";
                    case 3 -> "Zones up to HighMem can serve it; on 64-bit kernels that is Normal.";
                    default -> "Every zone can serve it, Movable included.";
                });
        if (flags.thisNode()) {
            statements.add(
                    "__GFP_THISNODE: only one NUMA node can serve it; free memory of the others is irrelevant.");
        }
        if (flags.hardwall()) {
            statements.add("__GFP_HARDWALL: it stays inside the task's cpuset.");
        }
    }

    private void lists() {
        MigrateType type = flags.migrateType();
        statements.add(
                switch (type) {
                    case MOVABLE ->
                            "Its pages are movable: it may also use CMA memory, and compaction can move them later.";
                    case RECLAIMABLE ->
                            "Its pages are reclaimable slab: it may steal blocks of the other types, never CMA.";
                    case UNMOVABLE, RESERVE, HIGHATOMIC, CMA, ISOLATE ->
                            "Its pages are unmovable: it may steal movable blocks, never CMA or isolated ones, and what it"
                                    + " takes stays where it is.";
                });
    }

    private void trying() {
        if (flags.noFail()) {
            statements.add("__GFP_NOFAIL: the kernel tries forever rather than fail.");
        }
        if (flags.mayFail()) {
            statements.add(
                    flags.has(GfpFlag.REPEAT)
                            ? "__GFP_REPEAT: it tries harder than usual at orders above 3, and may still fail."
                            : "__GFP_RETRY_MAYFAIL: it tries harder than usual at orders above 3, and may still fail.");
        }
        if (flags.noRetry()) {
            statements.add(
                    "__GFP_NORETRY: one light attempt; the caller expects failure"
                            + (flags.noWarn()
                                    ? " and, as it also asks for silence, nearly always has a fallback."
                                    : "."));
        }
        if (flags.noWarn()) {
            statements.add(
                    "__GFP_NOWARN: a failure prints nothing, so no headline does not mean no failure.");
        }
        if (flags.memAlloc()) {
            statements.add("__GFP_MEMALLOC: it may use all of the reserves.");
        } else if (flags.noMemAlloc()) {
            statements.add("__GFP_NOMEMALLOC: it may never use the emergency reserves.");
        }
    }

    private void shape() {
        if (flags.has(GfpFlag.COMP) && flags.has(GfpFlag.ZERO)) {
            statements.add(
                    "__GFP_COMP with __GFP_ZERO is what a kzalloc of more than two pages asks for.");
        }
        if (flags.has(GfpFlag.KMEMCG)) {
            statements.add(
                    "__GFP_KMEMCG: the pages are charged to the task's memory cgroup as kernel memory.");
        } else if (flags.account()) {
            statements.add(
                    "__GFP_ACCOUNT: charged to the memory cgroup, whose limit can refuse it too.");
        }
        if (flags.has(GfpFlag.NOTRACK)) {
            statements.add("__GFP_NOTRACK comes from SLUB: a slab page or a large kmalloc.");
        }
    }
}
