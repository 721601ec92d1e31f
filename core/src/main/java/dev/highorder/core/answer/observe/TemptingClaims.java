/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.observe;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.judge.Judged;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.proc.buddy.BuddyInfo;
import dev.highorder.core.proc.memory.Free;
import dev.highorder.core.proc.memory.MemInfo;
import dev.highorder.core.proc.memory.Slabs;
import dev.highorder.core.proc.system.RuntimeVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The wrong answers that people give to such evidence, refuted by name: each where the evidence holds what tempts to it,
/// or where everybody with such a node meets it.
public final class TemptingClaims {

    /// Counts of single pages from here on look frightening.
    private static final long FRIGHTENING = 10_000;

    private static final String FULL_SLABS = "a column of slabtop stands at 100 %";

    private final List<RuledOut> ruledOut = new ArrayList<>();

    private TemptingClaims() {}

    public static List<RuledOut> of(Judged top) {
        TemptingClaims claims = new TemptingClaims();
        Examination examination = top.examination();
        boolean failed = examination.episode().isPresent() && top.cause().problem();
        if (failed && top.cause() != Cause.MEMORY_EXHAUSTED) {
            claims.shortage(examination.node());
            claims.swap(examination);
        }
        if (failed) {
            claims.healthyNode(examination);
        }
        if (failed && top.cause() != Cause.KERNEL_MEMORY_LEAK) {
            claims.slab(examination.node());
        }
        if (failed) {
            claims.singlePages(examination.node());
            claims.zeros(examination);
        }
        if (top.cause() == Cause.KMEM_MEMCG_LEAK) {
            claims.slabOfAnyNode();
            claims.runtime(examination.node());
            claims.otherBug(examination);
        }
        return claims.ruledOut;
    }

    private void shortage(NodeEvidence node) {
        for (Free free : node.all(Free.class)) {
            if (free.available().isPresent() && free.available().getAsLong() > free.total() / 10) {
                cause(
                        Cause.MEMORY_EXHAUSTED,
                        "free shows "
                                + Amount.bytes(free.available().getAsLong())
                                + " available of "
                                + Amount.bytes(free.total()),
                        free.memCite());
            }
        }
        for (MemInfo info : node.all(MemInfo.class)) {
            long total = info.bytes("MemTotal").orElse(0);
            if (info.node().isEmpty()
                    && info.bytes("MemAvailable").orElse(0) > total / 10
                    && total > 0) {
                cause(
                        Cause.MEMORY_EXHAUSTED,
                        Amount.bytes(info.bytes("MemAvailable").getAsLong())
                                + " are available of "
                                + Amount.bytes(total),
                        info.cite("MemAvailable").orElse(info.cite()));
            }
        }
    }

    private void swap(Examination examination) {
        for (Free free : examination.node().all(Free.class)) {
            if (free.swapTotal().orElse(-1) == 0) {
                claim(
                        "there is no swap",
                        "swap makes no large blocks: the pages that stand in the way of kernel allocations are never swapped",
                        free.swapCite().map(List::of).orElse(List.of()),
                        "KB-73");
            }
        }
    }

    private void slab(NodeEvidence node) {
        for (Slabs slabs : node.all(Slabs.class)) {
            Optional<Cite> full =
                    slabs.summary()
                            .filter(s -> s.activeSlabs() == s.totalSlabs() && s.totalSlabs() > 0)
                            .map(Slabs.Summary::slabsCite)
                            .or(() ->
                                    slabs.caches().stream()
                                            .filter(c ->
                                                    c.objects() > 0
                                                            && c.activeObjects() == c.objects())
                                            .map(Slabs.Cache::cite)
                                            .findFirst());
            full.ifPresent(cite ->
                    claim(
                            FULL_SLABS,
                            "SLUB sets active slabs equal to all slabs and counts free objects of per-CPU slabs as in use"
                                    + " (mm/slub.c, get_slabinfo): a healthy node shows the same",
                            List.of(cite),
                            "KB-69"));
        }
    }

    /// Whoever looks for a leak of this kind opens slabtop, and its second line stands at 100 % everywhere.
    private void slabOfAnyNode() {
        if (ruledOut.stream().noneMatch(r -> r.claim().filter(FULL_SLABS::equals).isPresent())) {
            claim(
                    FULL_SLABS,
                    "SLUB sets active slabs equal to all slabs (mm/slub.c, get_slabinfo): a healthy node shows the same",
                    List.of(),
                    "KB-69");
        }
    }

    private void singlePages(NodeEvidence node) {
        for (BuddyInfo snapshot : node.all(BuddyInfo.class)) {
            for (BuddyInfo.Zone zone : snapshot.zones()) {
                long singles = zone.freeBlocks().isEmpty() ? 0 : zone.freeBlocks().getFirst();
                long all = 0;
                for (int order = 0; order < zone.freeBlocks().size(); order++) {
                    all += zone.freeBlocks().get(order) << order;
                }
                if (singles >= FRIGHTENING && singles * 4 < all) {
                    claim(
                            Amount.count(singles) + " single free pages prove fragmentation",
                            Amount.pages(singles, MemoryPictures.USUAL_PAGE)
                                    + " of "
                                    + Amount.pages(all, MemoryPictures.USUAL_PAGE)
                                    + " free in "
                                    + zone.zone()
                                    + ", weighted by size",
                            List.of(zone.cite()),
                            "KB-70");
                    return;
                }
            }
        }
    }

    /// Free blocks of the two highest orders are taken by huge pages on any node that has been up for a while.
    private void zeros(Examination examination) {
        int order = examination.request().map(r -> r.order()).orElse(0);
        for (BuddyInfo snapshot : examination.node().all(BuddyInfo.class)) {
            for (BuddyInfo.Zone zone : snapshot.zones()) {
                List<Long> blocks = zone.freeBlocks();
                int highest = blocks.size() - 1;
                if (zone.zone().zone().equals("Normal")
                        && highest > order + 1
                        && highest > 1
                        && blocks.get(highest) == 0
                        && blocks.get(highest - 1) == 0) {
                    claim(
                            "no free block of the highest orders means that the node is sick",
                            "zeros at orders "
                                    + (highest - 1)
                                    + " and "
                                    + highest
                                    + " are ordinary on a node with transparent huge pages; the request was of order "
                                    + order,
                            List.of(zone.cite()),
                            "KB-74");
                    return;
                }
            }
        }
    }

    private void healthyNode(Examination examination) {
        List<BuddyInfo> healthy = examination.node().baseline(BuddyInfo.class);
        if (healthy.isEmpty() || examination.request().isEmpty()) {
            return;
        }
        int order = examination.request().get().order();
        for (BuddyInfo.Zone zone : healthy.getFirst().zones()) {
            boolean none = true;
            for (int o = order; o < zone.freeBlocks().size(); o++) {
                none &= zone.freeBlocks().get(o) == 0;
            }
            if (zone.zone().zone().equals("Normal") && none) {
                claim(
                        "the healthy node's buddyinfo shows what is wrong",
                        "it has no block of order "
                                + order
                                + " in "
                                + zone.zone()
                                + " and would fail the same request",
                        List.of(zone.cite()),
                        "KB-70");
                return;
            }
        }
    }

    /// runc ignores kernel memory settings from 1.0.0-rc94 on (opencontainers/runc#2840).
    private void runtime(NodeEvidence node) {
        for (RuntimeVersions versions : node.all(RuntimeVersions.class)) {
            String runc = versions.versions().get("runc");
            Cite cite = versions.cites().get("runc");
            if (runc != null && cite != null && ignoresKernelMemory(runc)) {
                claim(
                        "runc turned kernel memory accounting on",
                        "runc "
                                + runc
                                + " ignores kernel memory settings; accounting was on, so check the kubelet first",
                        List.of(cite),
                        "KB-01");
            }
        }
    }

    private static boolean ignoresKernelMemory(String runc) {
        return KernelRelease.parse(runc)
                .map(v -> v.major() >= 1 && !runc.contains("-rc"))
                .orElse(false);
    }

    /// The 32-bit lowmem OOM of 4.8 to 4.9.13, which articles about this incident name.
    private void otherBug(Examination examination) {
        Optional<NodeEvidence.Kernel> kernel = examination.node().kernel();
        if (kernel.filter(k -> k.release().below(4, 8)).isPresent()) {
            claim(
                    "it is the bug fixed between 4.9.12 and 4.9.18",
                    "that one is an OOM of 32-bit kernels from 4.8 on (node LRU, lowmem); this is "
                            + kernel.get().release().text(),
                    kernel.get().cite().map(List::of).orElse(List.of()),
                    "KB-72");
        }
    }

    private void cause(Cause cause, String reason, Cite cite) {
        ruledOut.add(
                new RuledOut(
                        Optional.of(cause),
                        Optional.empty(),
                        reason,
                        List.of(cite),
                        Optional.empty()));
    }

    private void claim(String claim, String reason, List<Cite> cites, String kb) {
        ruledOut.add(
                new RuledOut(Optional.empty(), Optional.of(claim), reason, cites, Optional.of(kb)));
    }
}
