/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.Settings;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.klog.KernelNotice;
import java.util.List;
import java.util.Optional;

/// A table of the kernel is full and the kernel says so: connections, neighbours, TCP memory, routes, file handles.
public final class KernelTableRule implements Rule {

    /// 128 slots of 2 KiB.
    private static final long LARGEST_MAPPING = 128 * 2048;

    static final String CONNTRACK_MAX = "net.netfilter.nf_conntrack_max";

    @Override
    public String id() {
        return "kernel-table";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<KernelNotice> notice = examination.lead(KernelNotice.class);
        if (notice.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Settings settings = Settings.of(examination);
        return switch (notice.get().kind()) {
            case CONNTRACK_TABLE_FULL ->
                    found(
                            notice.get(),
                            Cause.CONNTRACK_TABLE_FULL,
                            "The connection tracking table is full",
                            "nf_conntrack drops packets because its table holds "
                                    + CONNTRACK_MAX
                                    + value(settings, CONNTRACK_MAX)
                                    + " entries; that is a limit, not a shortage of pages.",
                            "KB-57");
            case NEIGHBOUR_OVERFLOW ->
                    found(
                            notice.get(),
                            Cause.KERNEL_LIMIT,
                            "The neighbour table is full",
                            "The table "
                                    + notice.get().value("table").orElse("of neighbours (ARP, ND)")
                                    + " holds as many entries as gc_thresh3 allows, so new neighbours are refused.",
                            "KB-58");
            case TCP_MEMORY ->
                    found(
                            notice.get(),
                            Cause.KERNEL_LIMIT,
                            "TCP is at its memory limit",
                            "TCP buffers reached the third value of net.ipv4.tcp_mem, which bounds them whatever the node"
                                    + " has free.",
                            "KB-82");
            case LIMIT_REACHED -> limit(notice.get());
            case BOUNCE_BUFFERS_FULL -> bounceBuffers(notice.get());
            case PERCPU_SIZE -> percpu(notice.get());
            default -> Ruling.NotApplicable.OTHER_MATTER;
        };
    }

    private static Ruling limit(KernelNotice notice) {
        String name = notice.value("limit").orElse("one of the kernel's limits");
        return found(
                notice,
                Cause.KERNEL_LIMIT,
                "A limit of the kernel is reached",
                "The kernel refuses because " + name + " is reached: " + notice.message(),
                name.equals("fs.file-max") ? "KB-81" : "KB-78");
    }

    /// The pool of swiotlb is set aside at boot in slots of 2 KiB, and one mapping takes at most 128 of them in a row
    /// (include/linux/swiotlb.h, IO_TLB_SHIFT, IO_TLB_SEGSIZE).
    private static Ruling bounceBuffers(KernelNotice notice) {
        long bytes = number(notice, "bytes");
        long total = number(notice, "total");
        long used = number(notice, "used");
        boolean large = bytes > LARGEST_MAPPING;
        boolean full = total > 0 && used >= total / 10 * 9;
        String what =
                large
                        ? "A device asked to map "
                                + Amount.bytes(bytes)
                                + " through bounce buffers, and one mapping can be at most "
                                + Amount.bytes(LARGEST_MAPPING)
                                + ", however many slots are free."
                        : full
                                ? Amount.count(used)
                                        + " of the "
                                        + Amount.count(total)
                                        + " slots of 2 KiB that swiotlb has were in use."
                                : "swiotlb had no room for the mapping.";
        return Ruling.Found.of(
                Cause.KERNEL_LIMIT,
                large || full ? Confidence.LIKELY : Confidence.POSSIBLE,
                "The bounce buffers for DMA are used up",
                what
                        + " Their number is fixed at boot (swiotlb=); a driver that does not unmap what it mapped uses up"
                        + " any number of them.",
                List.of(notice.cite()));
    }

    /// PCPU_MIN_UNIT_SIZE, include/linux/percpu.h.
    private static Ruling percpu(KernelNotice notice) {
        return Ruling.Found.of(
                Cause.KERNEL_LIMIT,
                Confidence.LIKELY,
                "More was asked for than one per-CPU allocation can be",
                Amount.bytes(number(notice, "bytes"))
                        + " were asked for on each CPU, and one per-CPU allocation is at most 32 KiB"
                        + " (PCPU_MIN_UNIT_SIZE): the size is the caller's, no memory was short.",
                List.of(notice.cite()));
    }

    private static long number(KernelNotice notice, String name) {
        String digits = notice.value(name).orElse("");
        return digits.isEmpty() || digits.length() > 15 ? 0 : Long.parseLong(digits);
    }

    private static String value(Settings settings, String name) {
        return settings.number(name).stream()
                .mapToObj(n -> " (" + Amount.count(n) + " here)")
                .findFirst()
                .orElse("");
    }

    private static Ruling found(
            KernelNotice notice, Cause cause, String title, String statement, String kb) {
        return Ruling.Found.of(cause, Confidence.CERTAIN, title, statement, List.of(notice.cite()))
                .kb(kb);
    }
}
