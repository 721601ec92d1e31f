/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.FileLine;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.document.NamedFiles;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the `memory.*` and `pids.*` files of a control group, v1 and v2, one or several at once (`cat A B`, `grep . memory.*`).
/// `memory.kmem.slabinfo` is read for one thing: el7 answers EIO where kernel memory is not accounted for that cgroup
/// and the head lines where it is.
public record CgroupValueParser() implements NamedBlockParser {

    private static final String SLABINFO = "memory.kmem.slabinfo";

    @Override
    public boolean reads(String pathOrCommand) {
        if (!pathOrCommand.contains("memory.") && !pathOrCommand.contains("pids.")) {
            return false;
        }
        for (String file : NamedFiles.of(pathOrCommand).files()) {
            if (known(base(file))) {
                return true;
            }
        }
        return false;
    }

    /// Lines that carry the file's name themselves.
    @Override
    public int extent(List<Line> lines, int from) {
        int end = from;
        while (end < lines.size() && (refused(lines.get(end).text()) || named(lines.get(end)))) {
            end++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        List<Fact> facts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        boolean slabinfo = false;
        for (FileLine each : FileLine.of(block)) {
            Origin origin = block.origin(each.line());
            if (refused(each.line().text())) {
                facts.add(
                        new CgroupValue(
                                origin,
                                refusedAt(each.line().text()),
                                SLABINFO,
                                OptionalLong.empty(),
                                "EIO"));
                continue;
            }
            String file = base(each.file());
            Optional<String> cgroup = CgroupPath.ofFile(each.file()).map(CgroupPath::cgroup);
            if (file.equals(SLABINFO)) {
                if (!slabinfo && each.text().contains("active_objs")) {
                    slabinfo = true;
                    facts.add(
                            new CgroupValue(origin, cgroup, file, OptionalLong.empty(), "header"));
                }
                continue;
            }
            if (file.endsWith("numa_stat") || file.endsWith(".pressure")) {
                continue;
            }
            Optional<CgroupValue> value =
                    file.isEmpty() ? Optional.empty() : value(origin, cgroup, file, each.text());
            value.ifPresentOrElse(
                    facts::add,
                    () ->
                            problems.add(
                                    Problem.at(
                                            each.line().cite(),
                                            "expected a value of a cgroup's file, found \""
                                                    + each.line().text()
                                                    + "\"")));
        }
        return new Parsed<>(facts, problems);
    }

    private static Optional<CgroupValue> value(
            Origin origin, Optional<String> cgroup, String file, String text) {
        Fields fields = Fields.of(text);
        boolean keyed = fields.size() == 2;
        String figure = fields.get(keyed ? 1 : 0);
        OptionalLong value = Fields.number(figure);
        if (fields.size() < 1 || fields.size() > 2 || (value.isEmpty() && !figure.equals("max"))) {
            return Optional.empty();
        }
        String name = keyed ? file + ":" + fields.get(0) : file;
        return Optional.of(new CgroupValue(origin, cgroup, name, value, figure));
    }

    /// `cat: …/memory.kmem.slabinfo: Input/output error`.
    private static boolean refused(String text) {
        return text.contains(SLABINFO) && text.contains("Input/output error");
    }

    private static Optional<String> refusedAt(String text) {
        for (String word : Fields.of(text).words()) {
            if (word.contains(SLABINFO)) {
                String file = word.replace("'", "").replace("‘", "").replace("’:", "");
                return CgroupPath.ofFile(file).map(CgroupPath::cgroup);
            }
        }
        return Optional.empty();
    }

    private static boolean named(Line line) {
        String text = line.text();
        if (text.isEmpty() || "/mp".indexOf(text.charAt(0)) < 0 || line.frame().framed()) {
            return false;
        }
        int colon = text.indexOf(':');
        return colon > 0
                && known(base(text.substring(0, colon)))
                && !text.startsWith(" ", colon + 1)
                && (text.charAt(0) != '/' || text.contains("/cgroup"));
    }

    private static String base(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private static boolean known(String base) {
        if (base.startsWith("memory.kmem.") || base.startsWith("memory.memsw.")) {
            return !base.endsWith(".txt");
        }
        return switch (base) {
            case "memory.limit_in_bytes",
                    "memory.usage_in_bytes",
                    "memory.max_usage_in_bytes",
                    "memory.failcnt",
                    "memory.soft_limit_in_bytes",
                    "memory.stat",
                    "memory.oom_control",
                    "memory.swappiness",
                    "memory.use_hierarchy",
                    "memory.numa_stat",
                    "memory.move_charge_at_immigrate" ->
                    true;
            case "memory.current",
                    "memory.max",
                    "memory.high",
                    "memory.low",
                    "memory.min",
                    "memory.peak",
                    "memory.events",
                    "memory.events.local",
                    "memory.oom.group",
                    "memory.pressure",
                    "memory.swap.current",
                    "memory.swap.max",
                    "memory.swap.high",
                    "memory.swap.peak",
                    "memory.swap.events",
                    "memory.zswap.current",
                    "memory.zswap.max",
                    "memory.zswap.writeback",
                    "memory.*" ->
                    true;
            case "pids.current",
                    "pids.max",
                    "pids.events",
                    "pids.events.local",
                    "pids.peak",
                    "pids.*" ->
                    true;
            default -> false;
        };
    }
}
