/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.document.NamedFiles;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import java.util.ArrayList;
import java.util.List;

/// Reads `/proc/cmdline`; without its path it is known by the boot loader's `BOOT_IMAGE=`. A `Command line:` that a kernel log
/// carries is the log's.
public record KernelCommandLineParser() implements NamedBlockParser {

    @Override
    public boolean reads(String pathOrCommand) {
        return pathOrCommand.contains("proc/cmdline")
                && NamedFiles.of(pathOrCommand).endWith("proc/cmdline");
    }

    @Override
    public int extent(List<Line> lines, int from) {
        Line line = lines.get(from);
        String text = line.text();
        if (line.frame().framed()) {
            return 0;
        }
        int start = Fields.indent(text);
        boolean own = text.startsWith("BOOT_IMAGE=", start);
        boolean logged =
                text.startsWith("Command line: ", start)
                        || text.startsWith("Kernel command line: ", start);
        return own || (logged && text.indexOf('=') > 0) ? 1 : 0;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        List<String> options = new ArrayList<>();
        for (Line line : block.lines()) {
            String text = line.text();
            int label = text.indexOf("ommand line: ");
            options.addAll(Fields.from(text, label < 0 ? 0 : label + 13).words());
        }
        return options.isEmpty()
                ? Parsed.of(List.of())
                : Parsed.of(List.of(new KernelCommandLine(block.origin(), options)));
    }
}
