/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import dev.highorder.core.model.Origin;

/// `cgroup.stat` of v2 (≥ 4.14).
///
/// @param path of the cgroup, empty where unknown
public record CgroupStat(Origin origin, String path, long descendants, long dyingDescendants)
        implements CgroupState {}
