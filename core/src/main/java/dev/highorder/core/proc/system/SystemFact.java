/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.model.Fact;

/// What identifies the node and its software, and its settings.
public sealed interface SystemFact extends Fact
        permits KernelIdentity,
                OsRelease,
                RuntimeVersions,
                KernelCommandLine,
                Sysctl,
                NodeName,
                DiskUse,
                CpuCount {}
