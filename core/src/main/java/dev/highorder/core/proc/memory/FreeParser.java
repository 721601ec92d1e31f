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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Reads the output of `free`, of procps old and new and of busybox, in any language: a row of five to seven words
/// without a figure, a row with a label and as many figures, and rows of two or three figures.
public record FreeParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        String text = lines.get(from).text();
        int start = Fields.indent(text);
        if (start == text.length() || text.length() > 200) {
            return 0;
        }
        int mem = from;
        if (!figures(text).isEmpty()) {
            if (!text.startsWith("Mem", start) || figures(text).size() < 5) {
                return 0;
            }
        } else {
            mem = from + 1;
            if (mem >= lines.size() || figures(lines.get(mem).text()).size() < 5 || !header(text)) {
                return 0;
            }
            int columns = Fields.of(text).size();
            int figures = figures(lines.get(mem).text()).size();
            if (figures > 7 || Math.abs(columns - figures) > 1) {
                return 0;
            }
        }
        int end = mem + 1;
        while (end < lines.size() && end < mem + 6) {
            int size = figures(lines.get(end).text()).size();
            if (size != 2 && size != 3) {
                break;
            }
            end++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        Line mem = null;
        Line swap = null;
        boolean oldTable = false;
        String header = "";
        for (Line line : block.lines()) {
            String text = line.text();
            int size = figures(text).size();
            if (size == 0 && mem == null) {
                header = text;
            } else if (size >= 5 && mem == null) {
                mem = line;
            } else if (size == 2 || text.contains("-/+")) {
                oldTable = true;
            } else if (size == 3 && swap == null && !skipped(text)) {
                swap = line;
            }
        }
        if (mem == null) {
            return new Parsed<>(List.of(), List.of());
        }
        List<String> raw = new ArrayList<>(figures(mem.text()));
        if (swap != null) {
            raw.addAll(figures(swap.text()));
        }
        FreeUnit unit = unit(block, raw);
        List<Problem> problems = new ArrayList<>();
        long[] values = values(mem, unit, problems);
        if (!problems.isEmpty()) {
            return new Parsed<>(List.of(), problems);
        }
        int columns = values.length;
        boolean buffersApart =
                columns == 7
                        || oldTable
                        || Fields.of(header).get(4).equals("buffers")
                        || (header.isEmpty() && columns == 6 && values[1] + values[2] == values[0]);
        OptionalLong available =
                columns == 7
                        ? OptionalLong.of(values[6])
                        : columns == 6 && !buffersApart
                                ? OptionalLong.of(values[5])
                                : OptionalLong.empty();
        long cache = buffersApart && columns > 5 ? values[4] + values[5] : values[4];
        long[] swapped = swap == null ? new long[0] : values(swap, unit, problems);
        Free free =
                new Free(
                        block.origin(),
                        values[0],
                        values[1],
                        values[2],
                        OptionalLong.of(values[3]),
                        OptionalLong.of(cache),
                        available,
                        at(swapped, 0),
                        at(swapped, 1),
                        at(swapped, 2),
                        mem.cite(),
                        Optional.ofNullable(swap).map(Line::cite),
                        unit.unit());
        return new Parsed<>(List.of(free), problems);
    }

    private static FreeUnit unit(Block block, List<String> figures) {
        FreeUnit told =
                block.origin()
                        .command()
                        .map(FreeUnit::ofName)
                        .orElseGet(() -> FreeUnit.ofName(fileName(block.origin().cite().path())));
        FreeUnit seen = FreeUnit.ofFigures(figures);
        boolean suffixed = seen.unit() == Free.Unit.HUMAN;
        if (suffixed) {
            return new FreeUnit(Free.Unit.HUMAN, 1, told.base());
        }
        return told.unit() == Free.Unit.ASSUMED ? seen : told;
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static OptionalLong at(long[] values, int index) {
        return index < values.length ? OptionalLong.of(values[index]) : OptionalLong.empty();
    }

    private static long[] values(Line line, FreeUnit unit, List<Problem> problems) {
        List<String> figures = figures(line.text());
        long[] values = new long[figures.size()];
        for (int i = 0; i < values.length; i++) {
            OptionalDouble bytes = unit.bytes(figures.get(i));
            if (bytes.isEmpty() || bytes.getAsDouble() >= 0x1p62) {
                problems.add(
                        Problem.at(
                                line.cite(),
                                "expected an amount of memory, found \"" + figures.get(i) + "\""));
                return new long[0];
            }
            values[i] = Math.round(bytes.getAsDouble());
        }
        return values;
    }

    /// The figures behind the row's label (`Mem:`, `内存：`, `-/+ buffers/cache:`); empty where the line is no such row.
    private static List<String> figures(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            colon = text.indexOf('：');
        }
        if (colon <= 0 || colon > 24) {
            return List.of();
        }
        for (int i = 0; i < colon; i++) {
            if (Character.isDigit(text.charAt(i))) {
                return List.of();
            }
        }
        char last = text.charAt(text.length() - 1);
        if (!Character.isDigit(last) && "BKMGTPkbi \t\u00a0".indexOf(last) < 0) {
            return List.of();
        }
        List<String> words = Fields.from(text, colon + 1).words();
        for (String word : words) {
            if (!figure(word)) {
                return List.of();
            }
        }
        return words;
    }

    private static boolean figure(String word) {
        char first = word.charAt(0);
        if (first < '0' || first > '9' || word.length() > 20) {
            return false;
        }
        int at = 0;
        while (at < word.length()
                && (Character.isDigit(word.charAt(at)) || ".,".indexOf(word.charAt(at)) >= 0)) {
            at++;
        }
        String suffix = word.substring(at);
        return suffix.isEmpty()
                || (suffix.length() <= 3 && "BKMGTPkb".indexOf(suffix.charAt(0)) >= 0);
    }

    private static boolean header(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || c == ':' || c == '=' || c == '(' || c == '[') {
                return false;
            }
        }
        int size = Fields.of(text).size();
        return size >= 5 && size <= 8;
    }

    /// Rows of `-l` and `-t` that are not the swap space.
    private static boolean skipped(String text) {
        int start = Fields.indent(text);
        return text.startsWith("Low:", start)
                || text.startsWith("High:", start)
                || text.startsWith("Total:", start)
                || text.startsWith("Comm:", start);
    }
}
