/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.model.Cite;
import java.util.Optional;

/// The chain of an incident as a graph from the symptom down to the cause; a click on a node jumps to the line it stands
/// on. A snapshot of another moment hangs beside it by a broken line.
record ChainGraph(Incident incident, Optional<Memory> memory, CitedLines cited) {

    private static final int WIDTH = 400;
    private static final int COLUMNS = 50;
    private static final int LINE = 17;
    private static final int GAP = 22;

    void draw(Markup page) {
        int height = 2;
        for (var step : incident.chain()) {
            height += boxHeight(step) + GAP;
        }
        Optional<Cite> snapshot =
                memory.filter(state -> state.matchesFailure().equals(Optional.of(false)))
                        .flatMap(Memory::cite);
        int bottom = height - GAP + (snapshot.isPresent() ? GAP + 44 : 0) + 2;
        page.line(
                "<svg class=\"graph\" viewBox=\"0 0 "
                        + WIDTH
                        + " "
                        + bottom
                        + "\" role=\"img\" aria-label=\"Chain of evidence\">");
        page.line(
                "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" class=\"head\"/></marker></defs>");
        int y = 2;
        for (int i = 0; i < incident.chain().size(); i++) {
            var step = incident.chain().get(i);
            node(page, step, y, i + 1 == incident.chain().size());
            y += boxHeight(step);
            if (i + 1 < incident.chain().size()) {
                page.line(
                        "<path class=\"edge\" marker-end=\"url(#arrow)\" d=\"M30 "
                                + y
                                + "v"
                                + (GAP - 1)
                                + "\"/>");
            }
            y += GAP;
        }
        if (snapshot.isPresent()) {
            page.line("<path class=\"edge broken\" d=\"M30 " + (y - GAP) + "v" + GAP + "\"/>");
            page.tag(
                    "<a href=\"#"
                            + cited.name(snapshot.get())
                            + "\"><rect class=\"node aside\" x=\"1\" y=\""
                            + y
                            + "\" width=\""
                            + (WIDTH - 2)
                            + "\" height=\"42\" rx=\"7\"/>");
            SvgText.at(page, 12, y + 17, "label", "snapshot");
            SvgText.at(
                    page, 12, y + 34, "words", "of another moment: it does not show the failure");
            place(page, snapshot.get(), y + 17);
            page.line("</a>");
        }
        page.line("</svg>");
    }

    private static int boxHeight(Incident.Step step) {
        return 16 + LINE * (1 + SvgText.wrap(step.statement(), COLUMNS, 6).size());
    }

    private void node(Markup page, Incident.Step step, int y, boolean last) {
        boolean linked = !step.cites().isEmpty();
        page.tag(linked ? "<a href=\"#" + cited.name(step.cites().getFirst()) + "\">" : "<g>");
        page.tag(
                "<rect class=\"node"
                        + (last ? " cause" : "")
                        + "\" x=\"1\" y=\""
                        + y
                        + "\" width=\""
                        + (WIDTH - 2)
                        + "\" height=\""
                        + boxHeight(step)
                        + "\" rx=\"7\"/>");
        SvgText.at(page, 12, y + 20, "label", step.step());
        if (linked) {
            place(page, step.cites().getFirst(), y + 20);
        } else if (step.kb().isPresent()) {
            page.tag(
                            "<text x=\""
                                    + (WIDTH - 12)
                                    + "\" y=\""
                                    + (y + 20)
                                    + "\" class=\"place\" text-anchor=\"end\">")
                    .text("kb " + step.kb().get())
                    .tag("</text>");
        }
        int at = y + 20;
        for (String line : SvgText.wrap(step.statement(), COLUMNS, 6)) {
            at += LINE;
            SvgText.at(page, 12, at, "words", line);
        }
        page.line(linked ? "</a>" : "</g>");
    }

    private static void place(Markup page, Cite cite, int y) {
        page.tag(
                        "<text x=\""
                                + (WIDTH - 12)
                                + "\" y=\""
                                + y
                                + "\" class=\"place\" text-anchor=\"end\">")
                .text(CitedLines.shortPlace(cite))
                .tag("</text>");
    }
}
