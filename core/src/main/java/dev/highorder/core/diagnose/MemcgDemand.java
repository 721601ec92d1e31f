/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.buddy.Bounds;
import dev.highorder.core.buddy.MemcgArray;
import dev.highorder.core.gfp.GfpFlag;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A request for the pointer array that grows with the number of kernel-accounted memory cgroups (mm/slab_common.c,
/// mm/memcontrol.c; 3.8 to 4.13, and el7, where the array is kmalloc'ed).
///
/// @param callSite the function that asked for the pages
/// @param shown whether the allocator's own stack shows it; else it follows from the error path
/// @param memcgs how many such cgroups existed at once; absent without an order, or where the order is none of the array's
/// @param cites where the demand shows
public record MemcgDemand(
        OptionalInt order,
        String callSite,
        boolean shown,
        Optional<Bounds> memcgs,
        List<Cite> cites) {

    private static final int ENOMEM = 12;

    public MemcgDemand {
        cites = List.copyOf(cites);
    }

    public boolean listLru() {
        return callSite.contains("list_lru");
    }

    /// Empty where the episode is no such request, or the kernel takes the array from vmalloc when it must (≥ 4.14, el8).
    public static Optional<MemcgDemand> of(Examination examination) {
        Optional<Episode> episode = examination.episode();
        Optional<KernelRelease> release = examination.release();
        if (episode.isEmpty()
                || release.map(r -> r.atLeast(4, 14) || r.below(3, 8)).orElse(false)) {
            return Optional.empty();
        }
        if (!(episode.get().lead() instanceof KernelEvent lead)) {
            return Optional.empty();
        }
        return shown(lead, release).or(() -> inferred(episode.get(), lead, examination));
    }

    private static Optional<MemcgDemand> shown(KernelEvent lead, Optional<KernelRelease> release) {
        if (!(lead instanceof AllocationFailure failure) || failure.ownStack().isEmpty()) {
            return Optional.empty();
        }
        for (StackFrame frame : failure.ownStack().get().frames()) {
            if (frame.reliable() && sizesByMemcgs(frame.function())) {
                return Optional.of(
                        new MemcgDemand(
                                OptionalInt.of(failure.order()),
                                frame.function(),
                                true,
                                array(frame.function(), release)
                                        .memcgs(failure.order(), pageSize(failure)),
                                List.of(failure.cite(), frame.cite())));
            }
        }
        return Optional.empty();
    }

    /// The slab layer's error path: on these kernels the array is the only allocation of variable size that
    /// kmem_cache_create makes, so an order above what a slab serves can only be its.
    private static Optional<MemcgDemand> inferred(
            Episode episode, KernelEvent lead, Examination examination) {
        Optional<KernelRelease> release = examination.release();
        boolean perNamespace = release.map(r -> r.below(4, 7)).orElse(false);
        if (lead instanceof AllocationFailure failure) {
            Optional<CacheCreateFailure> create =
                    episode.linked(CacheCreateFailure.class).filter(c -> c.errno() == ENOMEM);
            if (create.isEmpty()
                    || failure.ownStack().isPresent()
                    || failure.order() < 2
                    || release.isEmpty()
                    || !zeroed(failure, examination)) {
                return Optional.empty();
            }
            return Optional.of(
                    new MemcgDemand(
                            OptionalInt.of(failure.order()),
                            "memcg_alloc_cache_params",
                            false,
                            array("memcg_alloc_cache_params", release)
                                    .memcgs(failure.order(), pageSize(failure)),
                            cites(failure, create.get())));
        }
        boolean cache =
                lead instanceof CacheCreateFailure create
                        && create.errno() == ENOMEM
                        && perNamespace;
        boolean notice =
                lead instanceof KernelNotice text
                        && text.kind() == KernelNotice.Kind.NF_CONN_CACHE
                        && (perNamespace || release.isEmpty());
        return cache || notice
                ? Optional.of(
                        new MemcgDemand(
                                OptionalInt.empty(),
                                "memcg_alloc_cache_params",
                                false,
                                Optional.empty(),
                                List.of(lead.cite())))
                : Optional.empty();
    }

    /// kzalloc of more than a slab gives: GFP_KERNEL, with __GFP_COMP of kmalloc_order and __GFP_ZERO.
    private static boolean zeroed(AllocationFailure failure, Examination examination) {
        return FailedRequest.flags(failure.mode(), examination.node())
                .map(flags ->
                        flags.directReclaim() && flags.has(GfpFlag.COMP) && flags.has(GfpFlag.ZERO))
                .orElse(false);
    }

    private static List<Cite> cites(Fact failure, CacheCreateFailure create) {
        List<Cite> cites = new ArrayList<>(List.of(failure.cite(), create.cite()));
        create.stack().map(StackDump::cite).ifPresent(cites::add);
        return cites;
    }

    private static MemcgArray array(String function, Optional<KernelRelease> release) {
        if (function.contains("list_lru")) {
            return MemcgArray.LIST_LRU;
        }
        return release.map(r -> r.atLeast(4, 0)).orElse(false)
                ? MemcgArray.CACHE_ARRAY
                : MemcgArray.CACHE_PARAMS;
    }

    private static long pageSize(AllocationFailure failure) {
        return failure.memInfo()
                .map(MemInfoDump::pageSize)
                .filter(size -> size.isPresent())
                .map(size -> size.getAsLong())
                .orElse(MemoryPictures.USUAL_PAGE);
    }

    private static boolean sizesByMemcgs(String function) {
        return function.equals("memcg_alloc_cache_params")
                || function.equals("memcg_register_cache")
                || function.equals("memcg_update_cache_size")
                || function.equals("memcg_update_cache_params")
                || function.equals("memcg_update_all_caches")
                || function.equals("memcg_update_list_lru_node")
                || function.equals("memcg_update_list_lru")
                || function.equals("memcg_update_all_list_lrus")
                || function.equals("memcg_init_list_lru_node")
                || function.equals("memcg_init_list_lru")
                || function.equals("init_memcg_params");
    }
}
