/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.document.NamedFiles;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads the number of CPUs: `/sys/devices/system/cpu/possible` and `online`, `nproc`, `lscpu`.
public record CpuCountParser() implements NamedBlockParser {

    @Override
    public boolean reads(String pathOrCommand) {
        if (!pathOrCommand.contains("cpu/") && !pathOrCommand.contains("nproc")) {
            return false;
        }
        NamedFiles named = NamedFiles.of(pathOrCommand);
        boolean nproc = named.runs("nproc") && named.words().size() == 1;
        return nproc || (named.files().size() == 1 && (possible(named) || online(named)));
    }

    @Override
    public int extent(List<Line> lines, int from) {
        if (!lines.get(from).text().startsWith("Architecture:") || !lscpu(lines, from)) {
            return 0;
        }
        int end = from;
        while (end < lines.size()
                && end < from + 100
                && lines.get(end).text().indexOf(':') > 0
                && !lines.get(end).frame().framed()) {
            end++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        Line first = block.lines().getFirst();
        NamedFiles named =
                NamedFiles.of(block.origin().command().orElse(block.origin().cite().path()));
        Line line = first;
        String figure = first.text().strip();
        if (first.text().startsWith("Architecture:")) {
            for (Line each : block.lines()) {
                if (each.text().startsWith("On-line CPU(s) list:")
                        || (line.equals(first) && each.text().startsWith("CPU(s):"))) {
                    line = each;
                    figure = each.text().substring(each.text().indexOf(':') + 1).strip();
                }
            }
        }
        boolean count = named.runs("nproc") || line.text().startsWith("CPU(s):");
        OptionalInt cpus = count ? number(figure) : listed(figure);
        if (cpus.isEmpty()) {
            return new Parsed<>(
                    List.of(),
                    List.of(
                            Problem.at(
                                    line.cite(), "expected CPUs, found \"" + line.text() + "\"")));
        }
        CpuCount.Kind kind = possible(named) ? CpuCount.Kind.POSSIBLE : CpuCount.Kind.ONLINE;
        return Parsed.of(List.of(new CpuCount(block.origin(line), kind, cpus.getAsInt())));
    }

    private static boolean possible(NamedFiles named) {
        return named.endWith("system/cpu/possible");
    }

    private static boolean online(NamedFiles named) {
        return named.endWith("system/cpu/online");
    }

    private static boolean lscpu(List<Line> lines, int from) {
        for (int i = from + 1; i < lines.size() && i < from + 6; i++) {
            if (lines.get(i).text().startsWith("CPU(s):")) {
                return true;
            }
        }
        return false;
    }

    private static OptionalInt number(String text) {
        OptionalLong value = Fields.number(text);
        return value.isPresent() && value.getAsLong() > 0 && value.getAsLong() <= 65536
                ? OptionalInt.of((int) value.getAsLong())
                : OptionalInt.empty();
    }

    /// `0-3,8-11` → 8.
    private static OptionalInt listed(String text) {
        int sum = 0;
        for (String part : text.split(",", -1)) {
            int dash = part.indexOf('-');
            OptionalLong low = Fields.number(dash < 0 ? part : part.substring(0, dash));
            OptionalLong high = dash < 0 ? low : Fields.number(part.substring(dash + 1));
            if (low.isEmpty()
                    || high.isEmpty()
                    || high.getAsLong() < low.getAsLong()
                    || high.getAsLong() > 65536) {
                return OptionalInt.empty();
            }
            sum += (int) (high.getAsLong() - low.getAsLong()) + 1;
        }
        return OptionalInt.of(sum);
    }
}
