/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Reclaimable;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.page.Consumers;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.memory.MemInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// When memory is out and most of it stands in no counter, kernel pages were taken straight from the page allocator and not
/// given back: driver buffers, orphaned page cache, vmalloc. In a node's state the same sum is weaker: a balloon, ZFS and graphics
/// memory stand in no counter either, and are meant to be there.
public final class UnaccountedRule implements Rule {

    /// Kernel text, stacks, per-CPU memory and the memory map explain a part of this size, no more.
    private static final long LARGE_PERCENT = 40;

    /// Counters of /proc/meminfo that overlap with none of the others here; Cached holds shared memory, Slab both its halves.
    private static final List<String> HELD =
            List.of(
                    "MemFree",
                    "Buffers",
                    "Cached",
                    "SwapCached",
                    "AnonPages",
                    "SReclaimable",
                    "SUnreclaim",
                    "KernelStack",
                    "PageTables",
                    "SecPageTables",
                    "Percpu",
                    "Bounce",
                    "Balloon");

    @Override
    public String id() {
        return "unaccounted";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.episode().isEmpty()) {
            return ofState(examination);
        }
        Optional<RequestCase> failed =
                examination.failedRequest().filter(r -> r.atFailure() && r.picture().complete());
        if (failed.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        RequestCase request = failed.get();
        OptionalLong unaccounted = Consumers.unaccounted(request.picture());
        OptionalLong total = Reclaimable.of(request.picture()).total();
        if (unaccounted.isEmpty() || total.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        long pageSize = request.picture().pageSize();
        boolean out =
                request.all(Admission.ShortOfPages.class)
                        && request.picture().counter("free").orElse(0) * 10 < total.getAsLong();
        return ruling(
                unaccounted.getAsLong() * pageSize,
                total.getAsLong() * pageSize,
                out,
                Confidence.LIKELY,
                request.picture().cite());
    }

    private static Ruling ofState(Examination examination) {
        Optional<MemInfo> last =
                examination.node().all(MemInfo.class).stream()
                        .filter(UnaccountedRule::whole)
                        .reduce((_, later) -> later);
        if (last.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        MemInfo info = last.get();
        long total = info.bytes("MemTotal").orElse(0);
        long held = hugePages(info) + vmalloc(info, total);
        for (String name : HELD) {
            held += info.bytes(name).orElse(0);
        }
        return ruling(
                Math.max(0, total - held),
                total,
                true,
                Confidence.POSSIBLE,
                info.cite("MemTotal").orElse(info.cite()));
    }

    private static Ruling ruling(
            long unaccounted, long total, boolean out, Confidence confidence, Cite cite) {
        long percent = Amount.percent(unaccounted, total);
        String figures =
                Amount.bytes(unaccounted)
                        + " of "
                        + Amount.bytes(total)
                        + " ("
                        + percent
                        + " %) stand in no counter";
        if (percent < LARGE_PERCENT) {
            return new Ruling.Clear(
                    "Most of the memory is accounted for",
                    "Only " + figures + ", as kernel text and the buffers of drivers do.",
                    List.of(cite),
                    Optional.empty());
        }
        if (!out) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return Ruling.Found.of(
                        Cause.KERNEL_MEMORY_LEAK,
                        confidence,
                        "Much of the memory stands in no counter",
                        figures
                                + ": neither free, nor page cache, anonymous, slab, page tables or huge pages"
                                + (confidence == Confidence.POSSIBLE
                                        ? "; a driver may hold it, or a balloon, ZFS or graphics memory that is meant to."
                                        : "; a driver or another part of the kernel took it straight from the page allocator."),
                        List.of(cite))
                .kb("KB-79")
                .missing(
                        new Missing(
                                "who allocated these pages",
                                "page_owner or allocation profiling names the call site",
                                "sort -rn /proc/allocinfo | head -20  # ≥ 6.10; else boot with page_owner=on"));
    }

    /// Whether the file shows enough for a sum; what `grep` left of it may not.
    private static boolean whole(MemInfo info) {
        return info.node().isEmpty()
                && info.bytes("MemTotal").orElse(0) > 0
                && info.bytes("MemFree").isPresent()
                && info.bytes("Cached").isPresent()
                && info.bytes("AnonPages").isPresent()
                && info.bytes("SUnreclaim").isPresent();
    }

    /// Of all sizes where the kernel sums them up (≥ 4.15), else of the default size.
    private static long hugePages(MemInfo info) {
        return info.bytes("Hugetlb")
                .orElse(
                        info.bytes("HugePages_Total").orElse(0)
                                * info.bytes("Hugepagesize").orElse(0));
    }

    /// Old kernels count the addresses that are set aside, which can be more than there is memory.
    private static long vmalloc(MemInfo info, long total) {
        long used = info.bytes("VmallocUsed").orElse(0);
        return used < total ? used : 0;
    }
}
