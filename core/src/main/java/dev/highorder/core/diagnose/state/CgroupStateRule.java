/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.state;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.leak.DyingMemcgRule;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.proc.cgroup.Cgroups;
import java.util.List;
import java.util.Optional;

/// Where the count of cgroups is all that the evidence holds and it shows no dead ones, the node is healthy in that respect, unless
/// the ids are nearly used up.
public final class CgroupStateRule implements Rule {

    /// So close to the last of the 65,535 ids (mm/memcontrol.c, MEM_CGROUP_ID_MAX) that the count is a finding whoever holds them.
    private static final long NEAR_LAST = 60_000;

    private final DyingMemcgRule dying = new DyingMemcgRule();

    @Override
    public String id() {
        return "cgroup-state";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<Cgroups.Subsystem> nearLast =
                examination.node().all(Cgroups.class).stream()
                        .flatMap(c -> c.subsystems().stream())
                        .filter(s -> s.name().equals("memory") && s.cgroups() >= NEAR_LAST)
                        .findFirst();
        if (examination.episode().isEmpty() && nearLast.isPresent()) {
            return Ruling.Found.of(
                            Cause.KMEM_MEMCG_LEAK,
                            Confidence.LIKELY,
                            "Memory cgroup ids are nearly used up",
                            Amount.count(nearLast.get().cgroups())
                                    + " memory cgroups exist of the 65,535 that can; a node has some hundreds of real"
                                    + " ones. At the last id no container can be started.",
                            List.of(nearLast.get().cite()))
                    .kb("KB-03");
        }
        if (examination.episode().isPresent()
                || !(dying.examine(examination) instanceof Ruling.Clear clear)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return Ruling.Found.of(
                        Cause.HEALTHY,
                        Confidence.POSSIBLE,
                        "No dead cgroups",
                        clear.statement() + " No failure is in the evidence.",
                        clear.cites())
                .severity(Severity.INFO);
    }
}
