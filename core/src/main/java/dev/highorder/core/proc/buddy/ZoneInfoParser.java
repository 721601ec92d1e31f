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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads `/proc/zoneinfo` of 2.6.32 to 6.18 (mm/vmstat.c, zoneinfo_show_print), also what `grep` left of it.
/// The pagesets of each CPU, most of the file on a big machine, are passed over.
public record ZoneInfoParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        String first = lines.get(from).text();
        ZoneHead head = ZoneHead.of(first);
        if (head == null
                || Fields.indent(first.substring(head.end())) + head.end() < first.length()) {
            return 0;
        }
        int next = from + 1;
        while (next < lines.size() && lines.get(next).text().isBlank()) {
            next++;
        }
        if (next >= lines.size() || !opens(lines.get(next).text())) {
            return 0;
        }
        Set<ZoneId> seen = new HashSet<>();
        int end = from;
        int at = from;
        while (at < lines.size()) {
            String text = lines.get(at).text();
            ZoneHead zone = ZoneHead.of(text);
            if (zone != null && (bare(text, zone) ? !seen.add(zone.zone()) : true)) {
                break;
            }
            if (zone != null || belongs(text)) {
                end = at + 1;
            } else if (at + 1 >= lines.size() || !follows(lines.get(at + 1).text())) {
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
        reader.endZone();
        return new Parsed<>(
                List.of(new ZoneInfo(block.origin(), reader.zones, reader.nodes)), reader.problems);
    }

    private static boolean opens(String text) {
        int start = Fields.indent(text);
        return text.startsWith("pages free", start)
                || text.startsWith("per-node stats", start)
                || text.startsWith("min ", start)
                || text.startsWith("nr_free_pages ", start);
    }

    private static boolean bare(String text, ZoneHead head) {
        return text.substring(head.end()).isBlank();
    }

    private static boolean follows(String text) {
        ZoneHead head = ZoneHead.of(text);
        return head != null ? bare(text, head) : !text.isBlank() && belongs(text);
    }

    /// `name 12`, `name: 12`, `cpu: 3 pcp: 0`, `protection: (0, 12)`, `scanned 0 (aa: 0 …)` and the headings.
    private static boolean belongs(String text) {
        int start = Fields.indent(text);
        if (start == text.length() || text.startsWith("--", start)) {
            return true;
        }
        if (start == 0
                && !text.startsWith("nr_")
                && !text.startsWith("pages ")
                && !text.startsWith("protection:")) {
            return name(text, 0) > 0
                    && Fields.of(text).size() == 2
                    && Fields.of(text).number(1).isPresent();
        }
        if (text.startsWith("pagesets", start)
                || text.startsWith("all_unreclaimable", start)
                || text.startsWith("per-node stats", start)
                || text.startsWith("protection:", start)
                || text.startsWith("vm stats threshold:", start)
                || text.startsWith("pages ", start)
                || text.startsWith("scanned ", start)) {
            return true;
        }
        int end = name(text, start);
        if (end == start) {
            return false;
        }
        for (int i = end; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' '
                    && c != '\t'
                    && c != ':'
                    && c != '-'
                    && (c < '0' || c > '9')
                    && !(c >= 'a' && c <= 'z')) {
                return false;
            }
        }
        return end < text.length();
    }

    private static int name(String text, int start) {
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c != '_' && !(c >= 'a' && c <= 'z') && (end == start || c < '0' || c > '9')) {
                break;
            }
            end++;
        }
        return end;
    }

    private static final class Reader {
        private final List<Problem> problems = new ArrayList<>();
        private final List<ZoneInfo.Zone> zones = new ArrayList<>();
        private final List<ZoneInfo.Node> nodes = new ArrayList<>();
        private Optional<Line> row = Optional.empty();
        private ZoneId zone = new ZoneId(0, "");
        private Map<String, Long> pages = new LinkedHashMap<>();
        private Map<String, Long> nodePages = new LinkedHashMap<>();
        private List<Long> protection = new ArrayList<>();
        private OptionalLong startPfn = OptionalLong.empty();
        private final Pagesets pagesets = new Pagesets();
        private Part part = Part.ZONE;
        private Optional<Line> nodeRow = Optional.empty();

        private enum Part {
            NODE,
            ZONE,
            PAGESETS
        }

        private void take(Line line) {
            String text = line.text();
            int start = Fields.indent(text);
            if (start == text.length() || text.startsWith("--", start)) {
                return;
            }
            char c = text.charAt(start);
            if (c == 'N') {
                ZoneHead head = ZoneHead.of(text);
                if (head != null) {
                    endZone();
                    row = Optional.of(line);
                    zone = head.zone();
                    return;
                }
            }
            if (part == Part.PAGESETS && pageset(text, start)) {
                pagesets.take(text, start);
                return;
            }
            if (text.startsWith("pagesets", start)) {
                part = Part.PAGESETS;
            } else if (text.startsWith("per-node stats", start)) {
                part = Part.NODE;
                nodeRow = Optional.of(line);
            } else if (text.startsWith("pages ", start)) {
                part = Part.ZONE;
                counter(line, text, start + 6);
            } else if (text.startsWith("protection:", start)) {
                protection(line, text.substring(start + 11));
            } else {
                counter(line, text, start);
            }
        }

        private static boolean pageset(String text, int start) {
            return text.startsWith("cpu:", start)
                    || text.startsWith("count:", start)
                    || text.startsWith("high:", start)
                    || text.startsWith("low:", start)
                    || text.startsWith("batch:", start)
                    || text.startsWith("high_m", start)
                    || text.startsWith("vm stats", start);
        }

        private void counter(Line line, String text, int start) {
            int end = name(text, start);
            if (end == start) {
                unknown(line);
                return;
            }
            boolean colon = end < text.length() && text.charAt(end) == ':';
            Fields fields = Fields.from(text, colon ? end + 1 : end);
            String name = text.substring(start, end);
            if (colon && pageset(text, start)) {
                return;
            }
            OptionalLong value = fields.number(0);
            if (value.isEmpty() || (fields.size() > 1 && !name.equals("scanned"))) {
                unknown(line);
            } else if (name.equals("start_pfn")) {
                startPfn = value;
            } else if (colon && !name.endsWith("_highatomic")) {
                return;
            } else if (part == Part.NODE) {
                nodePages.put(name, value.getAsLong());
            } else {
                pages.put(name, value.getAsLong());
            }
        }

        private void protection(Line line, String text) {
            List<Long> values = new ArrayList<>();
            for (String field :
                    Fields.of(text.replace('(', ' ').replace(')', ' ').replace(',', ' ')).words()) {
                OptionalLong value = Fields.number(field);
                if (value.isEmpty()) {
                    unknown(line);
                    return;
                }
                values.add(value.getAsLong());
            }
            protection = values;
        }

        private void unknown(Line line) {
            problems.add(
                    Problem.at(
                            line.cite(),
                            "expected a counter of zoneinfo, found \"" + line.text() + "\""));
        }

        private void endZone() {
            row.ifPresent(line ->
                    zones.add(
                            new ZoneInfo.Zone(
                                    zone,
                                    pages,
                                    protection,
                                    startPfn,
                                    pagesets.end(),
                                    line.cite())));
            nodeRow.ifPresent(
                    line -> nodes.add(new ZoneInfo.Node(zone.node(), nodePages, line.cite())));
            row = Optional.empty();
            nodeRow = Optional.empty();
            pages = new LinkedHashMap<>();
            nodePages = new LinkedHashMap<>();
            protection = new ArrayList<>();
            startPfn = OptionalLong.empty();
            pagesets.end();
            part = Part.ZONE;
        }
    }

    /// The lines below `pagesets`, a CPU at a time: `cpu: 0`, `count: 12`, `high: 42`, `batch: 7`.
    private static final class Pagesets {
        private final List<ZoneInfo.Pageset> sets = new ArrayList<>();
        private OptionalLong cpu = OptionalLong.empty();
        private OptionalLong count = OptionalLong.empty();
        private OptionalLong high = OptionalLong.empty();
        private OptionalLong batch = OptionalLong.empty();

        private void take(String text, int start) {
            int colon = text.indexOf(':', start);
            if (colon < 0) {
                return;
            }
            OptionalLong value = Fields.from(text, colon + 1).number(0);
            if (text.startsWith("cpu:", start)) {
                close();
                cpu = value;
            } else if (text.startsWith("count:", start)) {
                count = value;
            } else if (text.startsWith("high:", start)) {
                high = value;
            } else if (text.startsWith("batch:", start)) {
                batch = value;
            }
        }

        /// A set that lacks a figure is left out.
        private void close() {
            if (cpu.isPresent() && count.isPresent() && high.isPresent() && batch.isPresent()) {
                sets.add(
                        new ZoneInfo.Pageset(
                                (int) cpu.getAsLong(),
                                count.getAsLong(),
                                high.getAsLong(),
                                batch.getAsLong()));
            }
            cpu = OptionalLong.empty();
            count = OptionalLong.empty();
            high = OptionalLong.empty();
            batch = OptionalLong.empty();
        }

        private List<ZoneInfo.Pageset> end() {
            close();
            List<ZoneInfo.Pageset> all = List.copyOf(sets);
            sets.clear();
            return all;
        }
    }
}
