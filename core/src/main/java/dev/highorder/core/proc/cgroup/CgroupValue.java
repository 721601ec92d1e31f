/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import dev.highorder.core.model.Origin;
import java.util.Optional;
import java.util.OptionalLong;

/// One value of a cgroup's file: `memory.max`, `memory.limit_in_bytes`, `memory.kmem.usage_in_bytes`, `pids.max`,
/// `pids.current`, one line of `memory.stat` or `memory.events` (`memory.events:oom_kill`), or what reading
/// `memory.kmem.slabinfo` gave (`memory.kmem.slabinfo` with text `EIO` or `header`).
///
/// @param cgroup the path below the mount, empty where unknown
/// @param value bytes or a count; absent for `max` and for text
public record CgroupValue(
        Origin origin, Optional<String> cgroup, String file, OptionalLong value, String text)
        implements CgroupState {}
