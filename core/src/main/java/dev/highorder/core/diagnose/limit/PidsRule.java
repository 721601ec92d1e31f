/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.proc.cgroup.CgroupValue;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// No further task may be made: the pids cgroup (kernel/cgroup/pids.c prints `fork rejected`), RLIMIT_NPROC, threads-max or pid_max.
/// fork and clone say EAGAIN for all of them; for want of memory they say ENOMEM, save where a cgroup's kernel memory limit on
/// 3.10/el7 refuses the charge.
public final class PidsRule implements Rule {

    @Override
    public String id() {
        return "pids-limit";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<KernelNotice> rejected =
                examination
                        .lead(KernelNotice.class)
                        .filter(n -> n.kind() == KernelNotice.Kind.FORK_REJECTED);
        if (rejected.isPresent()) {
            return Ruling.Found.of(
                            Cause.PIDS_OR_ULIMIT,
                            Confidence.CERTAIN,
                            "A pids cgroup is full",
                            "The kernel rejected a fork because the pids controller of "
                                    + rejected.get().value("path").orElse("the cgroup")
                                    + " is at its limit.",
                            List.of(rejected.get().cite()))
                    .kb("KB-56");
        }
        Optional<ContainerFailure> refused =
                examination.lead(ContainerFailure.class).filter(PidsRule::makesTask);
        Optional<ContainerFailure> reset =
                examination.lead(ContainerFailure.class).filter(f -> f.clue() == Clue.INIT_RESET);
        Optional<ContainerFailure> elsewhere =
                examination.node().all(ContainerFailure.class).stream()
                        .filter(PidsRule::makesTask)
                        .findFirst();
        if (refused.isEmpty() && (reset.isEmpty() || elsewhere.isEmpty())) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return found(examination, refused.or(() -> elsewhere).orElseThrow(), reset);
    }

    private static Ruling found(
            Examination examination, ContainerFailure failure, Optional<ContainerFailure> reset) {
        List<Cite> cites = new ArrayList<>(List.of(failure.cite()));
        reset.map(Fact::cite).ifPresent(cites::add);
        Optional<TaskLimit> full = TaskLimit.full(examination);
        Optional<CgroupValue> max = TaskLimit.values(examination, "pids.max").stream().findFirst();
        if (full.isPresent()) {
            cites.addAll(full.get().cites());
        } else {
            max.map(Fact::cite).ifPresent(cites::add);
        }
        boolean charged =
                examination.node().all(SlabAllocationFailure.class).stream()
                        .anyMatch(s -> s.memcgId().isPresent());
        return Ruling.Found.of(
                        Cause.PIDS_OR_ULIMIT,
                        charged
                                ? Confidence.POSSIBLE
                                : full.isPresent() ? Confidence.CERTAIN : Confidence.LIKELY,
                        "No further task may be made",
                        "A thread or process could not be made: EAGAIN, which the kernel answers at a limit on tasks"
                                + " (pids cgroup, RLIMIT_NPROC, threads-max, pid_max)."
                                + limit(full, max)
                                + (charged
                                        ? " A refused kernel memory charge, which the log shows too, can look the same."
                                        : ""),
                        cites)
                .kb("KB-56")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                "the errno is EAGAIN; a fork that finds no memory fails with ENOMEM",
                                List.of(failure.cite()),
                                Optional.of("KB-56")))
                .missing(full.isPresent() ? new Missing[0] : new Missing[] {counters()});
    }

    private static String limit(Optional<TaskLimit> full, Optional<CgroupValue> max) {
        return full.map(l ->
                        " The cgroup "
                                + l.name()
                                + " has "
                                + l.used()
                                + " tasks of the "
                                + l.limit()
                                + " it may have.")
                .orElse(max.map(m -> " pids.max of the container is " + m.text() + ".").orElse(""));
    }

    /// EAGAIN where a task was to be made. A lock that is held, a read that would block and a cgroup tree that is full say EAGAIN too.
    private static boolean makesTask(ContainerFailure failure) {
        if (failure.clue() != Clue.TRY_AGAIN || failure.errno().equals(Optional.of("EPERM"))) {
            return false;
        }
        String call = failure.syscall().orElse("");
        String said = failure.message();
        return switch (call) {
            case "fork", "clone", "fork/exec", "exec", "execve" -> true;
            case "" ->
                    said.contains("fork")
                            || said.contains("thread")
                            || said.contains("clone")
                            || said.contains("exec")
                            || said.contains("start");
            default -> false;
        };
    }

    private static Missing counters() {
        return new Missing(
                "pids.current and pids.max of the cgroup and its parents, threads-max, ulimit -u",
                "tells which limit on tasks it is",
                "cat /sys/fs/cgroup/pids/<cgroup>/pids.{current,max}; sysctl kernel.threads-max kernel.pid_max; ulimit -u");
    }
}
