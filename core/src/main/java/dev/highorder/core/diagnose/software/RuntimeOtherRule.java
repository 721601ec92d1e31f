/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.model.Cite;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.List;
import java.util.Optional;

/// The container software lost its own processes or sockets: a fault of its own, as long as the kernel log is silent.
public final class RuntimeOtherRule implements Rule {

    @Override
    public String id() {
        return "runtime-fault";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure = examination.lead(ContainerFailure.class);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Clue clue = failure.get().clue();
        boolean broken = clue == Clue.RUNTIME_BROKEN;
        if (!broken && clue != Clue.TIMEOUT && clue != Clue.NOT_PERMITTED && clue != Clue.OTHER) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<Cite> cites = DiskFullRule.cites(examination.episode().orElseThrow());
        boolean kernelSilent = examination.node().all(KernelEvent.class).isEmpty();
        return Ruling.Found.of(
                        broken ? Cause.RUNTIME_OTHER : Cause.INCONCLUSIVE,
                        broken && kernelSilent ? Confidence.LIKELY : Confidence.POSSIBLE,
                        broken
                                ? "The runtime lost its own shim or daemon"
                                : "The software failed, the kernel is not named",
                        broken
                                ? "The connection between parts of the container software broke; no kernel message stands in the evidence."
                                : "Nothing in the message points at the kernel's memory.",
                        cites)
                .missing(
                        new Missing(
                                "the runtime's own log",
                                "tells why its shim or daemon went away",
                                "journalctl -u containerd -u docker -u crio -u kubelet --no-pager --since '2 hours ago'"));
    }
}
