/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.Reclaimable;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.RequestMode;
import dev.highorder.core.klog.SlabAllocationFailure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One page was refused to a request that cannot reclaim, and its zones are not shown, or not enough of them. Nothing but the
/// watermark refuses a single page (mm/page_alloc.c, __zone_watermark_ok), so the reserve was empty. Where the rest of the report
/// shows hardly any page cache, memory was out; else it may have been for a moment only.
public final class UnseenReserveRule implements Rule {

    /// ZONE_NORMAL's rank: below it, the zone may be what is short.
    private static final int NORMAL = 2;

    /// Less page cache than this share of the machine is the pages of running programs, as in [Reclaimable].
    private static final long LITTLE_PERCENT = 3;

    /// With less than this share of the swap free, swapping gives no way out.
    private static final long SWAP_PERCENT = 20;

    @Override
    public String id() {
        return "unseen-reserve";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<FailedRequest> failed =
                examination.episode().flatMap(e -> FailedRequest.of(e.lead(), examination.node()));
        boolean page =
                examination.lead(AllocationFailure.class).filter(f -> !f.stall()).isPresent()
                        || examination.lead(SlabAllocationFailure.class).isPresent();
        if (!page
                || failed.isEmpty()
                || !isAtomicPage(failed.get(), examination)
                || killed(examination)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<RequestCase> request = examination.failedRequest();
        boolean served = request.filter(r -> r.atFailure() && r.serves()).isPresent();
        boolean known =
                request.filter(r -> !r.zones().isEmpty() && Reclaimable.known(r.picture()))
                        .isPresent();
        if (served || (known && Reclaimable.of(request.orElseThrow()).little())) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<MemInfoDump> dump =
                examination
                        .lead(AllocationFailure.class)
                        .flatMap(KernelEvent::dump)
                        .filter(UnseenReserveRule::out);
        String asked =
                "One page was refused to a request that cannot wait. Nothing but the watermark refuses a single page, so the"
                        + " zones were below it at that moment";
        if (dump.isPresent()) {
            return Ruling.Found.of(
                            Cause.MEMORY_EXHAUSTED,
                            Confidence.POSSIBLE,
                            "Hardly any memory was left to reclaim",
                            asked
                                    + ". Of "
                                    + pages(dump.get(), "ram")
                                    + " only "
                                    + pages(dump.get(), "pagecache")
                                    + " were page cache, and swap was all but full.",
                            List.of(failed.get().cite(), dump.get().cite()))
                    .missing(Pictures.memInfo());
        }
        return Ruling.Found.of(
                        Cause.RESERVE_BURST,
                        Confidence.POSSIBLE,
                        "The reserve was empty for a request that cannot wait",
                        asked
                                + ". How much could have been reclaimed is not shown; such requests fail in bursts on nodes"
                                + " with memory enough, and on nodes that are out of it.",
                        List.of(failed.get().cite()))
                .kb("KB-06")
                .missing(Pictures.memInfo());
    }

    private static boolean isAtomicPage(FailedRequest failed, Examination examination) {
        Optional<GfpFlags> read =
                failed.flags()
                        .or(() ->
                                mask(examination).stream()
                                        .mapToObj(GfpFlags::agreed)
                                        .flatMap(Optional::stream)
                                        .findFirst());
        if (failed.order() != 0 || read.isEmpty()) {
            return false;
        }
        GfpFlags flags = read.get();
        return !flags.directReclaim() && !flags.thisNode() && flags.highestZoneRank() >= NORMAL;
    }

    private static OptionalLong mask(Examination examination) {
        return examination
                .lead(AllocationFailure.class)
                .map(AllocationFailure::mode)
                .or(() ->
                        examination
                                .lead(SlabAllocationFailure.class)
                                .map(SlabAllocationFailure::mode))
                .filter(mode -> mode.names().isEmpty())
                .map(RequestMode::mask)
                .orElse(OptionalLong.empty());
    }

    /// Whether the node killed for want of memory at some time: then the rules on that have the word.
    private static boolean killed(Examination examination) {
        return examination.node().all(OomKill.class).stream().anyMatch(kill -> !kill.memcg());
    }

    private static boolean out(MemInfoDump dump) {
        Long ram = dump.footer().get("ram");
        Long cache = dump.footer().get("pagecache");
        if (ram == null || cache == null) {
            return false;
        }
        long total = dump.footer().getOrDefault("swap_total", 0L);
        long free = dump.footer().getOrDefault("swap_free", 0L);
        return Amount.percent(cache, ram) < LITTLE_PERCENT
                && Amount.percent(free, Math.max(total, 1)) < SWAP_PERCENT;
    }

    private static String pages(MemInfoDump dump, String name) {
        long size = dump.pageSize().orElse(MemoryPictures.USUAL_PAGE);
        return Amount.pages(dump.footer().getOrDefault(name, 0L), size);
    }
}
