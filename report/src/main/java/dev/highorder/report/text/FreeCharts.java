/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.report.layout.FreeBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The node's free memory by order, beside the healthy node's where there is one.
record FreeCharts(List<FreeChart> charts, OptionalInt order, boolean otherMoment) {

    private static final int GAP = 3;

    static FreeCharts of(NodeDiagnosis answer, Glyphs glyphs) {
        var order = FreeBytes.askedOrder(answer);
        var charts = new ArrayList<FreeChart>();
        answer.memory()
                .filter(FreeChart::drawable)
                .ifPresent(memory ->
                        charts.add(
                                new FreeChart(
                                        glyphs.text(answer.node().name().orElse("this node")),
                                        memory,
                                        order,
                                        glyphs)));
        if (!charts.isEmpty()) {
            answer.baseline()
                    .filter(FreeChart::drawable)
                    .ifPresent(memory ->
                            charts.add(new FreeChart("healthy node", memory, order, glyphs)));
        }
        boolean other =
                answer.memory()
                        .flatMap(Memory::matchesFailure)
                        .filter(matches -> !matches)
                        .isPresent();
        return new FreeCharts(charts, order, other);
    }

    Section section(int columns, int rows) {
        var heading =
                new Paragraph()
                        .whole("Free memory by order,", Tone.STRONG)
                        .whole("% of bytes", Tone.FAINT);
        if (order.isPresent()) {
            heading.whole("[" + order.getAsInt() + "] in question", Tone.FAINT);
        }
        if (otherMoment) {
            heading.whole("(not the failure's moment)", Tone.DOUBT);
        }
        var lines = new ArrayList<TextLine>();
        if (charts.size() == 2 && charts.get(0).width() + GAP + charts.get(1).width() <= columns) {
            lines.addAll(
                    Section.beside(
                            charts.get(0).lines(rows),
                            charts.get(0).width() + GAP,
                            charts.get(1).lines(rows)));
        } else if (charts.stream().allMatch(chart -> chart.width() <= columns)) {
            charts.forEach(chart -> lines.addAll(chart.lines(rows)));
        }
        return new Section(heading, lines);
    }
}
