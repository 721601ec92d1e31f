/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import dev.highorder.core.model.Fact;

/// What kernel files say of control groups.
public sealed interface CgroupState extends Fact
        permits Cgroups, CgroupDirectories, CgroupStat, CgroupValue {}
