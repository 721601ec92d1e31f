/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `/proc/meminfo` (fs/proc/meminfo.c) and a node's `meminfo` (drivers/base/node.c), whole or what `grep` left of it.
public record MemInfoParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        String text = lines.get(from).text();
        int start = Fields.indent(text);
        if (start == text.length() || "MBCSAVKPHDNFWL".indexOf(text.charAt(start)) < 0) {
            return 0;
        }
        if (text.length() > 80 || text.indexOf(':', start) < 0) {
            return 0;
        }
        Row first = Row.of(text);
        if (first == null || !begins(first)) {
            return 0;
        }
        Set<String> seen = new HashSet<>();
        int end = from;
        int at = from;
        while (at < lines.size()) {
            Row row = Row.of(lines.get(at).text());
            if (row != null) {
                if (row.node != first.node || !seen.add(row.name)) {
                    break;
                }
                end = at + 1;
            } else if (at + 1 >= lines.size() || lines.get(at).text().isBlank()) {
                break;
            } else {
                Row next = Row.of(lines.get(at + 1).text());
                if (next == null || next.node != first.node || seen.contains(next.name)) {
                    break;
                }
            }
            at++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Long> bytes = new LinkedHashMap<>();
        Map<String, Cite> cites = new LinkedHashMap<>();
        OptionalInt node = OptionalInt.empty();
        for (Line line : block.lines()) {
            Row row = Row.of(line.text());
            OptionalLong value = row == null ? OptionalLong.empty() : row.bytes();
            if (row == null || value.isEmpty()) {
                problems.add(
                        Problem.at(
                                line.cite(),
                                "expected a value of meminfo, found \"" + line.text() + "\""));
                continue;
            }
            bytes.put(row.name, value.getAsLong());
            cites.put(row.name, line.cite());
            if (row.node >= 0) {
                node = OptionalInt.of(row.node);
            }
        }
        if (bytes.isEmpty()) {
            return new Parsed<>(List.of(), problems);
        }
        return new Parsed<>(List.of(new MemInfo(block.origin(), node, bytes, cites)), problems);
    }

    /// Names that no other file prints in this shape (`/proc/PID/smaps` shares some others).
    private static boolean begins(Row row) {
        return switch (row.name) {
            case "MemTotal",
                    "MemFree",
                    "MemAvailable",
                    "MemUsed",
                    "Buffers",
                    "Cached",
                    "SwapCached",
                    "Active",
                    "Inactive",
                    "Active(anon)",
                    "Inactive(anon)",
                    "Active(file)",
                    "Inactive(file)",
                    "Unevictable",
                    "Mlocked",
                    "SwapTotal",
                    "SwapFree",
                    "Dirty",
                    "Writeback",
                    "AnonPages",
                    "Mapped",
                    "Shmem",
                    "KReclaimable",
                    "Slab",
                    "SReclaimable",
                    "SUnreclaim",
                    "KernelStack",
                    "PageTables",
                    "SecPageTables",
                    "NFS_Unstable",
                    "CommitLimit",
                    "Committed_AS",
                    "VmallocTotal",
                    "VmallocUsed",
                    "Percpu",
                    "HardwareCorrupted",
                    "CmaTotal",
                    "CmaFree",
                    "DirectMap4k",
                    "FilePages" ->
                    row.kib;
            case "HugePages_Total", "HugePages_Free" -> !row.kib;
            default -> false;
        };
    }

    /// `MemTotal:       32643788 kB`, `Node 0 MemTotal:  461764 kB`, `HugePages_Total:       0`.
    private record Row(int node, String name, String figure, boolean kib) {

        private static @Nullable Row of(String text) {
            int start = Fields.indent(text);
            int node = -1;
            if (text.startsWith("Node ", start)) {
                Fields fields = Fields.of(text);
                OptionalLong number = fields.number(1);
                if (number.isEmpty() || number.getAsLong() > 4096) {
                    return null;
                }
                node = (int) number.getAsLong();
                start = text.indexOf(fields.get(2), start + 6);
            }
            int colon = text.indexOf(':', start);
            if (colon <= start || colon - start > 30) {
                return null;
            }
            for (int i = start; i < colon; i++) {
                char c = text.charAt(i);
                boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                boolean digit = c >= '0' && c <= '9';
                if (!letter && !(i > start && (digit || c == '_' || c == '(' || c == ')'))) {
                    return null;
                }
            }
            Fields rest = Fields.from(text, colon + 1);
            boolean kib = rest.size() == 2 && rest.get(1).equals("kB");
            if (!Fields.decimal(rest.get(0)) || !(kib || rest.size() == 1)) {
                return null;
            }
            return new Row(node, text.substring(start, colon), rest.get(0), kib);
        }

        private OptionalLong bytes() {
            OptionalLong value = Fields.number(figure);
            if (value.isEmpty() || !kib) {
                return value;
            }
            return value.getAsLong() > Long.MAX_VALUE / 1024
                    ? OptionalLong.empty()
                    : OptionalLong.of(value.getAsLong() * 1024);
        }
    }
}
