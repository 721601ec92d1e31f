/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.proc.cgroup.CgroupDirectories;
import dev.highorder.core.proc.cgroup.CgroupStat;
import dev.highorder.core.proc.cgroup.Cgroups;
import java.util.List;
import java.util.Optional;

/// Removed cgroups that live on because pages or slab are still charged to them. `cgroup.stat` counts them; on v1 from 4.x on
/// `/proc/cgroups` does too, so that many more cgroups than directories are dead ones. On 3.10/el7 leaked ones are not counted
/// there (kernel/cgroup.c, cgroup_free_fn), so equality clears nothing.
public final class DyingMemcgRule implements Rule {

    /// A busy node keeps some hundreds for a while.
    private static final long MANY = 1_000;

    @Override
    public String id() {
        return "dying-memcg";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<CgroupStat> worst =
                examination.node().all(CgroupStat.class).stream()
                        .reduce((a, b) -> a.dyingDescendants() >= b.dyingDescendants() ? a : b);
        if (worst.isPresent()) {
            return ofStat(worst.get());
        }
        return ofCount(examination);
    }

    private static Ruling ofStat(CgroupStat stat) {
        String figures =
                Amount.count(stat.dyingDescendants())
                        + " dying cgroups beside "
                        + Amount.count(stat.descendants())
                        + " live ones.";
        if (stat.dyingDescendants() < MANY || stat.dyingDescendants() < 2 * stat.descendants()) {
            return new Ruling.Clear(
                    "Few dead cgroups", figures, List.of(stat.cite()), Optional.empty());
        }
        return Ruling.Found.of(
                        Cause.DYING_MEMCG,
                        Confidence.CERTAIN,
                        "Dead cgroups pile up",
                        "cgroup.stat counts " + figures,
                        List.of(stat.cite()))
                .kb("KB-32");
    }

    private static Ruling ofCount(Examination examination) {
        Optional<Cgroups.Subsystem> memory =
                examination.node().all(Cgroups.class).stream()
                        .flatMap(c -> c.subsystems().stream())
                        .filter(s -> s.name().equals("memory"))
                        .findFirst();
        Optional<CgroupDirectories> directories =
                examination.node().all(CgroupDirectories.class).stream()
                        .filter(d -> d.controller().equals("memory") || d.controller().isEmpty())
                        .findFirst();
        if (memory.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<KernelRelease> release = examination.release();
        if (release.map(r -> r.below(4, 0)).orElse(false)) {
            return Ruling.NotApplicable.lacking(
                    "On this kernel /proc/cgroups leaves out leaked kernel-accounted cgroups, so its count clears nothing.",
                    new Missing(
                            "slab caches of dead cgroups",
                            "each leaked cgroup keeps its caches in sysfs; sysfs_dir_cache divided by 32 is their number",
                            "grep sysfs_dir_cache /proc/slabinfo"));
        }
        if (directories.isEmpty()) {
            return Ruling.NotApplicable.lacking(
                    "How many cgroup directories there are is not in the evidence.",
                    new Missing(
                            "number of memory cgroup directories",
                            "cgroups without a directory are dead ones",
                            "find /sys/fs/cgroup/memory -type d | wc -l"));
        }
        long count = memory.get().cgroups();
        long there = directories.get().directories();
        List<Cite> cites = List.of(memory.get().cite(), directories.get().cite());
        String figures =
                Amount.count(count)
                        + " memory cgroups exist and "
                        + Amount.count(there)
                        + " directories are there.";
        if (count < there + MANY || count < 2 * there) {
            return new Ruling.Clear(
                    "No dead cgroups to speak of", figures, cites, Optional.empty());
        }
        return Ruling.Found.of(
                        Cause.DYING_MEMCG,
                        release.isPresent() ? Confidence.CERTAIN : Confidence.LIKELY,
                        "Dead cgroups pile up",
                        figures
                                + " The others were removed and live on, pinned by what is charged to them.",
                        cites)
                .kb("KB-32");
    }
}
