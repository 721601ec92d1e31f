/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.diagnosis.Memory;
import dev.highorder.report.layout.DisplayWidth;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.FreeBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Free memory by order as a small chart: the share of the free bytes that stands in blocks of each order, with the
/// requested order marked. Counting blocks would show the single pages; bytes show what is there.
final class FreeChart {

    private static final int CELL = 3;
    private static final String EIGHTHS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String ASCII = "  ..::||#";

    private final String name;
    private final Memory memory;
    private final OptionalInt order;
    private final Glyphs glyphs;
    private final FreeBytes bytes;

    FreeChart(String name, Memory memory, OptionalInt order, Glyphs glyphs) {
        this.name = name;
        this.memory = memory;
        this.order = order;
        this.glyphs = glyphs;
        this.bytes = FreeBytes.of(memory);
    }

    int width() {
        return Math.max(bytes.orders() * CELL, 30);
    }

    /// Name and total, bars, orders, shares in per cent; the same number of lines for every chart.
    List<TextLine> lines(int rows) {
        long total = bytes.total();
        long most = bytes.most();
        var lines = new ArrayList<TextLine>();
        lines.add(
                TextLine.of(
                        new Span(
                                DisplayWidth.middle(name, width() - 18, glyphs.ellipsis()),
                                Tone.STRONG),
                        new Span("  " + Figures.bytes(total) + " free", Tone.PLAIN)));
        for (int row = rows - 1; row >= 0; row--) {
            lines.add(bars(row, rows, most));
        }
        var axis = new ArrayList<Span>();
        var shares = new ArrayList<Span>();
        for (int i = 0; i < bytes.orders(); i++) {
            boolean asked = order.isPresent() && order.getAsInt() == i;
            axis.add(
                    new Span(
                            asked ? mark(i) : right(Integer.toString(i)),
                            asked ? Tone.DOUBT : Tone.FAINT));
            shares.add(new Span(right(share(bytes.at(i), total)), Tone.FAINT));
        }
        lines.add(new TextLine(axis));
        lines.add(new TextLine(shares));
        return lines;
    }

    private TextLine bars(int row, int rows, long most) {
        String ladder = glyphs.unicode() ? EIGHTHS : ASCII;
        var spans = new ArrayList<Span>();
        for (int i = 0; i < bytes.orders(); i++) {
            long height =
                    bytes.at(i) == 0
                            ? 0
                            : Math.max(1, bytes.at(i) / Math.max(most / (rows * 8L), 1));
            int filled = Math.clamp(height - row * 8L, 0, 8);
            String bar = String.valueOf(ladder.charAt(filled)).repeat(2);
            boolean serves = order.isEmpty() || i >= order.getAsInt();
            spans.add(new Span(" " + bar, serves ? Tone.GOOD : Tone.PLAIN));
        }
        return new TextLine(spans);
    }

    private static String mark(int order) {
        return order < 10 ? "[" + order + "]" : "[" + order;
    }

    private static String right(String text) {
        return " ".repeat(Math.max(CELL - text.length(), 0)) + text;
    }

    private static String share(long bytes, long total) {
        if (bytes == 0) {
            return "-";
        }
        long percent = (bytes * 200 / Math.max(total, 1) + 1) / 2;
        return percent == 0 ? "<1" : Long.toString(percent);
    }

    /// Whether there is anything to draw.
    static boolean drawable(Memory memory) {
        for (var zone : memory.zones()) {
            if (!zone.freeBlocks().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// Where a block of the order is, zone by zone.
    Paragraph served() {
        var words = new Paragraph();
        if (order.isEmpty()) {
            return words;
        }
        int asked = order.getAsInt();
        words.whole("blocks of order " + asked + ":", Tone.PLAIN);
        for (var zone : memory.zones()) {
            if (asked < zone.suitableBlocks().size()) {
                long blocks = zone.suitableBlocks().get(asked);
                String place = "node " + zone.zone().node() + " " + glyphs.text(zone.zone().zone());
                words.whole(place, Tone.FAINT)
                        .whole(
                                blocks == 0 ? "none" : Figures.grouped(blocks),
                                blocks == 0 ? Tone.BAD : Tone.GOOD);
            }
        }
        return words;
    }
}
