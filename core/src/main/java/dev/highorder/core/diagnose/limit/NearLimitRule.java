/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.Settings;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.cgroup.CgroupValue;
import dev.highorder.core.proc.system.Sysctl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A counter that stands at its limit in the node's state, where nothing failed in the evidence: connections, open files, tasks of a
/// cgroup. The next request of the kind would be refused.
public final class NearLimitRule implements Rule {

    /// From here on the limit is reached in practice: such counters move by more than the rest.
    private static final long REACHED_PERCENT = 98;

    @Override
    public String id() {
        return "near-limit";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.episode().isPresent()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<Gauge> fullest =
                gauges(examination).stream().max(Comparator.comparingLong(Gauge::percent));
        if (fullest.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Gauge gauge = fullest.get();
        String figures =
                gauge.what()
                        + ": "
                        + Amount.count(gauge.used())
                        + " of "
                        + Amount.count(gauge.limit())
                        + " ("
                        + gauge.percent()
                        + " %)";
        if (gauge.percent() < REACHED_PERCENT) {
            return new Ruling.Clear(
                    "Counters are below their limits",
                    "Fullest is " + figures + ".",
                    gauge.cites(),
                    Optional.empty());
        }
        return Ruling.Found.of(
                        gauge.cause(),
                        Confidence.LIKELY,
                        "A counter stands at its limit",
                        figures + "; what comes next is refused, though no memory is short.",
                        gauge.cites())
                .kb(gauge.kb());
    }

    private static List<Gauge> gauges(Examination examination) {
        List<Gauge> gauges = new ArrayList<>();
        Settings settings = Settings.of(examination);
        connections(settings).ifPresent(gauges::add);
        settings.get("fs.file-nr").flatMap(NearLimitRule::files).ifPresent(gauges::add);
        for (CgroupValue current : TaskLimit.values(examination, "pids.current")) {
            TaskLimit.of(examination, current)
                    .ifPresent(limit ->
                            gauges.add(
                                    new Gauge(
                                            "tasks of the cgroup " + limit.name(),
                                            limit.used(),
                                            limit.limit(),
                                            Cause.PIDS_OR_ULIMIT,
                                            "KB-56",
                                            limit.cites())));
        }
        return gauges;
    }

    private static Optional<Gauge> connections(Settings settings) {
        Optional<Sysctl> count = settings.get("net.netfilter.nf_conntrack_count");
        Optional<Sysctl> max = settings.get(KernelTableRule.CONNTRACK_MAX);
        OptionalLong used = settings.number("net.netfilter.nf_conntrack_count");
        OptionalLong limit = settings.number(KernelTableRule.CONNTRACK_MAX);
        if (used.isEmpty() || limit.isEmpty() || limit.getAsLong() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Gauge(
                        "tracked connections",
                        used.getAsLong(),
                        limit.getAsLong(),
                        Cause.CONNTRACK_TABLE_FULL,
                        "KB-57",
                        List.of(count.orElseThrow().cite(), max.orElseThrow().cite())));
    }

    /// `fs.file-nr`: allocated, free (0 since 2.6), maximum.
    private static Optional<Gauge> files(Sysctl sysctl) {
        OptionalLong used = Settings.number(sysctl.value(), 0);
        OptionalLong limit = Settings.number(sysctl.value(), 2);
        return used.isPresent() && limit.isPresent() && limit.getAsLong() > 0
                ? Optional.of(
                        new Gauge(
                                "open files of the node",
                                used.getAsLong(),
                                limit.getAsLong(),
                                Cause.KERNEL_LIMIT,
                                "KB-81",
                                List.of(sysctl.cite())))
                : Optional.empty();
    }

    private record Gauge(
            String what, long used, long limit, Cause cause, String kb, List<Cite> cites) {

        long percent() {
            return Amount.percent(used, limit);
        }
    }
}
