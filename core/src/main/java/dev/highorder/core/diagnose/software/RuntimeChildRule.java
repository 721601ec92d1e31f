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
import java.util.Locale;
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
            case INIT_KILLED -> killed(failure.get(), cites);
            case INIT_EOF, INIT_EXIT_STATUS, INIT_RESET ->
                    open(
                            "The runtime's child died without a word",
                            "The message says that the runtime's child ended early, not why: a refused kernel allocation,"
                                    + " a limit on tasks, namespaces that are off or a kill look the same."
                                    + exitStatus(failure.get()),
                            cites,
                            kernelLog(),
                            limits());
            case NO_MEMORY, VETH_NO_MEMORY ->
                    open(
                            "The kernel answered ENOMEM",
                            "The call failed with ENOMEM; which memory was refused (pages of some order, a cgroup's charge,"
                                    + " address space) only the kernel log tells.",
                            cites,
                            kernelLog(),
                            commit());
            default -> Ruling.NotApplicable.OTHER_MATTER;
        };
    }

    /// runc says `was OOM-killed` when it read the kill in the cgroup's counters, `possibly OOM-killed` and `signal: killed` when it
    /// only saw the signal.
    private static Ruling killed(ContainerFailure failure, List<Cite> cites) {
        boolean counted = failure.message().toLowerCase(Locale.ROOT).contains("was oom-killed");
        return Ruling.Found.of(
                        Cause.MEMCG_LIMIT,
                        counted ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "The runtime's child was killed",
                        counted
                                ? "The runtime found an OOM kill counted in the container's own cgroup: its memory limit is"
                                        + " below what starting it takes."
                                : "The runtime's own child was killed by SIGKILL while it set the container up; a memory limit"
                                        + " below what the runtime itself needs does that, and so does an administrator or the"
                                        + " node's OOM killer.",
                        cites)
                .kb("KB-55")
                .missing(kernelLog(), limits());
    }

    private static String exitStatus(ContainerFailure failure) {
        return failure.exitStatus().isPresent() && failure.exitStatus().getAsInt() > 1
                ? " Exit status "
                        + failure.exitStatus().getAsInt()
                        + " is the place in that build of runc where it gave up, no errno."
                : "";
    }

    private static Ruling open(
            String title, String statement, List<Cite> cites, Missing... missing) {
        return Ruling.Found.of(Cause.INCONCLUSIVE, Confidence.POSSIBLE, title, statement, cites)
                .missing(missing);
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

    private static Missing commit() {
        return new Missing(
                "commit accounting and what is available",
                "strict accounting refuses fork and mmap while memory is free",
                "sysctl vm.overcommit_memory; cat /proc/meminfo");
    }
}
