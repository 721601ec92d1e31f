/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.FreeBytes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The state of the memory that the answer used: two drawings, and folded under them every figure as a table.
final class MemorySection {

    private final NodeDiagnosis answer;
    private final Memory memory;
    private final OptionalInt asked;
    private final Markup page;

    MemorySection(NodeDiagnosis answer, Memory memory, Markup page) {
        this.answer = answer;
        this.memory = memory;
        this.asked = FreeBytes.askedOrder(answer);
        this.page = page;
    }

    boolean isWorthPrinting() {
        return !memory.zones().isEmpty() || !memory.totals().isEmpty();
    }

    void print() {
        moment();
        var byOrder = new FreeByOrder(memory, answer.baseline(), asked);
        var watermarks = new Watermarks(memory);
        page.line("<div class=\"pair even\">");
        if (byOrder.isWorthDrawing()) {
            page.line("<div><h3>Free memory by order, in % of the free bytes</h3>");
            byOrder.draw(page);
            page.line("</div>");
        }
        if (watermarks.isWorthDrawing()) {
            page.line("<div><h3>Zones against their watermarks</h3>");
            watermarks.draw(page);
            page.line("</div>");
        }
        page.line("</div>");
        kinds();
        zones("Free lists of this node, zone by zone", memory);
        answer.baseline().ifPresent(healthy -> zones("Free lists of the healthy node", healthy));
    }

    private void moment() {
        String when = memory.asOf().map(time -> "As of " + time + ". ").orElse("");
        String match =
                memory.matchesFailure()
                        .map(matches ->
                                matches
                                        ? "This is the moment of the failure."
                                        : "This is not the moment of the failure.")
                        .orElse("");
        if (!(when + match).isEmpty()) {
            page.element("p", "small", (when + match).strip()).line("");
        }
    }

    /// The kinds overlap, so they are a list and not a sum: the largest first.
    private void kinds() {
        if (memory.totals().isEmpty()) {
            return;
        }
        page.line("<details><summary>Memory by kind</summary><table class=\"figures\">");
        memory.totals().entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(kind ->
                        page.tag("<tr><th scope=\"row\">")
                                .text(kind.getKey())
                                .tag("</th>")
                                .element("td", Figures.bytes(kind.getValue()))
                                .line("</tr>"));
        page.line("</table></details>");
    }

    private void zones(String summary, Memory state) {
        if (state.zones().isEmpty()) {
            return;
        }
        page.line("<details><summary>" + summary + "</summary><div class=\"tables\">");
        for (var zone : state.zones()) {
            page.line("<div>");
            page.tag("<div class=\"scroll\" tabindex=\"0\"><table class=\"figures\"><caption>")
                    .text(zone.zone() + ", " + Figures.bytes(zone.freeBytes()) + " free")
                    .line("</caption>");
            page.line("<thead><tr>");
            for (String head :
                    List.of("order", "block", "free", "suitable", "extfrag", "unusable")) {
                page.tag("<th scope=\"col\">" + head + "</th>");
            }
            page.line("</tr></thead>");
            for (int order = 0; order < zone.freeBlocks().size(); order++) {
                row(zone, order, state.pageSize());
            }
            page.line("</table></div>");
            zone.usableFor()
                    .ifPresent(usable ->
                            page.element(
                                            "p",
                                            "small",
                                            "A request of order "
                                                    + usable.order()
                                                    + " from "
                                                    + zone.zone()
                                                    + ": "
                                                    + usable.verdict()
                                                    + ", "
                                                    + usable.reason())
                                    .line(""));
            page.line("</div>");
        }
        page.line("</div></details>");
    }

    private void row(Memory.Zone zone, int order, long pageSize) {
        boolean marked = asked.isPresent() && asked.getAsInt() == order;
        page.tag(marked ? "<tr class=\"asked\">" : "<tr>");
        page.tag("<th scope=\"row\">" + order + "</th>");
        page.element("td", Figures.bytes(FreeBytes.bytes(1, pageSize, order)));
        page.element("td", Figures.grouped(zone.freeBlocks().get(order)));
        page.element("td", at(zone.suitableBlocks(), order));
        page.element("td", at(zone.extfragIndex(), order));
        page.element("td", at(zone.unusableIndex(), order)).line("</tr>");
    }

    private static String at(List<? extends Number> values, int order) {
        return order < values.size() ? Figures.grouped(values.get(order).longValue()) : "";
    }
}
