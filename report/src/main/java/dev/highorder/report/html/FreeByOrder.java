/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Memory;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.FreeBytes;
import java.util.Optional;
import java.util.OptionalInt;

/// Free memory by order: the share of the free bytes in blocks of each order, the node's bars beside the healthy node's,
/// the order in question marked.
record FreeByOrder(Memory memory, Optional<Memory> baseline, OptionalInt asked) {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 150;
    private static final int LEFT = 30;
    private static final int FLOOR = HEIGHT - 26;

    void draw(Markup page) {
        var sick = FreeBytes.of(memory);
        var healthy = baseline.map(FreeBytes::of).filter(bytes -> bytes.orders() > 0);
        int orders = Math.max(sick.orders(), healthy.map(FreeBytes::orders).orElse(0));
        if (orders == 0) {
            return;
        }
        long top = 1;
        for (int order = 0; order < orders; order++) {
            top =
                    Math.max(
                            top,
                            Math.max(
                                    sick.perMille(order),
                                    healthy.isPresent() ? healthy.get().perMille(order) : 0));
        }
        int step = (WIDTH - LEFT) / orders;
        page.line(
                "<svg viewBox=\"0 0 "
                        + WIDTH
                        + " "
                        + HEIGHT
                        + "\" role=\"img\" aria-label=\"Share of the free bytes by order\">");
        grid(page, top);
        for (int order = 0; order < orders; order++) {
            int x = LEFT + order * step;
            boolean marked = asked.isPresent() && asked.getAsInt() == order;
            if (marked) {
                page.line(
                        "<rect class=\"asked\" x=\""
                                + x
                                + "\" y=\"4\" width=\""
                                + step
                                + "\" height=\""
                                + (HEIGHT - 6)
                                + "\" rx=\"4\"/>");
            }
            int bar = healthy.isPresent() ? (step - 8) / 2 : step - 8;
            bar(page, x + 4, bar, sick, order, top, "sick");
            if (healthy.isPresent()) {
                bar(page, x + 5 + bar, bar, healthy.get(), order, top, "healthy");
            }
            page.line(
                    "<text class=\"tick\" text-anchor=\"middle\" x=\""
                            + (x + step / 2)
                            + "\" y=\""
                            + (FLOOR + 15)
                            + "\">"
                            + order
                            + "</text>");
        }
        page.line("<path class=\"axis\" d=\"M" + LEFT + " " + FLOOR + "H" + WIDTH + "\"/>")
                .line("</svg>");
        page.tag("<p class=\"legend\"><span class=\"key sick\"></span>this node, ")
                .text(Figures.bytes(sick.total()))
                .tag(" free");
        healthy.ifPresent(bytes ->
                page.tag(" <span class=\"key healthy\"></span>healthy node, ")
                        .text(Figures.bytes(bytes.total()))
                        .tag(" free"));
        asked.ifPresent(order ->
                page.tag(" <span class=\"key asked\"></span>order " + order + ", in question (")
                        .text(Figures.bytes(memory.pageSize() << Math.min(order, 40)))
                        .tag(" in one piece)"));
        page.line("</p>");
    }

    private static void grid(Markup page, long top) {
        for (int half = 1; half <= 2; half++) {
            long value = top * half / 2;
            int y = FLOOR - (int) (value * (FLOOR - 12) / top);
            page.line("<path class=\"grid\" d=\"M" + LEFT + " " + y + "H" + WIDTH + "\"/>");
            page.line(
                    "<text class=\"tick\" text-anchor=\"end\" x=\""
                            + (LEFT - 4)
                            + "\" y=\""
                            + (y + 4)
                            + "\">"
                            + (value + 5) / 10
                            + "%</text>");
        }
    }

    private static void bar(
            Markup page, int x, int width, FreeBytes bytes, int order, long top, String type) {
        if (bytes.at(order) == 0) {
            return;
        }
        int height = Math.max(1, (int) (bytes.perMille(order) * (FLOOR - 12) / top));
        String share = bytes.perMille(order) / 10 + "." + bytes.perMille(order) % 10 + " %";
        page.tag(
                        "<rect class=\""
                                + type
                                + "\" x=\""
                                + x
                                + "\" y=\""
                                + (FLOOR - height)
                                + "\" width=\""
                                + Math.max(width, 1)
                                + "\" height=\""
                                + height
                                + "\" rx=\"1\"><title>")
                .text("order " + order + ": " + Figures.bytes(bytes.at(order)) + ", " + share)
                .line("</title></rect>");
    }
}
