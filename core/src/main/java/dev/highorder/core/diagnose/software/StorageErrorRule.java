/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.List;
import java.util.Optional;

/// A block device or a file system failed and the software got EIO from it.
public final class StorageErrorRule implements Rule {

    @Override
    public String id() {
        return "storage-error";
    }

    @Override
    public Ruling examine(Examination examination) {
        List<KernelNotice> errors = examination.node().notices(KernelNotice.Kind.STORAGE_ERROR);
        boolean lead =
                examination
                        .lead(KernelNotice.class)
                        .filter(n -> n.kind() == KernelNotice.Kind.STORAGE_ERROR)
                        .isPresent();
        Optional<ContainerFailure> failure =
                examination
                        .lead(ContainerFailure.class)
                        .filter(f -> f.clue() == Clue.STORAGE_ERROR);
        if (!lead && failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<Cite> cites =
                errors.isEmpty()
                        ? List.of(failure.orElseThrow().cite())
                        : errors.stream().limit(3).map(Fact::cite).toList();
        return Ruling.Found.of(
                        Cause.DISK_OR_INODE,
                        errors.isEmpty() ? Confidence.POSSIBLE : Confidence.LIKELY,
                        "Storage failed",
                        errors.isEmpty()
                                ? "The software got "
                                        + failure.flatMap(ContainerFailure::errno).orElse("EIO")
                                        + " from a file; the kernel's word on it is not in the evidence."
                                : "The kernel reports a failing device or file system: "
                                        + errors.getFirst().message(),
                        cites)
                .missing(
                        new Missing(
                                "what the kernel and the device say of it",
                                "tells a failing disk from a file system that gave up or a full thin pool",
                                "journalctl -k --no-pager | grep -i -E 'I/O error|remount|shutdown'; smartctl -H <device>; dmsetup status"));
    }
}
