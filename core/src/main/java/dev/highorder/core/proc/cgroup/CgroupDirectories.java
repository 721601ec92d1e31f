/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import dev.highorder.core.model.Origin;

/// How many directories stand below a controller's mount: counted by the reader of a tree, or by `find … -type d | wc -l`.
///
/// @param controller `memory` for v1; empty for the unified hierarchy
public record CgroupDirectories(Origin origin, String controller, long directories)
        implements CgroupState {}
