/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedFiles;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.List;
import java.util.OptionalLong;

/// Reads `cgroup.stat` of v2 (kernel/cgroup/cgroup.c, ≥ 4.14): `nr_descendants`, `nr_dying_descendants`, and on later kernels
/// counts of each controller, which are passed over.
public record CgroupStatParser() implements BlockParser {

    private static final String ALIVE = "nr_descendants ";
    private static final String DYING = "nr_dying_descendants ";

    @Override
    public int extent(List<Line> lines, int from) {
        if (!lines.get(from).text().startsWith(ALIVE)
                || from + 1 >= lines.size()
                || !lines.get(from + 1).text().startsWith(DYING)) {
            return 0;
        }
        int end = from + 2;
        while (end < lines.size()
                && (lines.get(end).text().startsWith("nr_subsys_")
                        || lines.get(end).text().startsWith("nr_dying_subsys_"))) {
            end++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        OptionalLong alive = Fields.of(block.lines().get(0).text()).number(1);
        OptionalLong dying =
                block.lines().size() < 2
                        ? OptionalLong.empty()
                        : Fields.of(block.lines().get(1).text()).number(1);
        if (alive.isEmpty() || dying.isEmpty()) {
            Line line = block.lines().get(alive.isEmpty() || block.lines().size() < 2 ? 0 : 1);
            return new Parsed<>(
                    List.of(),
                    List.of(
                            Problem.at(
                                    line.cite(),
                                    "expected a count of cgroups, found \"" + line.text() + "\"")));
        }
        String path = "";
        for (String file :
                NamedFiles.of(block.origin().command().orElse(block.origin().cite().path()))
                        .files()) {
            if (file.endsWith("cgroup.stat")) {
                path = CgroupPath.ofFile(file).map(CgroupPath::cgroup).orElse("");
            }
        }
        return Parsed.of(
                List.of(
                        new CgroupStat(
                                block.origin(), path, alive.getAsLong(), dying.getAsLong())));
    }
}
