/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc;

import dev.highorder.core.document.BlockParser;
import dev.highorder.core.proc.buddy.BuddyInfoParser;
import dev.highorder.core.proc.buddy.FragmentationIndexParser;
import dev.highorder.core.proc.buddy.PageTypeInfoParser;
import dev.highorder.core.proc.buddy.ZoneInfoParser;
import dev.highorder.core.proc.memory.FreeParser;
import dev.highorder.core.proc.memory.MemInfoParser;
import dev.highorder.core.proc.memory.PressureParser;
import dev.highorder.core.proc.memory.SlabInfoParser;
import dev.highorder.core.proc.memory.SlabTopParser;
import dev.highorder.core.proc.memory.VmStatParser;
import dev.highorder.core.proc.system.DockerParser;
import dev.highorder.core.proc.system.KernelIdentityParser;
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
                    new FreeParser(),
                    new DockerParser(),
                    new KernelIdentityParser());

    private ProcParsers() {}

    /// In the order in which they are to be asked: where two could take the same lines, the one that is surer comes
    /// first. They hold no state.
    public static List<BlockParser> all() {
        return ALL;
    }
}
