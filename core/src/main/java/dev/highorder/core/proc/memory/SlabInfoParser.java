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
import java.util.OptionalLong;

/// Reads `/proc/slabinfo` (mm/slab_common.c), versions 1.x to 2.1, of SLAB and SLUB, with or without its two head lines
/// and wrapped by mail or not. A row of 2.x: name, objects in use, objects, object size, objects and pages a
/// slab, `: tunables` and three figures, `: slabdata` and slabs in use, slabs, a figure.
public record SlabInfoParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        String first = lines.get(from).text();
        boolean headed = first.startsWith("slabinfo - version");
        if (!headed && !legend(first) && !row(first)) {
            return 0;
        }
        boolean old = headed && first.contains("version: 1");
        int end = from + 1;
        int at = end;
        while (at < lines.size()) {
            String text = lines.get(at).text();
            if (text.startsWith("slabinfo - version")) {
                break;
            }
            if (legend(text) || row(text) || continuation(text) || (old && oldRow(text))) {
                end = at + 1;
            } else if (at + 1 >= lines.size() || !row(lines.get(at + 1).text())) {
                break;
            }
            at++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        List<Problem> problems = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        boolean old = false;
        List<Line> lines = block.lines();
        int at = 0;
        while (at < lines.size()) {
            Line line = lines.get(at);
            String text = line.text();
            at++;
            if (text.startsWith("slabinfo - version")) {
                old = text.contains("version: 1");
                continue;
            }
            if (text.isBlank() || legend(text) || (rows.isEmpty() && continuation(text))) {
                continue;
            }
            StringBuilder joined = new StringBuilder(text);
            while (at < lines.size() && continuation(lines.get(at).text())) {
                joined.append(' ').append(lines.get(at).text());
                at++;
            }
            Fields fields = Fields.of(joined.toString());
            Optional<Row> row = old ? oldRow(line, fields) : row(line, fields);
            row.ifPresentOrElse(
                    rows::add,
                    () ->
                            problems.add(
                                    Problem.at(
                                            line.cite(),
                                            "expected a row of slabinfo, found \"" + text + "\"")));
        }
        long page = pageSize(rows);
        List<Slabs.Cache> caches = new ArrayList<>(rows.size());
        for (Row row : rows) {
            caches.add(row.cache(page));
        }
        return new Parsed<>(
                List.of(new Slabs(block.origin(), Slabs.Source.SLABINFO, caches, Optional.empty())),
                problems);
    }

    private record Row(
            Line line,
            String name,
            long active,
            long objects,
            long size,
            long perSlab,
            long pagesPerSlab,
            long slabs) {

        private Slabs.Cache cache(long page) {
            return new Slabs.Cache(
                    name, active, objects, size, slabs, slabs * pagesPerSlab * page, line.cite());
        }
    }

    /// The file counts pages and does not say how large they are: the smallest size whose slabs can hold their objects.
    private static long pageSize(List<Row> rows) {
        long page = 4096;
        for (Row row : rows) {
            while (page < 1 << 18
                    && row.pagesPerSlab > 0
                    && row.perSlab > 0
                    && row.perSlab < 1 << 20
                    && row.size < 1 << 30
                    && row.perSlab * row.size > row.pagesPerSlab * page) {
                page *= 2;
            }
        }
        return page;
    }

    /// The name stands before the five figures; a few caches have a blank in theirs.
    private static Optional<Row> row(Line line, Fields fields) {
        int tunables = fields.words().indexOf("tunables");
        int figures = tunables - 6;
        int slabdata = fields.words().indexOf("slabdata");
        if (figures < 1 || !fields.get(tunables - 1).equals(":")) {
            return Optional.empty();
        }
        long[] values = new long[6];
        for (int i = 0; i < 5; i++) {
            OptionalLong value = fields.number(figures + i);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values[i] = value.getAsLong();
        }
        OptionalLong slabs = slabdata < 0 ? OptionalLong.empty() : fields.number(slabdata + 2);
        if (slabs.isEmpty() || values[4] > 1 << 20 || slabs.getAsLong() > 1L << 40) {
            return Optional.empty();
        }
        String name = String.join(" ", fields.words().subList(0, figures));
        return Optional.of(
                new Row(
                        line,
                        name,
                        values[0],
                        values[1],
                        values[2],
                        values[3],
                        values[4],
                        slabs.getAsLong()));
    }

    /// 1.x: name, objects in use, objects, object size, slabs in use, slabs, pages a slab.
    private static Optional<Row> oldRow(Line line, Fields fields) {
        if (!Fields.from(line.text(), 0).numericFrom(1) && !fields.words().contains(":")) {
            return Optional.empty();
        }
        long[] values = new long[6];
        for (int i = 0; i < 6; i++) {
            OptionalLong value = fields.number(i + 1);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values[i] = value.getAsLong();
        }
        long perSlab = values[4] == 0 ? 0 : values[1] / values[4];
        return Optional.of(
                new Row(
                        line,
                        fields.get(0),
                        values[0],
                        values[1],
                        values[2],
                        perSlab,
                        values[5],
                        values[4]));
    }

    private static boolean legend(String text) {
        return text.startsWith("# name ") || text.startsWith("#name ");
    }

    private static boolean row(String text) {
        int colon = text.indexOf(": tunables");
        if (colon < 0) {
            return false;
        }
        Fields fields = Fields.of(text.substring(0, colon));
        return fields.size() >= 6 && fields.numericFrom(fields.size() - 5);
    }

    private static boolean oldRow(String text) {
        Fields fields = Fields.of(text);
        return fields.size() >= 7 && fields.number(1).isPresent() && fields.number(6).isPresent();
    }

    /// What is left of a wrapped row or of the wrapped legend.
    private static boolean continuation(String text) {
        int start = Fields.indent(text);
        if (start == text.length()) {
            return false;
        }
        return text.startsWith(": ", start)
                || text.startsWith("slabdata", start)
                || text.startsWith("tunables", start)
                || text.startsWith("<pagesperslab>", start)
                || (text.charAt(start) == '<' && text.indexOf('>', start) > 0)
                || digitsFirst(text, start);
    }

    private static boolean digitsFirst(String text, int start) {
        return Character.isDigit(text.charAt(start))
                && Fields.decimal(Fields.from(text, start).get(0))
                && (text.contains("slabdata") || Fields.from(text, start).numeric());
    }
}
