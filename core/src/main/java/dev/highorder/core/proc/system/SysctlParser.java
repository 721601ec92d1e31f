/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.FileLine;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.document.NamedFiles;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads settings: files below `/proc/sys`, also several by one `cat`, `head` or `grep`; the lines of `sysctl`; and the
/// transparent huge page files below `/sys/kernel/mm`, whose names become `kernel.mm.transparent_hugepage.enabled` …
public record SysctlParser() implements NamedBlockParser {

    private static final String PROC = "proc/sys/";
    private static final String HUGE = "sys/kernel/mm/transparent_hugepage/";

    @Override
    public boolean reads(String pathOrCommand) {
        if (pathOrCommand.contains(PROC) || pathOrCommand.contains(HUGE)) {
            for (String file : NamedFiles.of(pathOrCommand).files()) {
                if (file.contains(PROC) || file.contains(HUGE)) {
                    return true;
                }
            }
            return false;
        }
        return pathOrCommand.contains("sysctl -") && named(pathOrCommand).isPresent();
    }

    @Override
    public int extent(List<Line> lines, int from) {
        int end = from;
        while (end < lines.size() && setting(lines.get(end)) > 0) {
            end++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        List<Problem> problems = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        Optional<String> only = block.origin().command().flatMap(SysctlParser::named);
        for (FileLine each : FileLine.of(block)) {
            Line line = each.line();
            int equals = setting(line);
            Optional<String> name =
                    equals > 0
                            ? Optional.of(line.text().substring(0, equals).strip())
                            : only.or(() -> dotted(each.file()));
            if (name.isEmpty()) {
                problems.add(
                        Problem.at(
                                line.cite(),
                                "expected the value of a setting, found \"" + line.text() + "\""));
                continue;
            }
            String value = equals > 0 ? line.text().substring(equals + 1) : each.text();
            facts.add(new Sysctl(block.origin(line), name.get(), value.strip().replace('\t', ' ')));
            if (name.get().equals("kernel.osrelease")) {
                facts.addAll(release(block, line, value));
            } else if (name.get().equals("kernel.hostname") && !value.isBlank()) {
                facts.add(new NodeName(block.origin(line), value.strip()));
            }
        }
        return new Parsed<>(facts, problems);
    }

    private static List<Fact> release(Block block, Line line, String value) {
        return KernelRelease.parse(value)
                .<List<Fact>>map(release ->
                        List.of(
                                new KernelIdentity(
                                        block.origin(line),
                                        release,
                                        Optional.empty(),
                                        Optional.empty())))
                .orElse(List.of());
    }

    /// The one setting whose bare value `sysctl -n NAME` prints.
    private static Optional<String> named(String command) {
        NamedFiles words = NamedFiles.of(command);
        if (!words.runs("sysctl") || words.words().size() != 3 || !words.words().contains("-n")) {
            return Optional.empty();
        }
        String last = words.words().get(2);
        return last.indexOf('.') > 0 ? Optional.of(last.replace('/', '.')) : Optional.empty();
    }

    private static Optional<String> dotted(String file) {
        int at = file.lastIndexOf(PROC);
        if (at >= 0) {
            return name(file.substring(at + PROC.length()));
        }
        at = file.lastIndexOf(HUGE);
        return at < 0 ? Optional.empty() : name(file.substring(at + 4));
    }

    private static Optional<String> name(String below) {
        return below.isEmpty() || below.indexOf('*') >= 0
                ? Optional.empty()
                : Optional.of(below.replace('/', '.'));
    }

    /// Position of the sign in `vm.min_free_kbytes = 90112`; 0 in other lines.
    private static int setting(Line line) {
        String text = line.text();
        int equals = text.indexOf(" = ");
        if (equals < 0 && text.endsWith(" =")) {
            equals = text.length() - 2;
        }
        if (equals < 0 || line.frame().framed() || text.charAt(0) == ' ') {
            return 0;
        }
        int dot = text.indexOf('.');
        if (dot < 2 || dot > equals || text.lastIndexOf(' ', equals - 1) >= 0) {
            return 0;
        }
        boolean root =
                switch (text.substring(0, dot)) {
                    case "vm",
                            "kernel",
                            "net",
                            "fs",
                            "user",
                            "dev",
                            "abi",
                            "crypto",
                            "debug",
                            "sunrpc" ->
                            true;
                    default -> false;
                };
        return root && Fields.indent(text) == 0 ? equals + 1 : 0;
    }
}
