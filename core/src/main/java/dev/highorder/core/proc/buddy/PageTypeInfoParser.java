/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads `/proc/pagetypeinfo` (mm/vmstat.c, pagetypeinfo_show): the free blocks by order and migratetype, which el7
/// ≥ 1160 and ≥ 5.4.188 cap at `>100000`, and the pageblocks by migratetype. It names the types itself, so
/// Reserve (el7), HighAtomic and CMA need no kernel release. Rows of `Number of mixed blocks` (page_owner) are passed over.
public record PageTypeInfoParser() implements BlockParser {

    private static final String FREE = "Free pages count per migrate type";
    private static final String BLOCKS = "Number of blocks type";
    private static final String MIXED = "Number of mixed blocks";

    @Override
    public int extent(List<Line> lines, int from) {
        String first = lines.get(from).text();
        if (!head(first) && !freeRow(first)) {
            return 0;
        }
        int end = from + 1;
        int at = end;
        boolean blocksSeen = first.contains(BLOCKS);
        while (at < lines.size()) {
            String text = lines.get(at).text();
            if (text.contains("Page block order:") || (text.contains(FREE) && blocksSeen)) {
                break;
            }
            blocksSeen |= text.contains(BLOCKS);
            if (belongs(text, blocksSeen)) {
                end = at + 1;
            } else if (at + 1 >= lines.size() || !belongs(lines.get(at + 1).text(), blocksSeen)) {
                break;
            }
            at++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        Reader reader = new Reader();
        for (Line line : block.lines()) {
            reader.take(line);
        }
        reader.endRow();
        if (reader.free.isEmpty() && reader.blocks.isEmpty()) {
            return new Parsed<>(List.of(), reader.problems);
        }
        return new Parsed<>(
                List.of(
                        new PageTypeInfo(
                                block.origin(), reader.pageblockOrder, reader.free, reader.blocks)),
                reader.problems);
    }

    private static boolean head(String text) {
        int start = Fields.indent(text);
        return text.startsWith("Page block order:", start)
                || text.startsWith(FREE, start)
                || text.startsWith(BLOCKS, start);
    }

    private static boolean freeRow(String text) {
        ZoneHead head = ZoneHead.of(text);
        return head != null && text.startsWith(", type", head.end());
    }

    private static boolean belongs(String text, boolean blocksSeen) {
        if (head(text) || text.startsWith("Pages per block:") || text.startsWith(MIXED)) {
            return true;
        }
        ZoneHead head = ZoneHead.of(text);
        if (head != null) {
            return freeRow(text) || (blocksSeen && Fields.from(text, head.end()).numeric());
        }
        Fields fields = Fields.of(text);
        return counts(fields)
                || (blocksSeen && types(fields, 0).size() == fields.size() && fields.size() > 0);
    }

    private static boolean counts(Fields fields) {
        for (String field : fields.words()) {
            if (!Fields.decimal(field.startsWith(">") ? field.substring(1) : field)) {
                return false;
            }
        }
        return fields.size() > 0;
    }

    private static List<MigrateType> types(Fields fields, int from) {
        List<MigrateType> types = new ArrayList<>();
        for (int i = from; i < fields.size(); i++) {
            MigrateType.ofName(fields.get(i)).ifPresent(types::add);
        }
        return types;
    }

    /// The rows of one block, put together again where they were wrapped.
    private static final class Reader {
        private final List<Problem> problems = new ArrayList<>();
        private final List<PageTypeInfo.Free> free = new ArrayList<>();
        private final List<PageTypeInfo.Blocks> blocks = new ArrayList<>();
        private final List<MigrateType> columns = new ArrayList<>();
        private OptionalInt pageblockOrder = OptionalInt.empty();
        private Table table = Table.FREE;
        private Optional<WrappedRow> row = Optional.empty();
        private ZoneId zone = new ZoneId(0, "");
        private int orders = -1;

        private enum Table {
            FREE,
            BLOCKS,
            MIXED
        }

        private void take(Line line) {
            String text = line.text();
            Fields fields = Fields.of(text);
            ZoneHead head = ZoneHead.of(text);
            if (head != null) {
                endRow();
                zone = head.zone();
                int from = text.startsWith(", type", head.end()) ? head.end() + 6 : head.end();
                row = Optional.of(new WrappedRow(line, from));
            } else if (head(text)
                    || text.startsWith("Pages per block:")
                    || text.startsWith(MIXED)) {
                endRow();
                heading(line, fields);
            } else if (row.isPresent() && counts(fields)) {
                row.get().add(text);
            } else if (table == Table.BLOCKS
                    && blocks.isEmpty()
                    && types(fields, 0).size() == fields.size()) {
                columns.addAll(types(fields, 0));
            } else if (!counts(fields) && fields.size() > 0) {
                problems.add(
                        Problem.at(
                                line.cite(),
                                "expected a row of pagetypeinfo, found \"" + text + "\""));
            }
        }

        private void heading(Line line, Fields fields) {
            String text = line.text();
            if (text.contains("order:")) {
                OptionalLong order = fields.number(3);
                if (order.isPresent() && order.getAsLong() < 64) {
                    pageblockOrder = OptionalInt.of((int) order.getAsLong());
                } else {
                    problems.add(
                            Problem.at(
                                    line.cite(),
                                    "expected a pageblock order, found \"" + text + "\""));
                }
            } else if (text.contains(BLOCKS)) {
                table = Table.BLOCKS;
                columns.clear();
                columns.addAll(types(fields, 4));
            } else if (text.startsWith(MIXED)) {
                table = Table.MIXED;
            }
        }

        private void endRow() {
            if (row.isEmpty()) {
                return;
            }
            WrappedRow done = row.get();
            row = Optional.empty();
            boolean typed = done.first().text().contains(", type");
            if (typed) {
                addFree(done);
            } else if (table == Table.BLOCKS) {
                addBlocks(done);
            }
        }

        private void addFree(WrappedRow done) {
            List<String> fields = done.fields();
            Optional<MigrateType> type =
                    fields.isEmpty() ? Optional.empty() : MigrateType.ofName(fields.getFirst());
            List<Long> counts = new ArrayList<>();
            List<Boolean> capped = new ArrayList<>();
            for (int i = 1; i < fields.size(); i++) {
                boolean cap = fields.get(i).startsWith(">");
                OptionalLong count =
                        Fields.number(cap ? fields.get(i).substring(1) : fields.get(i));
                if (count.isPresent()) {
                    counts.add(count.getAsLong());
                    capped.add(cap);
                }
            }
            if (type.isEmpty() || counts.isEmpty() || counts.size() != fields.size() - 1) {
                damaged(done, "a migratetype and counts of free blocks");
                return;
            }
            if (orders >= 0 && counts.size() != orders) {
                damaged(done, orders + " orders as in the rows above");
                return;
            }
            orders = counts.size();
            free.add(new PageTypeInfo.Free(zone, type.get(), counts, capped, done.first().cite()));
        }

        private void addBlocks(WrappedRow done) {
            List<String> fields = done.fields();
            Map<MigrateType, Long> counts = new EnumMap<>(MigrateType.class);
            for (int i = 0; i < fields.size() && i < columns.size(); i++) {
                OptionalLong count = Fields.number(fields.get(i));
                if (count.isPresent()) {
                    counts.put(columns.get(i), count.getAsLong());
                }
            }
            if (counts.size() != columns.size() || fields.size() != columns.size()) {
                damaged(done, columns.size() + " counts of pageblocks");
                return;
            }
            blocks.add(new PageTypeInfo.Blocks(zone, counts, done.first().cite()));
        }

        private void damaged(WrappedRow done, String expected) {
            problems.add(
                    Problem.at(
                            done.first().cite(),
                            "expected " + expected + ", found \"" + done.first().text() + "\""));
        }
    }
}
