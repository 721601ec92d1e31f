/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.markdown;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.FreeBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/// The free memory as tables: the share of each order, the node's above the healthy one's, and folded under it the free
/// lists of every zone.
final class FreeTables {

    private final NodeDiagnosis answer;
    private final Memory memory;
    private final List<String> lines = new ArrayList<>();

    FreeTables(NodeDiagnosis answer, Memory memory) {
        this.answer = answer;
        this.memory = memory;
    }

    /// A line a row; an empty one stands between tables.
    List<String> lines() {
        line("### Free memory by order").line("");
        if (memory.matchesFailure().equals(Optional.of(false))) {
            line("The snapshot is not of the failure's moment.").line("");
        }
        var asked = FreeBytes.askedOrder(answer);
        var free = FreeBytes.of(memory);
        var healthy = answer.baseline().map(FreeBytes::of);
        int orders = Math.max(free.orders(), healthy.map(FreeBytes::orders).orElse(0));
        line("| share of the free bytes |" + row(orders, order -> marked(order, asked)));
        line("| --- |" + " ---: |".repeat(orders));
        shares("this node", free, orders);
        healthy.ifPresent(bytes -> shares("healthy node", bytes, orders));
        line("");
        line("<details><summary>Free lists, zone by zone</summary>").line("");
        zones("this node", memory);
        answer.baseline().ifPresent(other -> zones("healthy node", other));
        line("</details>").line("");
        return lines;
    }

    private static String marked(int order, OptionalInt asked) {
        return asked.isPresent() && asked.getAsInt() == order
                ? "**order " + order + "**"
                : Integer.toString(order);
    }

    private void shares(String whose, FreeBytes free, int orders) {
        line(
                "| "
                        + whose
                        + ", "
                        + Figures.bytes(free.total())
                        + " free |"
                        + row(orders, order -> share(free, order)));
    }

    private static String share(FreeBytes free, int order) {
        long perMille = free.perMille(order);
        return free.at(order) == 0 ? "0" : perMille < 10 ? "<1 %" : (perMille + 5) / 10 + " %";
    }

    private void zones(String whose, Memory memory) {
        for (var zone : memory.zones()) {
            int orders = zone.freeBlocks().size();
            line("").line(
                            "| "
                                    + whose
                                    + ", "
                                    + MarkdownText.prose(zone.zone().toString())
                                    + " |"
                                    + row(orders, Integer::toString));
            line("| --- |" + " ---: |".repeat(orders));
            line("| free blocks |" + row(orders, i -> Long.toString(zone.freeBlocks().get(i))));
            if (zone.suitableBlocks().size() == orders) {
                line(
                        "| suitable blocks |"
                                + row(orders, i -> Long.toString(zone.suitableBlocks().get(i))));
            }
            if (zone.extfragIndex().size() == orders) {
                line(
                        "| extfrag index |"
                                + row(orders, i -> Integer.toString(zone.extfragIndex().get(i))));
            }
            if (zone.unusableIndex().size() == orders) {
                line(
                        "| unusable index |"
                                + row(orders, i -> Integer.toString(zone.unusableIndex().get(i))));
            }
            line("");
        }
    }

    private static String row(int orders, IntFunction<String> cell) {
        var row = new StringBuilder();
        for (int order = 0; order < orders; order++) {
            row.append(' ').append(cell.apply(order)).append(" |");
        }
        return row.toString();
    }

    private FreeTables line(String line) {
        lines.add(line);
        return this;
    }
}
