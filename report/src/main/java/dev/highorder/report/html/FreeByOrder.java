/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Memory;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.FreeBytes;
import java.util.Optional;
import java.util.OptionalInt;

/// Free memory by order: the share of the free bytes that stands in blocks of each order, the node's bars filled, the
/// healthy node's hollow beside them, the order in question marked.
final class FreeByOrder {

    private static final int WIDTH = 360;
    private static final int LEFT = 42;
    private static final int TOP = 24;
    private static final int FLOOR = 160;
    private static final int HEIGHT = 200;

    private final FreeBytes sick;
    private final Optional<FreeBytes> healthy;
    private final OptionalInt asked;
    private final long pageSize;
    private final int orders;
    private final long most;

    FreeByOrder(Memory memory, Optional<Memory> baseline, OptionalInt asked) {
        this.sick = FreeBytes.of(memory);
        this.healthy = baseline.map(FreeBytes::of).filter(bytes -> bytes.total() > 0);
        this.asked = asked;
        this.pageSize = memory.pageSize();
        this.orders = Math.max(sick.orders(), healthy.map(FreeBytes::orders).orElse(0));
        long top = 10;
        for (int order = 0; order < orders; order++) {
            top = Math.max(top, sick.perMille(order));
            if (healthy.isPresent()) {
                top = Math.max(top, healthy.get().perMille(order));
            }
        }
        this.most = (top + 99) / 100 * 100;
    }

    boolean isWorthDrawing() {
        return sick.total() > 0;
    }

    void draw(Markup page) {
        String words = words();
        var svg = new Svg(page, "chart", "Share of the free bytes by order").describe(words);
        for (int part = 1; part <= 2; part++) {
            int y = y(most * part / 2);
            svg.path("grid", "M" + LEFT + " " + y + "H" + WIDTH);
            svg.text("tick end", LEFT - 5, y + 4, most * part / 20 + "%");
        }
        int step = (WIDTH - LEFT) / orders;
        for (int order = 0; order < orders; order++) {
            int x = LEFT + order * step;
            if (asked.isPresent() && asked.getAsInt() == order) {
                svg.rect("asked", x, TOP - 18, step, HEIGHT - TOP + 16, 4);
            }
            int gap = step > 12 ? 3 : 1;
            int bar = Math.max((step - 2 * gap) / (healthy.isPresent() ? 2 : 1) - 1, 1);
            bar(svg, "sick", x + gap, bar, sick, order);
            if (healthy.isPresent()) {
                bar(svg, "healthy", x + gap + bar + 1, bar, healthy.get(), order);
            }
            svg.text("tick middle", x + step / 2, FLOOR + 16, Integer.toString(order));
        }
        svg.path("axis", "M" + LEFT + " " + FLOOR + "H" + WIDTH);
        sizes(svg, step);
        svg.draw(WIDTH, HEIGHT);
        legend(page);
        if (!words.isEmpty()) {
            page.element("p", "small", words);
        }
    }

    /// What a block of the first, the last and the marked order is in bytes.
    private void sizes(Svg svg, int step) {
        int y = FLOOR + 33;
        int mark = asked.isPresent() && asked.getAsInt() < orders ? asked.getAsInt() : -1;
        if (mark >= 0) {
            int middle = LEFT + mark * step + step / 2;
            int at = Math.min(Math.max(middle, LEFT + 22), WIDTH - 24);
            svg.text("tick middle strong", at, TOP - 6, "order " + mark);
            svg.text("tick middle strong", at, y, size(mark));
        }
        if (mark < 0 || mark >= 3) {
            svg.text("tick", LEFT, y, size(0));
        }
        if (mark < 0 || mark + 3 < orders) {
            svg.text("tick end", WIDTH, y, size(orders - 1));
        }
    }

    private String size(int order) {
        return Figures.bytes(FreeBytes.bytes(1, pageSize, order));
    }

    private void legend(Markup page) {
        page.tag("<p class=\"legend\"><span class=\"key sick\"></span>this node, ")
                .text(Figures.bytes(sick.total()))
                .tag(" free");
        healthy.ifPresent(bytes ->
                page.tag(" <span class=\"key healthy\"></span>healthy node, ")
                        .text(Figures.bytes(bytes.total()))
                        .tag(" free"));
        if (asked.isPresent()) {
            page.tag(" <span class=\"key asked\"></span>order in question");
        }
        page.line("</p>");
    }

    private String words() {
        if (asked.isEmpty() || asked.getAsInt() == 0 || asked.getAsInt() >= orders) {
            return "";
        }
        int order = asked.getAsInt();
        return "Blocks of order "
                + order
                + " ("
                + size(order)
                + ") or larger hold "
                + share(sick, order)
                + healthy.map(bytes -> "; on the healthy node " + share(bytes, order)).orElse("")
                + ".";
    }

    private static String share(FreeBytes bytes, int order) {
        long some = bytes.from(order);
        return Figures.bytes(some)
                + " of the "
                + Figures.bytes(bytes.total())
                + " that are free, "
                + percent(bytes.perMille(some));
    }

    private static String percent(long perMille) {
        return perMille / 10 + "." + perMille % 10 + " %";
    }

    private void bar(Svg svg, String type, int x, int width, FreeBytes bytes, int order) {
        if (bytes.at(order) == 0) {
            return;
        }
        int top = Math.min(y(bytes.perMille(order)), FLOOR - 2);
        String hint =
                "order "
                        + order
                        + ": "
                        + Figures.bytes(bytes.at(order))
                        + ", "
                        + percent(bytes.perMille(order));
        svg.rect(type, x, top, width, FLOOR - top, 0, hint);
    }

    private int y(long perMille) {
        return FLOOR - (int) (perMille * (FLOOR - TOP) / most);
    }
}
