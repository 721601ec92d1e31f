/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One OOM report: `X invoked oom-killer: …` to `Killed process …`, whichever of its parts were kept.
///
/// @param comm the task that asked, empty Optional where only the kill lines are left
/// @param constraint `CONSTRAINT_NONE`, `_CPUSET`, `_MEMORY_POLICY` or `_MEMCG` (≥ 5.0, el8), if printed
/// @param memcg whether the kernel says it was a cgroup's limit (`Memory cgroup out of memory`, CONSTRAINT_MEMCG,
///     `Task in … killed as a result of limit of …`)
/// @param oomMemcg the cgroup whose limit it was
/// @param taskMemcg the cgroup of the victim
/// @param usage `memory: usage NkB, limit NkB, failcnt N` lines, by counter (`memory`, `memory+swap`, `swap`, `kmem`), in bytes
/// @param victim name of the task that was killed
/// @param slabs `Unreclaimable slab info:` rows
/// @param noKillable `Out of memory and no killable processes` / `System is deadlocked on memory`
public record OomKill(
        Origin origin,
        Optional<String> comm,
        OptionalInt order,
        RequestMode mode,
        Optional<String> constraint,
        Optional<String> nodemask,
        Optional<String> cpuset,
        Optional<String> memsAllowed,
        boolean memcg,
        Optional<String> oomMemcg,
        Optional<String> taskMemcg,
        List<Usage> usage,
        Optional<String> victim,
        OptionalInt victimPid,
        Optional<StackDump> stack,
        Optional<MemInfoDump> memInfo,
        List<SlabUse> slabs,
        boolean noKillable)
        implements KernelEvent {

    public OomKill {
        usage = List.copyOf(usage);
        slabs = List.copyOf(slabs);
    }

    @Override
    public List<StackDump> stacks() {
        return stack.stream().toList();
    }

    @Override
    public Optional<MemInfoDump> dump() {
        return memInfo;
    }

    /// @param limitBytes absent where the kernel prints its "no limit" value (≥ 2^62)
    public record Usage(
            String counter,
            long usageBytes,
            OptionalLong limitBytes,
            OptionalLong failcnt,
            Cite cite) {}

    public record SlabUse(String cache, long usedBytes, long totalBytes, Cite cite) {}
}
