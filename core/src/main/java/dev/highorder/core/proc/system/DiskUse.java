/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.model.Origin;

/// A row of `df` or `df -i`.
///
/// @param inodes whether the row counts inodes
/// @param usedPercent 0 to 100
public record DiskUse(
        Origin origin, String fileSystem, String mount, boolean inodes, int usedPercent)
        implements SystemFact {}
