/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.FailedRequest;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.proc.memory.Free;
import java.util.List;
import java.util.Optional;

/// XFS loops in kmem_alloc and says so every 100 tries: a piece larger than a slab gives is not to be had. With memory available,
/// so many failures mean that no block of the order is made.
public final class XfsRule implements Rule {

    @Override
    public String id() {
        return "xfs-kmem-alloc";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<KernelNotice> notice =
                examination
                        .lead(KernelNotice.class)
                        .filter(n -> n.kind() == KernelNotice.Kind.XFS_DEADLOCK);
        if (notice.isEmpty()
                || examination
                        .request()
                        .map(RequestCase::zones)
                        .map(z -> !z.isEmpty())
                        .orElse(false)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        if (size(notice.get()) <= MemoryPictures.USUAL_PAGE) {
            return Ruling.Found.of(
                            Cause.MEMORY_EXHAUSTED,
                            Confidence.POSSIBLE,
                            "XFS waits for memory",
                            "XFS tried at least 100 times to get "
                                    + size(notice.get())
                                    + " bytes, no more than a page: memory was short for seconds, whatever its order.",
                            List.of(notice.get().cite()))
                    .kb("KB-12")
                    .missing(Pictures.memInfo());
        }
        Optional<Free> free = examination.node().first(Free.class);
        boolean available =
                free.map(f -> f.available().orElse(f.free()) > f.total() / 20).orElse(false);
        return Ruling.Found.of(
                        Cause.EXTERNAL_FRAGMENTATION,
                        available ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "XFS waits for a piece of memory that is not to be had",
                        "XFS tried at least 100 times to get "
                                + notice.get()
                                        .value("bytes")
                                        .map(b -> b + " contiguous bytes")
                                        .orElse("a contiguous piece")
                                + free.map(f ->
                                                "; "
                                                        + Amount.bytes(
                                                                f.available().orElse(f.free()))
                                                        + " are available on the node")
                                        .orElse("")
                                + "."
                                + compaction(examination, notice.get()),
                        List.of(notice.get().cite()))
                .kb("KB-12")
                .missing(
                        new Missing(
                                "free blocks by order",
                                "shows whether a block of the order exists",
                                "cat /proc/buddyinfo"));
    }

    /// Bytes asked for; the largest number where the message does not say.
    private static long size(KernelNotice notice) {
        return notice.value("bytes")
                .filter(bytes -> bytes.length() <= 15)
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }

    private static String compaction(Examination examination, KernelNotice notice) {
        boolean barred =
                FailedRequest.of(notice, examination.node())
                        .flatMap(FailedRequest::flags)
                        .flatMap(flags -> flags.compactionAllowed(examination.release()))
                        .map(allowed -> !allowed)
                        .orElse(false);
        return barred ? " The request may not compact memory on this kernel." : "";
    }
}
