/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.klog.KernelNotice;
import java.util.List;
import java.util.Optional;

/// A table of the kernel is full and the kernel says so: connections, neighbours, TCP memory, keys, file handles.
public final class KernelTableRule implements Rule {

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
        return switch (notice.get().kind()) {
            case CONNTRACK_TABLE_FULL ->
                    found(
                            notice.get(),
                            Cause.CONNTRACK_TABLE_FULL,
                            "The connection tracking table is full",
                            "nf_conntrack drops packets because its table holds net.netfilter.nf_conntrack_max entries."
                                    + " That is a limit, not a shortage of pages.");
            case NEIGHBOUR_OVERFLOW ->
                    found(
                            notice.get(),
                            Cause.KERNEL_LIMIT,
                            "The neighbour table is full",
                            "The neighbour (ARP/ND) table is above gc_thresh3, so new neighbours are refused.");
            case TCP_MEMORY ->
                    found(
                            notice.get(),
                            Cause.KERNEL_LIMIT,
                            "TCP is at its memory limit",
                            "TCP buffers reached net.ipv4.tcp_mem.");
            case LIMIT_REACHED ->
                    found(
                            notice.get(),
                            Cause.KERNEL_LIMIT,
                            "A limit of the kernel is reached",
                            "The kernel says: " + notice.get().message());
            default -> Ruling.NotApplicable.OTHER_MATTER;
        };
    }

    private static Ruling found(KernelNotice notice, Cause cause, String title, String statement) {
        return Ruling.Found.of(cause, Confidence.CERTAIN, title, statement, List.of(notice.cite()));
    }
}
