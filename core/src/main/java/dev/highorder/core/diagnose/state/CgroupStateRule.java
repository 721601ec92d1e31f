/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.state;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.leak.DyingMemcgRule;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;

/// Where the count of cgroups is all that the evidence holds and it shows no dead ones, the node is healthy in that respect.
public final class CgroupStateRule implements Rule {

    private final DyingMemcgRule dying = new DyingMemcgRule();

    @Override
    public String id() {
        return "cgroup-state";
    }

    @Override
    public Ruling examine(Examination examination) {
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
