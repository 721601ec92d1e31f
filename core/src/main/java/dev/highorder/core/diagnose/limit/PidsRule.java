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
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.proc.cgroup.CgroupValue;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// No further task may be made: the pids cgroup (kernel/cgroup/pids.c prints `fork rejected`), RLIMIT_NPROC, threads-max or pid_max.
/// fork and clone say EAGAIN for all of them; for want of memory they say ENOMEM.
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
                    List.of(rejected.get().cite()));
        }
        Optional<ContainerFailure> refused =
                examination.lead(ContainerFailure.class).filter(f -> f.clue() == Clue.TRY_AGAIN);
        Optional<ContainerFailure> reset =
                examination.lead(ContainerFailure.class).filter(f -> f.clue() == Clue.INIT_RESET);
        Optional<ContainerFailure> elsewhere =
                examination.node().all(ContainerFailure.class).stream()
                        .filter(f -> f.clue() == Clue.TRY_AGAIN)
                        .findFirst();
        if (refused.isEmpty() && (reset.isEmpty() || elsewhere.isEmpty())) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        ContainerFailure failure = refused.or(() -> elsewhere).orElseThrow();
        List<Cite> cites = new ArrayList<>(List.of(failure.cite()));
        reset.map(Fact::cite).ifPresent(cites::add);
        Optional<CgroupValue> max = value(examination, "pids.max");
        Optional<CgroupValue> current = value(examination, "pids.current");
        max.map(Fact::cite).ifPresent(cites::add);
        current.map(Fact::cite).ifPresent(cites::add);
        boolean full =
                max.isPresent()
                        && current.isPresent()
                        && max.get().value().isPresent()
                        && current.get().value().isPresent()
                        && current.get().value().getAsLong() >= max.get().value().getAsLong();
        return Ruling.Found.of(
                        Cause.PIDS_OR_ULIMIT,
                        full ? Confidence.CERTAIN : Confidence.LIKELY,
                        "No further task may be made",
                        "A thread or process could not be made: EAGAIN, which the kernel answers at a limit on tasks"
                                + " (pids cgroup, RLIMIT_NPROC, threads-max, pid_max); for want of memory it answers ENOMEM."
                                + max.map(m -> " pids.max of the container is " + m.text() + ".")
                                        .orElse(""),
                        cites)
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                "the errno is EAGAIN; a fork that finds no memory fails with ENOMEM",
                                List.of(failure.cite()),
                                Optional.empty()))
                .missing(full ? new Missing[0] : new Missing[] {counters()});
    }

    private static Optional<CgroupValue> value(Examination examination, String file) {
        return examination.node().all(CgroupValue.class).stream()
                .filter(v -> v.file().equals(file))
                .findFirst();
    }

    private static Missing counters() {
        return new Missing(
                "pids.current and pids.max of the cgroup, threads-max, ulimit -u",
                "tells which limit on tasks it is",
                "cat /sys/fs/cgroup/pids/<cgroup>/pids.{current,max}; sysctl kernel.threads-max kernel.pid_max; ulimit -u");
    }
}
