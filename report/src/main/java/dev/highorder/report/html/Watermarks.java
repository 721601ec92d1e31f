/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Memory;
import dev.highorder.report.layout.Figures;
import java.util.OptionalLong;

/// Each zone's free memory against its watermarks, on a logarithmic scale: a zone may hold a hundred times its minimum.
record Watermarks(Memory memory) {

    private static final int WIDTH = 400;
    private static final int LEFT = 112;
    private static final int RIGHT = WIDTH - 66;
    private static final int ROW = 30;

    void draw(Markup page) {
        long least = Long.MAX_VALUE;
        long most = 1;
        for (var zone : memory.zones()) {
            for (OptionalLong value :
                    new OptionalLong[] {
                        OptionalLong.of(zone.freeBytes()), zone.minBytes(), zone.highBytes()
                    }) {
                if (value.isPresent() && value.getAsLong() > 0) {
                    least = Math.min(least, value.getAsLong());
                    most = Math.max(most, value.getAsLong());
                }
            }
        }
        if (memory.zones().isEmpty() || least > most) {
            return;
        }
        least = least / 2;
        int height = memory.zones().size() * ROW + 4;
        page.line(
                "<svg viewBox=\"0 0 "
                        + WIDTH
                        + " "
                        + height
                        + "\" role=\"img\" aria-label=\"Zones against their watermarks\">");
        int y = 2;
        for (var zone : memory.zones()) {
            page.tag("<text class=\"words\" x=\"0\" y=\"" + (y + 17) + "\">")
                    .text(zone.zone().toString())
                    .line("</text>");
            boolean below =
                    zone.minBytes().isPresent() && zone.freeBytes() <= zone.minBytes().getAsLong();
            int end = x(zone.freeBytes(), least, most);
            page.line(
                    "<rect class=\"track\" x=\""
                            + LEFT
                            + "\" y=\""
                            + (y + 5)
                            + "\" width=\""
                            + (RIGHT - LEFT)
                            + "\" height=\"16\" rx=\"3\"/>");
            page.line(
                    "<rect class=\""
                            + (below ? "short" : "free")
                            + "\" x=\""
                            + LEFT
                            + "\" y=\""
                            + (y + 5)
                            + "\" width=\""
                            + Math.max(end - LEFT, 1)
                            + "\" height=\"16\" rx=\"3\"/>");
            mark(page, zone.minBytes(), "min", y, least, most);
            mark(page, zone.lowBytes(), "low", y, least, most);
            mark(page, zone.highBytes(), "high", y, least, most);
            page.tag(
                            "<text class=\"words\" text-anchor=\"end\" x=\""
                                    + WIDTH
                                    + "\" y=\""
                                    + (y + 17)
                                    + "\">")
                    .text(Figures.bytes(zone.freeBytes()))
                    .line("</text>");
            y += ROW;
        }
        page.line("</svg>");
        boolean marks = memory.zones().stream().anyMatch(zone -> zone.minBytes().isPresent());
        page.line(
                "<p class=\"legend\"><span class=\"key free\"></span>free, on a logarithmic scale"
                        + (marks
                                ? "; the marks are min, low and high"
                                : "; the watermarks are not known")
                        + "</p>");
    }

    private static void mark(
            Markup page, OptionalLong value, String name, int y, long least, long most) {
        if (value.isPresent() && value.getAsLong() > 0) {
            page.tag(
                            "<path class=\"mark "
                                    + name
                                    + "\" d=\"M"
                                    + x(value.getAsLong(), least, most)
                                    + " "
                                    + (y + 2)
                                    + "v22\"><title>")
                    .text(name + " " + Figures.bytes(value.getAsLong()))
                    .line("</title></path>");
        }
    }

    private static int x(long value, long least, long most) {
        if (value <= least || most <= least) {
            return LEFT;
        }
        double share = Math.log((double) value / least) / Math.log((double) most / least);
        return LEFT + (int) Math.round(share * (RIGHT - LEFT));
    }
}
