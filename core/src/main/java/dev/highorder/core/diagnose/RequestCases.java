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
import dev.highorder.core.diagnose.RequestCase.Unprinted;
import dev.highorder.core.diagnose.RequestCase.Unprinted.Where;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.klog.Requester;
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

    /// GFP_KERNEL, for a mask that cannot be read.
    private static final GfpFlags KERNEL = new GfpFlags(Set.of(), List.of(), Optional.empty());

    private static final Set<String> RECLAIM =
            Set.of(
                    "balance_pgdat",
                    "try_to_free_pages",
                    "do_try_to_free_pages",
                    "try_to_free_mem_cgroup_pages",
                    "shrink_node",
                    "shrink_zone",
                    "__node_reclaim",
                    "__zone_reclaim",
                    "compact_zone");

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
                Eligibility.of(
                        failed.flags().orElse(KERNEL),
                        failed.nodemask(),
                        failed.flags().isPresent() ? failed.memsAllowed() : Optional.empty());
        List<ZoneCase> zones = new ArrayList<>();
        List<ZoneCase> shutOut = new ArrayList<>();
        List<ZonePool> barred = new ArrayList<>();
        long printed = 0;
        for (ZonePool pool : picture.pools()) {
            printed += pool.free().orElse(0);
            boolean above = pool.zone().rank() > eligible.highestZoneRank();
            if (!onNodes(eligible, pool.zone().node())) {
                if (!above) {
                    shutOut.add(judged(pool));
                }
            } else if (above) {
                barred.add(pool);
            } else {
                zones.add(judged(pool));
            }
        }
        if (failed.flags().map(GfpFlags::thisNode).orElse(false)) {
            pinToOneNode(zones, shutOut);
        }
        return new RequestCase(
                request,
                failed.flags(),
                picture,
                zones,
                barred,
                shutOut,
                new Unprinted(
                        Math.max(0, picture.counter("free").orElse(0) - printed),
                        unprinted(eligible, barred)),
                canReclaim(),
                failed.cite());
    }

    private static boolean onNodes(Eligibility eligible, int node) {
        return eligible.nodemask().contains(node)
                && (!eligible.cpusetBinds() || eligible.cpuset().contains(node));
    }

    /// THISNODE: which node, no message says. In the failure's own report it must be one of those that refuse.
    private void pinToOneNode(List<ZoneCase> zones, List<ZoneCase> shutOut) {
        Set<Integer> serving = new TreeSet<>();
        Set<Integer> nodes = new TreeSet<>();
        for (ZoneCase zone : zones) {
            nodes.add(zone.zone().node());
            if (zone.admission() instanceof Admission.Served) {
                serving.add(zone.zone().node());
            }
        }
        if (picture.moment() == MemoryPicture.Moment.AT_FAILURE && serving.size() < nodes.size()) {
            for (ZoneCase zone : List.copyOf(zones)) {
                if (serving.contains(zone.zone().node())) {
                    zones.remove(zone);
                    shutOut.add(zone);
                }
            }
        }
    }

    private Where unprinted(Eligibility eligible, List<ZonePool> barred) {
        boolean zonesLeftOut =
                barred.isEmpty()
                        && node.release().map(release -> release.atLeast(6, 1)).orElse(true);
        boolean zonesAbove =
                request.highestZoneRank() < 2
                        || (request.highestZoneRank() == 2
                                && picture.footer().getOrDefault("highmem", 0L) > 0);
        if (zonesLeftOut && zonesAbove) {
            return Where.ZONES_ABOVE;
        }
        return eligible.cpusetBinds() || !eligible.nodemask().all()
                ? Where.NODES_SHUT_OUT
                : Where.NODES_OPEN;
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
        Admission free = admit(pool.withMin(0));
        Admission strict = admit(pool.withMin(largestMin() / picture.pageSize()));
        return free.getClass() == strict.getClass()
                ? free
                : new Admission.Undecided(free, strict, Set.of(Doubt.MARK));
    }

    /// The square root that the kernel takes of the machine's size, and what khugepaged asks for, stay below a sixteenth of it.
    private long largestMin() {
        OptionalLong memory = node.memoryBytes();
        return memory.isPresent()
                ? Math.min(LARGEST_DEFAULT_MIN, memory.getAsLong() / 16)
                : LARGEST_DEFAULT_MIN;
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
        return oldLists(picture)
                ? AllocatorGeneration.HALVING_LOOP
                : AllocatorGeneration.USABLE_BLOCK;
    }

    /// RESERVE lists are of kernels up to 4.3; a report whose blocks stand without letters is of 2.6.32.
    private static boolean oldLists(MemoryPicture picture) {
        boolean blocks = false;
        boolean letters = false;
        for (ZonePool pool : picture.pools()) {
            blocks |= pool.lists().blockCount() > 0;
            for (Set<MigrateType> types : pool.types()) {
                if (types.contains(MigrateType.RESERVE)) {
                    return true;
                }
                letters |= !types.isEmpty();
            }
        }
        return picture.moment() == MemoryPicture.Moment.AT_FAILURE && blocks && !letters;
    }

    private boolean canReclaim() {
        boolean sleeps = failed.flags().map(GfpFlags::directReclaim).orElse(true);
        return sleeps
                && !failed.comm().startsWith("kswapd")
                && failed.stack().map(RequestCases::notReclaiming).orElse(true);
    }

    /// A task that reclaims or compacts already (PF_MEMALLOC) does not reclaim again.
    private static boolean notReclaiming(StackDump stack) {
        for (StackFrame frame : Requester.trusted(stack.frames())) {
            if (RECLAIM.contains(frame.function())) {
                return false;
            }
        }
        return true;
    }
}
