/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Reads `/proc/cgroups` (kernel/cgroup, proc_cgroupstats_show), also set in columns and without its head line.
public record CgroupsParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        String first = lines.get(from).text();
        boolean headed = head(first);
        if (!headed && !row(first)) {
            return 0;
        }
        int end = from + 1;
        int at = end;
        while (at < lines.size()) {
            if (row(lines.get(at).text())) {
                end = at + 1;
            } else if (at + 1 >= lines.size()
                    || head(lines.get(at).text())
                    || !row(lines.get(at + 1).text())) {
                break;
            }
            at++;
        }
        return headed && end == from + 1 ? 0 : end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        List<Problem> problems = new ArrayList<>();
        List<Cgroups.Subsystem> subsystems = new ArrayList<>();
        for (Line line : block.lines()) {
            Fields fields = Fields.of(line.text());
            OptionalLong hierarchy = fields.number(1);
            OptionalLong count = fields.number(2);
            if (head(line.text()) || fields.size() == 0) {
                continue;
            }
            if (hierarchy.isEmpty()
                    || hierarchy.getAsLong() > Integer.MAX_VALUE
                    || count.isEmpty()
                    || fields.number(3).isEmpty()) {
                problems.add(
                        Problem.at(
                                line.cite(),
                                "expected a row of /proc/cgroups, found \"" + line.text() + "\""));
                continue;
            }
            subsystems.add(
                    new Cgroups.Subsystem(
                            fields.get(0),
                            (int) hierarchy.getAsLong(),
                            count.getAsLong(),
                            fields.get(3).equals("1"),
                            line.cite()));
        }
        return subsystems.isEmpty()
                ? new Parsed<>(List.of(), problems)
                : new Parsed<>(List.of(new Cgroups(block.origin(), subsystems)), problems);
    }

    private static boolean head(String text) {
        return text.startsWith("#subsys_name") || text.startsWith("subsys_name");
    }

    private static boolean row(String text) {
        if (text.isEmpty() || text.charAt(0) < 'a' || text.charAt(0) > 'z') {
            return false;
        }
        int last = text.stripTrailing().length() - 1;
        if (last > 60 || (text.charAt(last) != '0' && text.charAt(last) != '1')) {
            return false;
        }
        Fields fields = Fields.of(text);
        return fields.size() == 4
                && fields.numericFrom(1)
                && (fields.get(3).equals("0") || fields.get(3).equals("1"))
                && CgroupPath.isController(fields.get(0));
    }
}
