/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.AllocatorGeneration;
import dev.highorder.core.buddy.ClassZone;
import dev.highorder.core.buddy.Doubt;
import dev.highorder.core.buddy.Eligibility;
import dev.highorder.core.buddy.Request;
import dev.highorder.core.buddy.WatermarkCheck;
import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.MigrateType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Holds a failed request against a memory picture, zone by zone.
public final class RequestCases {

    /// Where a snapshot brings no watermarks: the largest `min_free_kbytes` that the kernel sets by itself, in bytes
    /// (mm/page_alloc.c, init_per_zone_wmark_min: 262144 kB). An administrator may have set more.
    private static final long LARGEST_DEFAULT_MIN = 262_144L * 1024;

    private final NodeEvidence node;
    private final FailedRequest failed;
    private final MemoryPicture picture;
    private final Request request;
    private final AllocatorGeneration generation;

    private RequestCases(NodeEvidence node, FailedRequest failed, MemoryPicture picture) {
        this.node = node;
        this.failed = failed;
        this.picture = picture;
        this.request =
                failed.flags()
                        .map(flags -> Request.of(failed.order(), flags))
                        .orElse(Request.kernel(failed.order()));
        this.generation = generation(node.release(), picture);
    }

    public static RequestCase of(NodeEvidence node, FailedRequest failed, MemoryPicture picture) {
        return new RequestCases(node, failed, picture).build();
    }

    private RequestCase build() {
        Eligibility eligible =
                failed.flags()
                        .map(flags ->
                                Eligibility.of(flags, failed.nodemask(), failed.memsAllowed()))
                        .orElse(Eligibility.of(kernelFlags(), failed.nodemask(), Optional.empty()));
        List<ZoneCase> zones = new ArrayList<>();
        List<ZonePool> barred = new ArrayList<>();
        long counted = 0;
        for (ZonePool pool : picture.pools()) {
            Optional<Eligibility.Barrier> barrier = eligible.barrier(pool.zone());
            if (barrier.isEmpty()) {
                zones.add(judged(pool));
                counted += pool.free().orElse(0);
            } else if (barrier.get() == Eligibility.Barrier.ZONE) {
                barred.add(pool);
                counted += pool.free().orElse(0);
            }
        }
        OptionalLong all = picture.counter("free");
        long elsewhere = all.isPresent() ? Math.max(0, all.getAsLong() - counted) : 0;
        return new RequestCase(
                request,
                failed.flags(),
                picture,
                zones,
                barred,
                elsewhere,
                canReclaim(),
                failed.cite());
    }

    private ZoneCase judged(ZonePool pool) {
        Admission admission =
                pool.minPages().isPresent() || picture.moment() == MemoryPicture.Moment.AT_FAILURE
                        ? admit(pool)
                        : withoutMarks(pool);
        boolean decided = !(admission instanceof Admission.Undecided);
        if (admission instanceof Admission.Undecided open && open.answer() == Admission.Answer.NO) {
            admission = open.atBest();
        }
        return new ZoneCase(pool, admission, decided, picture.cite(pool.zone()));
    }

    /// A snapshot without watermarks is judged with none and with the largest that the kernel sets by itself; where both say
    /// the same, the watermark does not matter.
    private Admission withoutMarks(ZonePool pool) {
        Admission free = admit(withMin(pool, 0));
        Admission strict = admit(withMin(pool, LARGEST_DEFAULT_MIN / picture.pageSize()));
        return free.getClass() == strict.getClass()
                ? free
                : new Admission.Undecided(free, strict, Set.of(Doubt.MARK));
    }

    private Admission admit(ZonePool pool) {
        Set<String> seen = new TreeSet<>();
        for (ZonePool other : picture.pools()) {
            if (other.zone().node() == pool.zone().node()) {
                seen.add(other.zone().zone());
            }
        }
        return WatermarkCheck.admit(pool, request, generation, new ClassZone(seen, shownRank()));
    }

    private static ZonePool withMin(ZonePool pool, long min) {
        return new ZonePool(
                pool.zone(),
                pool.freePages(),
                OptionalLong.of(min),
                pool.lowPages(),
                pool.highPages(),
                pool.lowmemReserve(),
                pool.managedPages(),
                pool.reservedHighatomic(),
                pool.freeHighatomic(),
                pool.freeCma(),
                pool.boost(),
                pool.blocks(),
                pool.types());
    }

    /// From 6.1 on the kernel's report holds only the zones that the request may use (`__show_mem`, gfp_zone).
    private int shownRank() {
        boolean all =
                picture.moment() != MemoryPicture.Moment.AT_FAILURE
                        || node.release().map(release -> release.below(6, 1)).orElse(true);
        return all ? 5 : request.highestZoneRank();
    }

    private static AllocatorGeneration generation(
            Optional<KernelRelease> release, MemoryPicture picture) {
        Optional<AllocatorGeneration> known = release.flatMap(AllocatorGeneration::of);
        if (known.isPresent()) {
            return known.get();
        }
        boolean oldLists =
                picture.pools().stream()
                        .anyMatch(pool ->
                                pool.types().stream()
                                        .anyMatch(types -> types.contains(MigrateType.RESERVE)));
        return oldLists ? AllocatorGeneration.HALVING_LOOP : AllocatorGeneration.USABLE_BLOCK;
    }

    private static GfpFlags kernelFlags() {
        return new GfpFlags(Set.of(), List.of(), Optional.empty());
    }

    private boolean canReclaim() {
        boolean sleeps = failed.flags().map(GfpFlags::directReclaim).orElse(true);
        return sleeps
                && !failed.comm().startsWith("kswapd")
                && failed.stack().map(RequestCases::notReclaiming).orElse(true);
    }

    /// A task that is in reclaim already (PF_MEMALLOC) does not reclaim again.
    private static boolean notReclaiming(StackDump stack) {
        for (StackFrame frame : stack.frames()) {
            if (frame.reliable()
                    && (frame.function().equals("balance_pgdat")
                            || frame.function().equals("try_to_free_pages")
                            || frame.function().equals("shrink_node")
                            || frame.function().equals("shrink_zone"))) {
                return false;
            }
        }
        return true;
    }
}
