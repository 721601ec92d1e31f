/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Reads `/proc/pressure/memory` (kernel/sched/psi.c, ≥ 4.20). The files of the other resources and of the cgroups look the
/// same: only the path or the command tells, so theirs give no fact.
public record PressureParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        int end = from;
        while (end < lines.size() && end < from + 2 && row(lines.get(end).text())) {
            end++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        String source = block.origin().command().orElse(block.origin().cite().path());
        if (!source.contains("pressure/memory") && !source.endsWith("pressure_memory")) {
            return Parsed.of(List.of());
        }
        List<Problem> problems = new ArrayList<>();
        double[] some = {};
        double[] full = {};
        for (Line line : block.lines()) {
            Fields fields = Fields.of(line.text());
            OptionalDouble ten = share(fields.get(1), "avg10=");
            OptionalDouble sixty = share(fields.get(2), "avg60=");
            OptionalDouble most = share(fields.get(3), "avg300=");
            if (ten.isEmpty() || sixty.isEmpty() || most.isEmpty()) {
                problems.add(
                        Problem.at(
                                line.cite(),
                                "expected shares of stalled time, found \"" + line.text() + "\""));
                continue;
            }
            double[] shares = {ten.getAsDouble(), sixty.getAsDouble(), most.getAsDouble()};
            if (fields.get(0).equals("some")) {
                some = shares;
            } else {
                full = shares;
            }
        }
        if (some.length == 0) {
            return new Parsed<>(List.of(), problems);
        }
        return new Parsed<>(
                List.of(
                        new Pressure(
                                block.origin(),
                                some[0],
                                some[1],
                                some[2],
                                at(full, 0),
                                at(full, 1),
                                at(full, 2))),
                problems);
    }

    private static OptionalDouble at(double[] shares, int index) {
        return index < shares.length ? OptionalDouble.of(shares[index]) : OptionalDouble.empty();
    }

    private static boolean row(String text) {
        return text.startsWith("some avg10=") || text.startsWith("full avg10=");
    }

    private static OptionalDouble share(String field, String name) {
        String figure = field.startsWith(name) ? field.substring(name.length()) : "";
        int dot = figure.indexOf('.');
        boolean plain =
                dot > 0
                        && dot < 4
                        && figure.length() < 8
                        && Fields.decimal(figure.substring(0, dot))
                        && Fields.decimal(figure.substring(dot + 1));
        return plain ? OptionalDouble.of(Double.parseDouble(figure)) : OptionalDouble.empty();
    }
}
