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

    /// So many are beyond what jobs that come and go leave behind at any moment.
    private static final long BEYOND_CHURN = 10_000;

    private static final String PINNED =
            " A removed cgroup lives until the last page or slab object charged to it goes.";

    @Override
    public String id() {
        return "dying-memcg";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.episode().isPresent()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<CgroupStat> worst =
                examination.node().all(CgroupStat.class).stream()
                        .reduce((a, b) -> a.dyingDescendants() >= b.dyingDescendants() ? a : b);
        return worst.isPresent() ? ofStat(worst.get()) : ofCount(examination);
    }

    private static Ruling ofStat(CgroupStat stat) {
        long dying = stat.dyingDescendants();
        String figures =
                "cgroup.stat counts "
                        + Amount.count(dying)
                        + " dying cgroups beside "
                        + Amount.count(stat.descendants())
                        + " live ones.";
        return dying < MANY || dying < 2 * stat.descendants()
                ? few(figures, List.of(stat.cite()))
                : found(dying, true, figures + PINNED, List.of(stat.cite()));
    }

    private static Ruling ofCount(Examination examination) {
        Optional<Cgroups.Subsystem> memory =
                examination.node().all(Cgroups.class).stream()
                        .flatMap(c -> c.subsystems().stream())
                        .filter(s -> s.name().equals("memory"))
                        .findFirst();
        if (memory.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<CgroupDirectories> directories =
                examination.node().all(CgroupDirectories.class).stream()
                        .filter(d -> d.controller().equals("memory") || d.controller().isEmpty())
                        .findFirst();
        Optional<KernelRelease> release = examination.release();
        boolean leavesOut = release.map(r -> r.below(4, 0)).orElse(false);
        long count = memory.get().cgroups();
        if (count >= BEYOND_CHURN && (leavesOut || directories.isEmpty())) {
            return found(
                    count,
                    false,
                    "/proc/cgroups counts "
                            + Amount.count(count)
                            + " memory cgroups; a node has some hundreds of real ones, perhaps 2,000."
                            + PINNED,
                    List.of(memory.get().cite()));
        }
        if (leavesOut) {
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
                            "find /sys/fs/cgroup/memory -type d | wc -l  # v2: cat /sys/fs/cgroup/cgroup.stat"));
        }
        return ofDifference(
                memory.get(), directories.get(), release.map(r -> r.atLeast(4, 0)).orElse(false));
    }

    private static Ruling ofDifference(
            Cgroups.Subsystem memory, CgroupDirectories directories, boolean countsDead) {
        long count = memory.cgroups();
        long there = directories.directories();
        List<Cite> cites = List.of(memory.cite(), directories.cite());
        String figures =
                Amount.count(count)
                        + " memory cgroups exist and "
                        + Amount.count(there)
                        + " directories are there.";
        return count < there + MANY || count < 2 * there
                ? few(figures, cites)
                : found(
                        count - there,
                        countsDead,
                        figures + " The others were removed and live on." + PINNED,
                        cites);
    }

    private static Ruling few(String figures, List<Cite> cites) {
        return new Ruling.Clear("Few dead cgroups", figures, cites, Optional.empty());
    }

    private static Ruling found(long dead, boolean counted, String statement, List<Cite> cites) {
        return Ruling.Found.of(
                        Cause.DYING_MEMCG,
                        counted && dead >= BEYOND_CHURN ? Confidence.CERTAIN : Confidence.LIKELY,
                        "Dead cgroups pile up",
                        statement,
                        cites)
                .kb("KB-32")
                .missing(
                        new Missing(
                                "the same count an hour later, and per-CPU memory",
                                "a count that grows with the number of jobs is a leak; Percpu is what it costs",
                                "cat /proc/cgroups /sys/fs/cgroup/cgroup.stat; grep Percpu /proc/meminfo"));
    }
}
