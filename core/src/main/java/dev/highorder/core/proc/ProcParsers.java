/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc;

import dev.highorder.core.document.BlockParser;
import dev.highorder.core.proc.buddy.BuddyInfoParser;
import dev.highorder.core.proc.buddy.FragmentationIndexParser;
import dev.highorder.core.proc.buddy.PageTypeInfoParser;
import dev.highorder.core.proc.buddy.ZoneInfoParser;
import dev.highorder.core.proc.cgroup.CgroupDirectoriesParser;
import dev.highorder.core.proc.cgroup.CgroupStatParser;
import dev.highorder.core.proc.cgroup.CgroupValueParser;
import dev.highorder.core.proc.cgroup.CgroupsParser;
import dev.highorder.core.proc.memory.FreeParser;
import dev.highorder.core.proc.memory.MemInfoParser;
import dev.highorder.core.proc.memory.PressureParser;
import dev.highorder.core.proc.memory.SlabInfoParser;
import dev.highorder.core.proc.memory.SlabTopParser;
import dev.highorder.core.proc.memory.VmStatParser;
import dev.highorder.core.proc.system.CpuCountParser;
import dev.highorder.core.proc.system.DiskUseParser;
import dev.highorder.core.proc.system.DockerParser;
import dev.highorder.core.proc.system.HostNameParser;
import dev.highorder.core.proc.system.KernelCommandLineParser;
import dev.highorder.core.proc.system.KernelIdentityParser;
import dev.highorder.core.proc.system.KubernetesNodesParser;
import dev.highorder.core.proc.system.NodeInfoParser;
import dev.highorder.core.proc.system.OsReleaseParser;
import dev.highorder.core.proc.system.SysctlParser;
import dev.highorder.core.proc.system.VersionLineParser;
import java.util.List;

/// All parsers of kernel files and tool outputs.
public final class ProcParsers {

    private static final List<BlockParser> ALL =
            List.of(
                    new PageTypeInfoParser(),
                    new ZoneInfoParser(),
                    new FragmentationIndexParser(),
                    new BuddyInfoParser(),
                    new MemInfoParser(),
                    new VmStatParser(),
                    new SlabInfoParser(),
                    new SlabTopParser(),
                    new PressureParser(),
                    new CgroupsParser(),
                    new CgroupStatParser(),
                    new CgroupValueParser(),
                    new CgroupDirectoriesParser(),
                    new SysctlParser(),
                    new DockerParser(),
                    new VersionLineParser(),
                    new KubernetesNodesParser(),
                    new NodeInfoParser(),
                    new KernelIdentityParser(),
                    new OsReleaseParser(),
                    new KernelCommandLineParser(),
                    new CpuCountParser(),
                    new HostNameParser(),
                    new DiskUseParser(),
                    new FreeParser());

    private ProcParsers() {}

    /// In the order in which they are to be asked: where two could take the same lines, the one that is surer comes
    /// first. They hold no state.
    public static List<BlockParser> all() {
        return ALL;
    }
}
