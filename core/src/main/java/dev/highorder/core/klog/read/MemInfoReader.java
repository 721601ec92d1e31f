/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.MemInfoDump.HugePages;
import dev.highorder.core.klog.MemInfoDump.NodeUse;
import dev.highorder.core.klog.MemInfoDump.OrderBlocks;
import dev.highorder.core.klog.MemInfoDump.ZoneUse;
import dev.highorder.core.klog.scan.Cursor;
import dev.highorder.core.klog.scan.MemInfoShape;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one Mem-Info block, token by token, so that it does not matter where a mailer or syslog broke its lines. What a token
/// means depends on the zone or node named last.
final class MemInfoReader {
    private final Cite cite;
    private final List<Problem> problems;
    private final Map<String, Long> pages = new LinkedHashMap<>();
    private final Map<Integer, NodeDraft> nodes = new LinkedHashMap<>();
    private final Map<ZoneId, ZoneDraft> zones = new LinkedHashMap<>();
    private final Map<String, Long> footer = new LinkedHashMap<>();
    private final List<HugePages> hugePages = new ArrayList<>();
    private final Map<String, Long> huge = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private OptionalLong pageSize = OptionalLong.empty();
    private boolean headed;
    private At at = At.GLOBAL;
    private int node;
    private boolean nodeNamed;
    private Optional<ZoneDraft> zone = Optional.empty();
    private Optional<NodeDraft> nodeDraft = Optional.empty();
    private String openKey = "";
    private @Nullable Cite garbled;

    /// What the next token belongs to.
    private enum At {
        GLOBAL,
        NODE,
        ZONE,
        RESERVE,
        BLOCKS,
        TOTAL,
        HUGE,
        PER_CPU
    }

    private static final class NodeDraft {
        private final Cite cite;
        private final Map<String, Long> bytes = new LinkedHashMap<>();
        private Optional<Boolean> allUnreclaimable = Optional.empty();

        private NodeDraft(Cite cite) {
            this.cite = cite;
        }
    }

    private static final class ZoneDraft {
        private final Cite cite;
        private final Map<String, Long> bytes = new LinkedHashMap<>();
        private final List<Long> reserve = new ArrayList<>();
        private final List<OrderBlocks> blocks = new ArrayList<>();
        private Optional<Boolean> allUnreclaimable = Optional.empty();
        private Optional<Cite> blocksCite = Optional.empty();
        private OptionalLong total = OptionalLong.empty();

        private ZoneDraft(Cite cite) {
            this.cite = cite;
        }
    }

    MemInfoReader(Cite cite, List<Problem> problems) {
        this.cite = cite;
        this.problems = problems;
    }

    Cite cite() {
        return cite;
    }

    /// Whether the block's head was there and this is not just a part of one.
    boolean headed() {
        return headed;
    }

    boolean has(String key) {
        return seen.contains(key);
    }

    /// Whether its last lines were seen: what follows belongs to another block.
    boolean ended() {
        return footer.containsKey("ram") || footer.containsKey("reserved");
    }

    /// @param text with [MemInfoShape#unescape] applied
    void take(String text, String key, Line line) {
        seen.add(key);
        if (key.startsWith("F:")) {
            footer(text.strip(), line.cite());
            return;
        }
        if (key.startsWith("G:")) {
            at = At.GLOBAL;
            zone = Optional.empty();
            nodeDraft = Optional.empty();
        }
        Cursor cursor = new Cursor(text, 0);
        while (!cursor.blanks().atEnd()) {
            token(cursor, cursor.word(), line.cite());
        }
    }

    private void token(Cursor cursor, String word, Cite where) {
        if (word.equals("Mem-Info:")) {
            headed = true;
            at = At.GLOBAL;
        } else if (word.equals("Node")) {
            nodeNamed = true;
        } else if (nodeNamed && Cursor.isDigit(word.charAt(0)) && word.indexOf(':') < 0) {
            node = (int) number(word, word.length(), where).orElse(0);
            nodeNamed = false;
            at = At.NODE;
            nodeDraft = Optional.empty();
            zone = Optional.empty();
        } else if (MemInfoShape.isZone(word)) {
            zone = Optional.of(zone(word, where));
            at = At.ZONE;
        } else if (word.endsWith(":") && isZoneLabel(word)) {
            ZoneDraft draft = zone(word.substring(0, word.length() - 1), where);
            draft.blocksCite = Optional.of(where);
            draft.blocks.clear();
            draft.total = OptionalLong.empty();
            zone = Optional.of(draft);
            at = At.BLOCKS;
        } else if (word.equals("per-cpu:")) {
            at = At.PER_CPU;
        } else if (word.equals("lowmem_reserve[]:")) {
            at = At.RESERVE;
            zone.ifPresent(draft -> draft.reserve.clear());
        } else if (word.equals("all_unreclaimable?")) {
            reclaimable(cursor.blanks().word());
        } else if (word.equals("=") && at == At.BLOCKS) {
            at = At.TOTAL;
        } else {
            value(word, where);
        }
    }

    /// `Normal:` of a per-order line; behind `Node 0` any name is a zone's.
    private boolean isZoneLabel(String word) {
        String name = word.substring(0, word.length() - 1);
        return MemInfoShape.isZone(name)
                || (at == At.NODE
                        && nodeDraft.isEmpty()
                        && !name.isEmpty()
                        && Character.isUpperCase(name.charAt(0)));
    }

    private ZoneDraft zone(String name, Cite where) {
        return zones.computeIfAbsent(new ZoneId(node, name), _ -> new ZoneDraft(where));
    }

    private void reclaimable(String answer) {
        Optional<Boolean> value = Optional.of(answer.startsWith("y"));
        if (zone.isPresent()) {
            zone.get().allUnreclaimable = value;
        } else if (nodeDraft.isPresent()) {
            nodeDraft.get().allUnreclaimable = value;
        }
    }

    private void value(String word, Cite where) {
        switch (at) {
            case RESERVE -> reserve(word, where);
            case BLOCKS -> blocks(word, where);
            case HUGE, GLOBAL, NODE, ZONE -> counter(word, where);
            case TOTAL -> total(word);
            case PER_CPU -> {}
        }
    }

    private void reserve(String word, Cite where) {
        if (!Cursor.isDigit(word.charAt(0))) {
            counter(word, where);
            return;
        }
        OptionalLong pages = number(word, word.length(), where);
        if (pages.isPresent() && zone.isPresent()) {
            zone.get().reserve.add(pages.getAsLong());
        }
    }

    /// `34178*4kB`, or the letters `(UEM)` of the count in front of them.
    private void blocks(String word, Cite where) {
        if (zone.isEmpty()) {
            return;
        }
        List<OrderBlocks> blocks = zone.get().blocks;
        if (word.charAt(0) == '(') {
            if (!blocks.isEmpty()) {
                OrderBlocks last = blocks.removeLast();
                blocks.add(new OrderBlocks(last.order(), last.count(), letters(word, where)));
            }
            return;
        }
        int star = MemInfoShape.star(word);
        int unit = word.indexOf("kB");
        if (star <= 0 || unit <= star + 1) {
            unknown(word, "COUNT*SIZEkB of a per-order line", where);
            return;
        }
        OptionalLong count = number(word, star, where);
        OptionalLong size = Cursor.kibibytes(Cursor.decimal(word, star + 1, unit));
        if (size.isEmpty() || size.getAsLong() == 0) {
            unknown(word, "COUNT*SIZEkB of a per-order line", where);
            return;
        }
        if (pageSize.isEmpty()) {
            pageSize = size;
        }
        int order =
                Long.numberOfTrailingZeros(size.getAsLong())
                        - Long.numberOfTrailingZeros(pageSize.getAsLong());
        if (count.isPresent() && order == blocks.size()) {
            blocks.add(new OrderBlocks(order, count.getAsLong(), Set.of()));
        } else if (count.isPresent()) {
            unknown(word, "the count of order " + blocks.size(), where);
        }
    }

    /// `359872kB`, the sum that ends a per-order line.
    private void total(String word) {
        int unit = word.indexOf("kB");
        if (zone.isPresent() && unit > 0 && zone.get().total.isEmpty()) {
            zone.get().total = Cursor.kibibytes(Cursor.decimal(word, 0, unit));
        }
    }

    /// Whether a per-order line can be believed to its end. The kernel adds up what it has printed (mm/page_alloc.c,
    /// show_free_areas; mm/show_mem.c from 6.6 on), so a line that was cut or changed on its way shows itself. Without the sum the
    /// line still shows all, where what the zone has free leaves no room for a block of the next order.
    private boolean isWhole(ZoneDraft draft) {
        long sum = sum(draft);
        if (draft.total.isPresent()) {
            return sum == draft.total.getAsLong();
        }
        Long free = draft.bytes.get("free");
        return free != null && free - sum < pageSize.orElse(0) << draft.blocks.size();
    }

    /// Whether a figure of the line was changed by so little that the lists are still as they were: by less than a hundredth of
    /// the sum.
    private boolean isNearlyWhole(ZoneDraft draft) {
        long total = draft.total.orElse(0);
        return Math.abs(sum(draft) - total) < total / 100;
    }

    private long sum(ZoneDraft draft) {
        long sum = 0;
        for (OrderBlocks order : draft.blocks) {
            sum += (order.count() << order.order()) * pageSize.orElse(0);
        }
        return sum;
    }

    private Set<MigrateType> letters(String word, Cite where) {
        Set<MigrateType> types = EnumSet.noneOf(MigrateType.class);
        for (int i = 1; i < word.length() && word.charAt(i) != ')'; i++) {
            Optional<MigrateType> type = MigrateType.ofLetter(word.charAt(i));
            if (type.isEmpty()) {
                unknown(word, "letters of migratetypes", where);
            } else {
                types.add(type.get());
            }
        }
        return types;
    }

    /// `active_anon:262759`, `free:78096kB`, `hugepages_total=0`; the number may stand in the next token (`shmem_thp: 0kB`).
    private void counter(String word, Cite where) {
        if (!openKey.isEmpty() && Cursor.isDigit(word.charAt(0))) {
            store(openKey, word, 0, where);
            openKey = "";
            return;
        }
        openKey = "";
        int split = word.indexOf(word.startsWith("hugepages_") ? '=' : ':');
        if (split <= 0 || !isKey(word, split)) {
            unknown(word, "NAME:COUNT of a Mem-Info block", where);
            return;
        }
        if (split == word.length() - 1) {
            openKey = word.substring(0, split);
            return;
        }
        store(word.substring(0, split), word, split + 1, where);
    }

    private static boolean isKey(String word, int end) {
        for (int i = 0; i < end; i++) {
            char c = word.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            if (!letter && c != '_' && c != '(' && c != ')' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private void store(String key, String word, int from, Cite where) {
        int to = from;
        while (to < word.length() && Cursor.isDigit(word.charAt(to))) {
            to++;
        }
        OptionalLong count = Cursor.decimal(word, from, to);
        String unit = word.substring(to);
        boolean kilo = unit.equalsIgnoreCase("kB");
        if (kilo) {
            count = Cursor.kibibytes(count);
        }
        if (count.isEmpty() || (!kilo && !unit.isEmpty())) {
            unknown(word, "a count of at most 63 bits behind " + key, where);
            return;
        }
        if (key.startsWith("hugepages_")) {
            huge(key, count.getAsLong());
        } else if (kilo) {
            bytes(where).put(key, count.getAsLong());
        } else if (at == At.GLOBAL) {
            pages.putIfAbsent(key, count.getAsLong());
        }
    }

    /// Where a counter in kB belongs: to the zone named last, else to the node.
    private Map<String, Long> bytes(Cite where) {
        if (at == At.RESERVE) {
            at = At.ZONE;
        }
        if (zone.isPresent()) {
            return zone.get().bytes;
        }
        at = At.NODE;
        if (nodeDraft.isEmpty()) {
            nodeDraft = Optional.of(nodes.computeIfAbsent(node, _ -> new NodeDraft(where)));
        }
        return nodeDraft.get().bytes;
    }

    private void huge(String key, long count) {
        at = At.HUGE;
        huge.put(key, count);
        if (!key.equals("hugepages_size")) {
            return;
        }
        Long total = huge.get("hugepages_total");
        Long free = huge.get("hugepages_free");
        if (total != null && free != null) {
            hugePages.add(new HugePages(node, total, free, count));
        }
        huge.clear();
    }

    private void footer(String text, Cite where) {
        String name = MemInfoShape.footer(text).orElse("");
        int digits = 0;
        while (digits < text.length() && !Cursor.isDigit(text.charAt(digits))) {
            digits++;
        }
        int end = digits;
        while (end < text.length() && Cursor.isDigit(text.charAt(end))) {
            end++;
        }
        if (name.isEmpty() || name.equals("swap_stats")) {
            return;
        }
        OptionalLong count = number(text.substring(digits), end - digits, where);
        if (name.startsWith("swap_")) {
            count = Cursor.kibibytes(count);
        }
        if (count.isPresent()) {
            footer.putIfAbsent(name, count.getAsLong());
        }
    }

    private OptionalLong number(String word, int to, Cite where) {
        OptionalLong value = Cursor.decimal(word, 0, to);
        if (value.isEmpty()) {
            unknown(word, "a count of at most 63 bits", where);
        }
        return value;
    }

    /// Says it once a line: what follows on a garbled line is seldom better.
    private void unknown(String word, String expected, Cite where) {
        if (where.equals(garbled)) {
            return;
        }
        garbled = where;
        problems.add(
                Problem.at(where, "Mem-Info: expected " + expected + ", found \"" + word + "\""));
    }

    MemInfoDump build() {
        List<NodeUse> nodeUses = new ArrayList<>();
        nodes.forEach((id, draft) ->
                nodeUses.add(new NodeUse(id, draft.bytes, draft.allUnreclaimable, draft.cite)));
        List<ZoneUse> zoneUses = new ArrayList<>();
        boolean whole = headed || !pages.isEmpty();
        int orders = 0;
        for (Map.Entry<ZoneId, ZoneDraft> entry : zones.entrySet()) {
            ZoneDraft draft = entry.getValue();
            if (!draft.blocks.isEmpty() && !isWhole(draft)) {
                whole = false;
                problems.add(
                        Problem.at(
                                draft.blocksCite.orElse(draft.cite),
                                "Mem-Info: expected a per-order line that adds up to its sum, found one that was cut or changed"));
                if (!isNearlyWhole(draft)) {
                    draft.blocks.clear();
                }
            }
            if (draft.bytes.isEmpty() && draft.blocks.isEmpty()) {
                continue;
            }
            orders = orders == 0 ? draft.blocks.size() : orders;
            whole =
                    whole
                            && draft.bytes.containsKey("free")
                            && !draft.blocks.isEmpty()
                            && draft.blocks.size() == orders;
            zoneUses.add(
                    new ZoneUse(
                            entry.getKey(),
                            draft.bytes,
                            draft.reserve,
                            draft.blocks,
                            draft.allUnreclaimable,
                            draft.cite,
                            draft.blocksCite));
        }
        return new MemInfoDump(
                pages,
                nodeUses,
                zoneUses,
                footer,
                hugePages,
                pageSize,
                whole && !zoneUses.isEmpty() && ended(),
                cite);
    }
}
