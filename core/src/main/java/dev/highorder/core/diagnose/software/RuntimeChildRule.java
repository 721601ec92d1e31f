/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.Cite;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.List;
import java.util.Optional;

/// The runtime's child died or gave up, and nothing in the evidence says why. The message alone decides nothing: the same `EOF` and
/// `exit status` come from a refused allocation, a limit on tasks, namespaces that are off, seccomp, or a kill.
public final class RuntimeChildRule implements Rule {

    @Override
    public String id() {
        return "runtime-child";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure = examination.lead(ContainerFailure.class);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<Cite> cites = DiskFullRule.cites(examination.episode().orElseThrow());
        return switch (failure.get().clue()) {
            case INIT_KILLED ->
                    Ruling.Found.of(
                                    Cause.MEMCG_LIMIT,
                                    Confidence.POSSIBLE,
                                    "The runtime's child was killed",
                                    "The runtime's own child was killed by SIGKILL while it set the container up. A memory limit"
                                            + " below what the runtime itself needs does that; so does an administrator or the"
                                            + " node's OOM killer.",
                                    cites)
                            .missing(kernelLog(), limits());
            case INIT_EOF, INIT_EXIT_STATUS, INIT_RESET ->
                    Ruling.Found.of(
                                    Cause.INCONCLUSIVE,
                                    Confidence.POSSIBLE,
                                    "The runtime's child died without a word",
                                    "The message says that the child of the runtime ended early, not why: a refused kernel"
                                            + " allocation, a limit on tasks, namespaces that are off or a kill look the same.",
                                    cites)
                            .missing(kernelLog(), limits());
            case NO_MEMORY, VETH_NO_MEMORY ->
                    Ruling.Found.of(
                                    Cause.INCONCLUSIVE,
                                    Confidence.POSSIBLE,
                                    "The kernel answered ENOMEM",
                                    "The call failed with ENOMEM. Which memory was refused (pages of some order, a cgroup's charge,"
                                            + " address space, a commit limit) only the kernel log tells.",
                                    cites)
                            .missing(kernelLog());
            default -> Ruling.NotApplicable.OTHER_MATTER;
        };
    }

    private static Missing kernelLog() {
        return new Missing(
                "the kernel log of that moment",
                "a refused allocation, an OOM kill or a rejected fork stands there",
                "journalctl -k --no-pager --since '1 hour ago'  # or: dmesg -T");
    }

    private static Missing limits() {
        return new Missing(
                "limits of the container's cgroup",
                "tells whether a limit on memory or tasks did it",
                "kubectl describe pod <pod>; cat /sys/fs/cgroup/*/<cgroup>/{memory.limit_in_bytes,pids.max}");
    }
}
