/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.FrameLayer;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.klog.scan.OomLine;
import dev.highorder.core.klog.scan.RequestTail;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One OOM report in the making, from `invoked oom-killer` (or whatever is left of it) to `Killed process`.
final class OomReport extends Report {
    private final List<Problem> problems;
    private String comm = "";
    private OptionalInt order = OptionalInt.empty();
    private RequestTail tail = RequestTail.NONE;
    private Optional<String> constraint = Optional.empty();
    private Optional<String> oomMemcg = Optional.empty();
    private Optional<String> taskMemcg = Optional.empty();
    private Optional<String> statsOf = Optional.empty();
    private Optional<String> victim = Optional.empty();
    private OptionalInt victimPid = OptionalInt.empty();
    private boolean memcg;
    private boolean noKillable;
    private boolean group;
    private boolean killed;
    private boolean cut;
    private final List<OomKill.Usage> usage = new ArrayList<>();
    private final List<OomKill.SlabUse> slabs = new ArrayList<>();
    private boolean slabTable;

    OomReport(Line first, List<Problem> problems) {
        super(first);
        this.problems = problems;
    }

    @Override
    String comm() {
        return comm;
    }

    @Override
    boolean owns(FrameLayer printer) {
        return printer == FrameLayer.OOM;
    }

    @Override
    boolean wantsMemInfo() {
        return memInfo.isEmpty() && usage.isEmpty() && !killed;
    }

    /// Whether the rows of the slab table may follow.
    boolean inSlabTable() {
        return slabTable;
    }

    /// Whether the line can be this report's; a second kill, or a second head, begins another one.
    boolean accepts(OomLine line) {
        return switch (line) {
            case OomLine.Invoked _ -> false;
            case OomLine.Kill kill ->
                    !killed || group || victimPid.equals(OptionalInt.of(kill.pid()));
            case OomLine.Constraint _ -> constraint.isEmpty() && !killed;
            case OomLine.NoKillable _ -> !killed;
            case OomLine.Usage fresh ->
                    !killed && usage.stream().noneMatch(u -> u.counter().equals(fresh.counter()));
            case OomLine.Limited _,
                    OomLine.Stats _,
                    OomLine.SlabHead _,
                    OomLine.SlabRow _,
                    OomLine.Task _ ->
                    !killed || group;
            case OomLine.Reaped _, OomLine.Group _ -> true;
        };
    }

    void take(OomLine line, Line at) {
        slabTable = line instanceof OomLine.SlabHead || line instanceof OomLine.SlabRow;
        switch (line) {
            case OomLine.Invoked invoked -> {
                comm = invoked.comm();
                order = invoked.order();
                tail = invoked.tail();
                cut = order.isEmpty();
            }
            case OomLine.Constraint found -> {
                constraint = found.constraint();
                tail = tail.or(found.masks());
                oomMemcg = found.oomMemcg().or(() -> oomMemcg);
                taskMemcg = found.taskMemcg().or(() -> taskMemcg);
                memcg |= found.oomMemcg().isPresent();
                memcg |= constraint.equals(Optional.of("CONSTRAINT_MEMCG"));
                if (victim.isEmpty()) {
                    victim = found.task();
                    victimPid = found.pid();
                }
            }
            case OomLine.Usage counter -> {
                memcg = true;
                if (counter.bytes().isPresent()) {
                    usage.add(
                            new OomKill.Usage(
                                    counter.counter(),
                                    counter.bytes().getAsLong(),
                                    counter.limit(),
                                    counter.failcnt(),
                                    at.cite()));
                } else {
                    problems.add(
                            Problem.at(
                                    at.cite(),
                                    "OOM report: expected the usage of "
                                            + counter.counter()
                                            + " in kB, below 2^53"));
                }
            }
            case OomLine.Stats stats -> {
                memcg = true;
                statsOf = statsOf.or(() -> Optional.of(stats.memcg()));
            }
            case OomLine.Limited limited -> {
                memcg = true;
                oomMemcg = limited.oomMemcg().or(() -> oomMemcg);
                taskMemcg = limited.taskMemcg().or(() -> taskMemcg);
            }
            case OomLine.Kill kill -> {
                memcg |= kill.memcg();
                if (!killed) {
                    victim = Optional.of(kill.comm());
                    victimPid = OptionalInt.of(kill.pid());
                }
                killed |= kill.done();
            }
            case OomLine.NoKillable _ -> noKillable = true;
            case OomLine.Group whole -> {
                group = true;
                memcg = true;
                oomMemcg = oomMemcg.or(() -> Optional.of(whole.memcg()));
            }
            case OomLine.SlabRow row ->
                    slabs.add(
                            new OomKill.SlabUse(
                                    row.cache(), row.usedBytes(), row.totalBytes(), at.cite()));
            case OomLine.SlabHead _, OomLine.Task _, OomLine.Reaped _ -> {}
        }
    }

    /// What a line cut off, or the `X cpuset=… mems_allowed=…` line below the head (≤ 4.20).
    void take(RequestTail more, OptionalInt moreOrder) {
        tail = tail.or(more);
        order = order.isPresent() ? order : moreOrder;
        cut = cut && order.isEmpty();
    }

    /// Whether the stack says that a cgroup's limit called the killer, where the report was cut below it: only
    /// `mem_cgroup_out_of_memory` (mm/memcontrol.c, 2.6.29 to 6.18) comes to `oom_kill_process` from a charge.
    private boolean calledByMemcg() {
        return stackDump()
                .filter(stack -> stack.frames().stream().anyMatch(OomReport::isMemcgKill))
                .isPresent();
    }

    private static boolean isMemcgKill(StackFrame frame) {
        return frame.reliable() && frame.function().equals("mem_cgroup_out_of_memory");
    }

    boolean isCut() {
        return cut;
    }

    boolean wantsCpuset() {
        return tail.cpuset().isEmpty();
    }

    @Override
    KernelEvent build(Origin origin) {
        return new OomKill(
                origin,
                comm.isEmpty() ? Optional.empty() : Optional.of(comm),
                order,
                tail.mode(),
                constraint,
                tail.nodemask(),
                tail.cpuset(),
                tail.memsAllowed(),
                memcg || calledByMemcg(),
                oomMemcg.or(() -> statsOf),
                taskMemcg,
                usage,
                victim,
                victimPid,
                stackDump(),
                memInfoDump(),
                slabs,
                noKillable);
    }
}
