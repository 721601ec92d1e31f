/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.Optional;

/// A veth pair could not be made for want of memory, and no kernel log is at hand. On 5.13 to 6.8 and el9 the array of its receive
/// queues is one contiguous piece (drivers/net/veth.c, veth_alloc_queues), the only large request on that path.
public final class VethRule implements Rule {

    @Override
    public String id() {
        return "veth-queues";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure =
                examination
                        .lead(ContainerFailure.class)
                        .filter(f -> f.clue() == Clue.VETH_NO_MEMORY);
        boolean silent = examination.node().all(KernelEvent.class).isEmpty();
        Optional<KernelRelease> release = examination.release();
        if (failure.isEmpty() || !silent || !release.map(VethRule::oneArray).orElse(false)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return Ruling.Found.of(
                        Cause.EXTERNAL_FRAGMENTATION,
                        Confidence.POSSIBLE,
                        "A veth pair may have found no contiguous memory for its queues",
                        "Making a veth pair failed with ENOMEM, and "
                                + release.get().text()
                                + " may take the receive queues of all possible CPUs in one contiguous piece; only the"
                                + " kernel log shows whether that was refused.",
                        DiskFullRule.cites(examination.episode().orElseThrow()))
                .kb("KB-48")
                .missing(
                        new Missing(
                                "the kernel log of that moment, and the number of possible CPUs",
                                "veth_alloc_queues in the trace makes it certain; the CPUs give the order",
                                "journalctl -k --no-pager | grep -A 40 'page allocation failure';"
                                        + " cat /sys/devices/system/cpu/possible"));
    }

    private static boolean oneArray(KernelRelease release) {
        return release.isEl(9) || (release.atLeast(5, 13) && release.below(6, 9));
    }
}
