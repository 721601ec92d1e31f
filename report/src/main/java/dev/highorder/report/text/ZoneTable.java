/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.diagnosis.Memory;
import dev.highorder.report.layout.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The free lists of one zone: a row an order, with the kernel's two indexes.
record ZoneTable(Memory.Zone zone, long pageSize, OptionalInt asked, Glyphs glyphs) {

    static final int WIDTH = 56;

    /// Tables beside each other as far as the columns go, then below.
    static List<TextLine> grid(Memory memory, OptionalInt asked, Glyphs glyphs, int columns) {
        int across = Math.max(columns / WIDTH, 1);
        var lines = new ArrayList<TextLine>();
        var zones = memory.zones();
        for (int i = 0; i < zones.size(); i += across) {
            var row = List.<TextLine>of();
            for (int j = i; j < Math.min(i + across, zones.size()); j++) {
                row =
                        Section.beside(
                                row,
                                (j - i) * WIDTH,
                                new ZoneTable(zones.get(j), memory.pageSize(), asked, glyphs)
                                        .lines(Math.min(columns, WIDTH - 2)));
            }
            lines.addAll(lines.isEmpty() ? List.of() : List.of(TextLine.EMPTY));
            lines.addAll(row);
        }
        return lines;
    }

    private List<TextLine> lines(int columns) {
        var head =
                new Paragraph()
                        .whole(glyphs.text(zone.zone().toString()), Tone.STRONG)
                        .whole(Figures.bytes(zone.freeBytes()) + " free", Tone.PLAIN);
        zone.minBytes().ifPresent(bytes -> head.whole("min " + Figures.bytes(bytes), Tone.FAINT));
        zone.lowBytes().ifPresent(bytes -> head.whole("low " + Figures.bytes(bytes), Tone.FAINT));
        zone.highBytes().ifPresent(bytes -> head.whole("high " + Figures.bytes(bytes), Tone.FAINT));
        var lines = new ArrayList<>(head.wrap(columns));
        if (!zone.freeBlocks().isEmpty()) {
            lines.add(
                    TextLine.of(
                            new Span(
                                    row(
                                            columns,
                                            "order",
                                            "block",
                                            "free",
                                            "suitable",
                                            "extfrag",
                                            "unusable"),
                                    Tone.FAINT)));
        }
        for (int order = 0; order < zone.freeBlocks().size(); order++) {
            boolean requested = asked.isPresent() && asked.getAsInt() == order;
            String text =
                    row(
                            columns,
                            requested ? "[" + order + "]" : order + " ",
                            Figures.bytes(pageSize << order),
                            Figures.grouped(zone.freeBlocks().get(order)),
                            order < zone.suitableBlocks().size()
                                    ? Figures.grouped(zone.suitableBlocks().get(order))
                                    : "",
                            order < zone.extfragIndex().size()
                                    ? Integer.toString(zone.extfragIndex().get(order))
                                    : "",
                            order < zone.unusableIndex().size()
                                    ? Integer.toString(zone.unusableIndex().get(order))
                                    : "");
            lines.add(TextLine.of(new Span(text, requested ? Tone.DOUBT : Tone.PLAIN)));
        }
        zone.usableFor()
                .ifPresent(usable -> {
                    var tone =
                            usable.verdict().equals("yes")
                                    ? Tone.GOOD
                                    : usable.verdict().equals("no") ? Tone.BAD : Tone.DOUBT;
                    var text =
                            new Paragraph()
                                    .whole("order " + usable.order() + ":", Tone.PLAIN)
                                    .add(glyphs.text(usable.verdict()) + ",", tone)
                                    .add(glyphs.text(usable.reason()), Tone.FAINT);
                    lines.addAll(text.wrap(columns));
                });
        return lines;
    }

    /// A row; where it does not fit, without the indexes.
    private static String row(
            int columns,
            String order,
            String block,
            String free,
            String suitable,
            String extfrag,
            String unusable) {
        String lists = right(order, 5) + right(block, 9) + right(free, 11) + right(suitable, 11);
        return columns < WIDTH - 2 ? lists : lists + right(extfrag, 8) + right(unusable, 9);
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(width - text.length(), 0)) + text;
    }
}
