/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// Reads `/proc/buddyinfo`: `Node %d, zone %8s ` and `%6lu ` for each order (mm/vmstat.c, frag_show_print;
/// the same from 2.6.32 to 6.18). The number of orders is the machine's own.
public record BuddyInfoParser() implements BlockParser {

    /// No kernel can have more: a block of the highest order must lie in one section of memory (include/linux/mmzone.h).
    private static final int MAX_ORDERS = 32;

    @Override
    public int extent(List<Line> lines, int from) {
        if (!begins(lines, from)) {
            return 0;
        }
        Set<ZoneId> seen = new HashSet<>();
        int longest = 0;
        int count = 0;
        boolean wrapped = false;
        int end = from;
        int at = from;
        while (at < lines.size()) {
            String text = lines.get(at).text();
            ZoneHead head = ZoneHead.of(text);
            if (head != null) {
                Fields fields = Fields.from(text, head.end());
                if (!(fields.numeric() || fields.size() == 0) || !seen.add(head.zone())) {
                    break;
                }
                longest = Math.max(longest, count);
                count = fields.size();
                end = at + 1;
            } else {
                Fields fields = Fields.of(text);
                if (fields.numeric()) {
                    boolean more = begins(lines, at + 1) || numeric(lines, at + 1);
                    if (!more && !wrapped && count >= (longest > 0 ? longest : 10)) {
                        break;
                    }
                    wrapped = true;
                    count += fields.size();
                    end = at + 1;
                } else if (!rowFollows(lines, at + 1, seen)) {
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
        List<BuddyInfo.Zone> zones = new ArrayList<>();
        WrappedRow row = null;
        ZoneId zone = new ZoneId(0, "");
        for (Line line : block.lines()) {
            ZoneHead head = ZoneHead.of(line.text());
            if (head != null) {
                if (row != null) {
                    add(zones, zone, row, problems);
                }
                zone = head.zone();
                row = new WrappedRow(line, head.end());
            } else if (row != null && Fields.of(line.text()).numeric()) {
                row.add(line.text());
            } else if (Fields.indent(line.text()) < line.text().length()) {
                problems.add(
                        Problem.at(
                                line.cite(),
                                "expected a row of buddyinfo, found \"" + line.text() + "\""));
            }
        }
        if (row != null) {
            add(zones, zone, row, problems);
        }
        dropDamaged(zones, problems);
        if (zones.isEmpty()) {
            return new Parsed<>(List.of(), problems);
        }
        return new Parsed<>(List.of(new BuddyInfo(block.origin(), zones)), problems);
    }

    private static void add(
            List<BuddyInfo.Zone> zones, ZoneId zone, WrappedRow row, List<Problem> problems) {
        List<Long> counts = new ArrayList<>();
        for (String field : row.fields()) {
            OptionalLong count = Fields.number(field);
            if (count.isEmpty()) {
                problems.add(
                        Problem.at(
                                row.first().cite(),
                                "expected a count of free blocks, found \"" + field + "\""));
                return;
            }
            counts.add(count.getAsLong());
        }
        if (counts.size() > MAX_ORDERS) {
            problems.add(
                    Problem.at(
                            row.first().cite(),
                            "expected at most " + MAX_ORDERS + " orders, found " + counts.size()));
            return;
        }
        zones.add(new BuddyInfo.Zone(zone, counts, row.first().cite()));
    }

    /// The kernel prints as many orders for each zone: a row of another length was cut or glued together.
    private static void dropDamaged(List<BuddyInfo.Zone> zones, List<Problem> problems) {
        Map<Integer, Integer> votes = new TreeMap<>();
        for (BuddyInfo.Zone zone : zones) {
            votes.merge(zone.freeBlocks().size(), 1, Integer::sum);
        }
        int orders = 0;
        for (Map.Entry<Integer, Integer> vote : votes.entrySet()) {
            if (vote.getValue() >= votes.getOrDefault(orders, 0)) {
                orders = vote.getKey();
            }
        }
        for (int i = zones.size() - 1; i >= 0; i--) {
            BuddyInfo.Zone zone = zones.get(i);
            if (zone.freeBlocks().size() != orders) {
                problems.add(
                        Problem.at(
                                zone.cite(),
                                "expected "
                                        + orders
                                        + " orders as in the other zones, found "
                                        + zone.freeBlocks().size()));
                zones.remove(i);
            }
        }
    }

    private static boolean begins(List<Line> lines, int at) {
        if (at >= lines.size()) {
            return false;
        }
        String text = lines.get(at).text();
        ZoneHead head = ZoneHead.of(text);
        if (head == null) {
            return false;
        }
        Fields fields = Fields.from(text, head.end());
        return fields.numeric() || (fields.size() == 0 && numeric(lines, at + 1));
    }

    private static boolean rowFollows(List<Line> lines, int at, Set<ZoneId> seen) {
        if (!begins(lines, at)) {
            return false;
        }
        ZoneHead head = ZoneHead.of(lines.get(at).text());
        return head != null && !seen.contains(head.zone());
    }

    private static boolean numeric(List<Line> lines, int at) {
        return at < lines.size() && Fields.of(lines.get(at).text()).numeric();
    }
}
