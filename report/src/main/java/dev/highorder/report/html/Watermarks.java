/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Memory;
import dev.highorder.report.layout.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Each zone's free memory against its watermarks, on a logarithmic scale: a zone may hold a hundred times its minimum.
final class Watermarks {

    private static final int WIDTH = 360;
    private static final int BAR = 14;
    private static final int TICK = 12;

    private final List<Memory.Zone> zones;
    private final double least;
    private final double most;

    Watermarks(Memory memory) {
        this.zones = memory.zones();
        long low = Long.MAX_VALUE;
        long high = 1;
        for (var zone : zones) {
            for (OptionalLong value :
                    List.of(OptionalLong.of(zone.freeBytes()), zone.minBytes(), zone.highBytes())) {
                if (value.isPresent() && value.getAsLong() > 0) {
                    low = Math.min(low, value.getAsLong());
                    high = Math.max(high, value.getAsLong());
                }
            }
        }
        this.least = Math.min(low, high) / 2.0;
        this.most = high;
    }

    boolean isWorthDrawing() {
        return !zones.isEmpty();
    }

    void draw(Markup page) {
        var svg = new Svg(page, "chart", "Free memory of each zone against its watermarks");
        var words = new ArrayList<String>();
        int y = 0;
        for (var zone : zones) {
            words.add(words(zone));
            boolean below = below(zone);
            String free = Figures.bytes(zone.freeBytes()) + " free";
            svg.text("words strong", 0, y + 15, zone.zone().toString());
            svg.text("words end", WIDTH, y + 15, below ? free + ", below min" : free);
            svg.rect("track", 0, y + 22, WIDTH, BAR, 3);
            int end = Math.max(x(zone.freeBytes()), 2);
            svg.rect(below ? "free short" : "free", 0, y + 22, end, BAR, 3);
            mark(svg, zone.minBytes(), "min", y);
            mark(svg, zone.lowBytes(), "low", y);
            mark(svg, zone.highBytes(), "high", y);
            y += 22 + BAR;
            String marks = marks(zone);
            if (!marks.isEmpty()) {
                svg.text("tick", 0, y + 16, marks);
                y += 18;
            }
            for (String line : SvgText.wrap(usable(zone), WIDTH * 1000 / TICK, 2)) {
                svg.text("tick", 0, y + 16, line);
                y += 16;
            }
            y += 14;
        }
        svg.describe(String.join("; ", words)).draw(WIDTH, y - 6);
        boolean marks = zones.stream().anyMatch(zone -> zone.minBytes().isPresent());
        page.line(
                "<p class=\"legend\"><span class=\"key free\"></span>free, on a logarithmic scale"
                        + (marks
                                ? "; the marks from left to right are min, low and high"
                                : "; the watermarks are not known")
                        + "</p>");
    }

    private static boolean below(Memory.Zone zone) {
        return zone.minBytes().isPresent() && zone.freeBytes() <= zone.minBytes().getAsLong();
    }

    /// Whether the request in question could be served from here, in words; empty where it is not told. The marks alone do
    /// not say it: the reserve for lower zones and the free lists count too.
    private static String usable(Memory.Zone zone) {
        return zone.usableFor()
                .map(usable ->
                        "order "
                                + usable.order()
                                + ": "
                                + usable.verdict()
                                + ", "
                                + usable.reason())
                .orElse("");
    }

    private static String words(Memory.Zone zone) {
        String marks = marks(zone);
        return zone.zone()
                + ": "
                + Figures.bytes(zone.freeBytes())
                + " free"
                + (marks.isEmpty() ? "" : ", " + marks);
    }

    private static String marks(Memory.Zone zone) {
        var marks = new ArrayList<String>();
        zone.minBytes().ifPresent(bytes -> marks.add("min " + Figures.bytes(bytes)));
        zone.lowBytes().ifPresent(bytes -> marks.add("low " + Figures.bytes(bytes)));
        zone.highBytes().ifPresent(bytes -> marks.add("high " + Figures.bytes(bytes)));
        return String.join(" \u00b7 ", marks);
    }

    private void mark(Svg svg, OptionalLong value, String name, int y) {
        if (value.isPresent() && value.getAsLong() > 0) {
            svg.path(
                    "mark " + name,
                    "M" + x(value.getAsLong()) + " " + (y + 19) + "v" + (BAR + 6),
                    name + " " + Figures.bytes(value.getAsLong()));
        }
    }

    private int x(long value) {
        if (value <= least || most <= least) {
            return 0;
        }
        return (int) Math.round(Math.log(value / least) / Math.log(most / least) * (WIDTH - 2));
    }
}
