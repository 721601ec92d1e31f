/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads `extfrag_index` and `unusable_index` of debugfs: `Node %d, zone %8s ` and `%d.%03d ` for each order
/// (mm/vmstat.c). Neither names itself. A zone with a free block has −1.000 at order 0 of the first, while the
/// second is never negative; so only a table of zeros needs the path or the command to tell.
public record FragmentationIndexParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        if (!row(lines.get(from).text())) {
            return 0;
        }
        Set<ZoneId> seen = new HashSet<>();
        int end = from;
        int at = from;
        while (at < lines.size()) {
            String text = lines.get(at).text();
            ZoneHead head = ZoneHead.of(text);
            if (head != null) {
                if (!row(text) || !seen.add(head.zone())) {
                    break;
                }
                end = at + 1;
            } else if (values(text, 0)) {
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
        List<FragmentationIndex.Zone> zones = new ArrayList<>();
        List<Line> lines = block.lines();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            ZoneHead head = ZoneHead.of(line.text());
            if (head == null) {
                if (Fields.indent(line.text()) < line.text().length()) {
                    problems.add(
                            Problem.at(
                                    line.cite(),
                                    "expected a zone's fragmentation index, found \""
                                            + line.text()
                                            + "\""));
                }
                continue;
            }
            StringBuilder figures = new StringBuilder(line.text().substring(head.end()));
            while (i + 1 < lines.size() && values(lines.get(i + 1).text(), 0)) {
                i++;
                figures.append(' ').append(lines.get(i).text());
            }
            List<Integer> values = new ArrayList<>();
            for (String field : Fields.of(figures.toString()).words()) {
                thousandths(field).ifPresent(values::add);
            }
            zones.add(new FragmentationIndex.Zone(head.zone(), values, line.cite()));
        }
        Optional<FragmentationIndex.Kind> kind = kind(zones, block.origin());
        if (kind.isEmpty()) {
            problems.add(
                    Problem.at(
                            block.origin().cite(),
                            "all values are 0: expected a path or command that tells extfrag_index from"
                                    + " unusable_index"));
            return new Parsed<>(List.of(), problems);
        }
        return new Parsed<>(
                List.of(new FragmentationIndex(block.origin(), kind.get(), zones)), problems);
    }

    private static Optional<FragmentationIndex.Kind> kind(
            List<FragmentationIndex.Zone> zones, Origin origin) {
        boolean positive = false;
        for (FragmentationIndex.Zone zone : zones) {
            for (int value : zone.values()) {
                if (value < 0) {
                    return Optional.of(FragmentationIndex.Kind.EXTFRAG);
                }
                positive |= value > 0;
            }
        }
        if (positive) {
            return Optional.of(FragmentationIndex.Kind.UNUSABLE);
        }
        String name = origin.command().orElse(origin.cite().path());
        boolean unusable = name.contains("unusable_index");
        boolean extfrag = name.contains("extfrag_index");
        if (unusable == extfrag) {
            return Optional.empty();
        }
        return Optional.of(
                unusable ? FragmentationIndex.Kind.UNUSABLE : FragmentationIndex.Kind.EXTFRAG);
    }

    private static boolean row(String text) {
        ZoneHead head = ZoneHead.of(text);
        return head != null && values(text, head.end());
    }

    private static boolean values(String text, int from) {
        Fields fields = Fields.from(text, from);
        for (String field : fields.words()) {
            if (thousandths(field).isEmpty()) {
                return false;
            }
        }
        return fields.size() > 0;
    }

    /// `-1.000` → −1000, `0.970` → 970, `0.-15` → −15 (the kernel divides before it prints).
    private static OptionalInt thousandths(String field) {
        int dot = field.indexOf('.');
        if (dot < 1 || field.length() - dot < 3 || field.length() > 8) {
            return OptionalInt.empty();
        }
        boolean negative = field.charAt(0) == '-' || field.charAt(dot + 1) == '-';
        String whole = field.substring(field.charAt(0) == '-' ? 1 : 0, dot);
        String part = field.substring(field.charAt(dot + 1) == '-' ? dot + 2 : dot + 1);
        if (!Fields.decimal(whole) || !Fields.decimal(part)) {
            return OptionalInt.empty();
        }
        int value = Integer.parseInt(whole) * 1000 + Integer.parseInt(part);
        return OptionalInt.of(negative ? -value : value);
    }
}
