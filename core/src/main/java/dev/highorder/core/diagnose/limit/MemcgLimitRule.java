/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.model.Cite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The OOM killer ran for a cgroup that reached its own limit; the node's memory is not in question.
public final class MemcgLimitRule implements Rule {

    @Override
    public String id() {
        return "memcg-limit";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<OomKill> kill = examination.lead(OomKill.class);
        if (kill.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        if (!kill.get().memcg()) {
            return new Ruling.Clear(
                    "No cgroup limit",
                    "The OOM report names no cgroup limit.",
                    List.of(kill.get().cite()),
                    Optional.empty());
        }
        List<Cite> cites = new ArrayList<>(List.of(kill.get().cite()));
        Optional<OomKill.Usage> memory = usage(kill.get(), "memory");
        memory.ifPresent(u -> cites.add(u.cite()));
        String limit =
                memory.filter(u -> u.limitBytes().isPresent())
                        .map(u ->
                                " Its memory: "
                                        + Amount.bytes(u.usageBytes())
                                        + " used of a limit of "
                                        + Amount.bytes(u.limitBytes().getAsLong())
                                        + ".")
                        .orElse("");
        return Ruling.Found.of(
                        Cause.MEMCG_LIMIT,
                        Confidence.CERTAIN,
                        "A cgroup reached its own memory limit",
                        "The kernel killed in the memory cgroup"
                                + kill.get().oomMemcg().map(g -> " " + g).orElse("")
                                + " because it was at its limit."
                                + limit,
                        cites)
                .kb("KB-55")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                "the report is of a cgroup's limit, not of the node's zones",
                                List.of(kill.get().cite()),
                                Optional.of("KB-55")));
    }

    static Optional<OomKill.Usage> usage(OomKill kill, String counter) {
        return kill.usage().stream().filter(u -> u.counter().equals(counter)).findFirst();
    }
}
