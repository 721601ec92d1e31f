/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.klog.CmaFailure;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.KernelNotice.Kind;
import java.util.List;
import java.util.Optional;

/// `cma_alloc` found no range of its area (-ENOMEM), or met pages in every range that could not be moved (-EBUSY) (mm/cma.c).
/// Another errno is of the caller: -EINTR, say, where it was killed while it waited.
public final class CmaRule implements Rule {

    private static final int ENOMEM = 12;
    private static final int EBUSY = 16;

    @Override
    public String id() {
        return "cma-area";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<CmaFailure> failure = examination.lead(CmaFailure.class);
        if (failure.isEmpty()) {
            return saidByDriver(examination);
        }
        CmaFailure cma = failure.get();
        boolean full = cma.errno() == EBUSY || cma.errno() == ENOMEM;
        return Ruling.Found.of(
                        full ? Cause.CMA_EXHAUSTED : Cause.INCONCLUSIVE,
                        full ? Confidence.CERTAIN : Confidence.POSSIBLE,
                        full
                                ? "The CMA area could not give the range"
                                : "cma_alloc gave up for another reason than room",
                        "cma_alloc failed for "
                                + Amount.count(cma.pages())
                                + " pages of the area"
                                + cma.area().map(a -> " " + a).orElse("")
                                + reason(cma.errno())
                                + room(cma),
                        List.of(cma.cite()))
                .kb("KB-19");
    }

    /// Kernels before 4.12 print nothing of a failed `cma_alloc`, only the ranges that were busy, and the driver says the rest.
    private static Ruling saidByDriver(Examination examination) {
        Optional<KernelNotice> driver =
                examination.episode().stream()
                        .flatMap(episode -> episode.events().stream())
                        .filter(KernelNotice.class::isInstance)
                        .map(KernelNotice.class::cast)
                        .filter(n -> n.kind() == Kind.SUBSYSTEM_NO_MEMORY)
                        .filter(n -> n.message().contains("from CMA"))
                        .findFirst();
        if (driver.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<KernelNotice> busy =
                examination.node().all(KernelNotice.class).stream()
                        .filter(n -> n.kind() == Kind.RANGE_BUSY)
                        .toList();
        return Ruling.Found.of(
                        Cause.CMA_EXHAUSTED,
                        Confidence.LIKELY,
                        "The CMA area could not give the range",
                        "The driver reports: "
                                + driver.get().message()
                                + (busy.isEmpty()
                                        ? ""
                                        : ". In "
                                                + Amount.count(busy.size())
                                                + " ranges that were tried before, a page could not be moved")
                                + ".",
                        busy.isEmpty()
                                ? List.of(driver.get().cite())
                                : List.of(driver.get().cite(), busy.getFirst().cite()))
                .kb("KB-19");
    }

    private static String reason(int errno) {
        return switch (errno) {
            case EBUSY -> " with EBUSY: in every range that was tried a page could not be moved.";
            case ENOMEM -> " with ENOMEM: no range of that length was free.";
            default -> " with errno " + errno + ".";
        };
    }

    private static String room(CmaFailure cma) {
        if (cma.freePages().isEmpty() || cma.totalPages().isEmpty()) {
            return "";
        }
        return " "
                + Amount.count(cma.freePages().getAsLong())
                + " of its "
                + Amount.count(cma.totalPages().getAsLong())
                + " pages were free"
                + (cma.pages() > cma.totalPages().getAsLong()
                        ? ": the area is smaller than the request."
                        : ".");
    }
}
