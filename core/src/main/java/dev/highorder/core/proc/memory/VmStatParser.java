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
import java.util.OptionalLong;
import java.util.Set;

/// Reads `/proc/vmstat` (mm/vmstat.c), whole or what `grep` left of it. A NUMA node's own `vmstat` looks the same but is not
/// the machine's: it gives no fact.
public record VmStatParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        String text = lines.get(from).text();
        int start = Fields.indent(text);
        if (start == text.length()
                || !begins(text, start)
                || name(text) == 0
                || Fields.number(value(text)).isEmpty()) {
            return 0;
        }
        Set<String> seen = new HashSet<>();
        int end = from;
        int at = from;
        while (at < lines.size()) {
            String line = lines.get(at).text();
            int name = name(line);
            if (name > 0) {
                if (!seen.add(line.substring(Fields.indent(line), name))) {
                    break;
                }
                end = at + 1;
            } else if (line.isBlank()
                    || at + 1 >= lines.size()
                    || name(lines.get(at + 1).text()) == 0
                    || !lines.get(at + 1).text().contains("_")) {
                break;
            }
            at++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        String source = block.origin().command().orElse(block.origin().cite().path());
        if (source.contains("/node/node")) {
            return Parsed.of(List.of());
        }
        List<Problem> problems = new ArrayList<>();
        Map<String, Long> values = new LinkedHashMap<>();
        Map<String, Cite> cites = new LinkedHashMap<>();
        for (Line line : block.lines()) {
            String text = line.text();
            int name = name(text);
            OptionalLong value = name == 0 ? OptionalLong.empty() : Fields.number(value(text));
            if (value.isEmpty()) {
                problems.add(
                        Problem.at(
                                line.cite(),
                                "expected a counter of vmstat, found \"" + text + "\""));
                continue;
            }
            String key = text.substring(Fields.indent(text), name);
            values.put(key, value.getAsLong());
            cites.put(key, line.cite());
        }
        return values.isEmpty()
                ? new Parsed<>(List.of(), problems)
                : new Parsed<>(List.of(new VmStat(block.origin(), values, cites)), problems);
    }

    /// Names that `memory.stat` and `cgroup.stat` of a cgroup do not have.
    private static boolean begins(String text, int start) {
        return switch (text.charAt(start)) {
            case 'n' ->
                    text.startsWith("nr_", start)
                            && !text.startsWith("nr_d", start)
                            && !text.startsWith("nr_per", start)
                            && !text.startsWith("nr_thr", start)
                            && !text.startsWith("nr_bur", start)
                            && !text.startsWith("nr_sub", start);
            case 'a' -> text.startsWith("allocstall", start);
            case 'c' -> text.startsWith("compact_", start);
            case 'd' ->
                    text.startsWith("drop_pagecache ", start)
                            || text.startsWith("drop_slab ", start);
            case 'p' -> text.startsWith("pgalloc_", start) || text.startsWith("pgmigrate_", start);
            case 'k' -> text.startsWith("kswapd_", start);
            default -> false;
        };
    }

    /// End of the name in a line `name 12`; 0 in any other.
    private static int name(String text) {
        int start = Fields.indent(text);
        int end = start;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
            char c = text.charAt(end);
            if (c != '_' && !(c >= 'a' && c <= 'z') && (end == start || c < '0' || c > '9')) {
                return 0;
            }
            end++;
        }
        return end > start && end < text.length() && Fields.decimal(value(text)) ? end : 0;
    }

    private static String value(String text) {
        Fields fields = Fields.of(text);
        return fields.size() == 2 ? fields.get(1) : "";
    }
}
