/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.model.Cite;
import java.util.List;
import java.util.Optional;

/// The chain of an incident as a graph from the symptom down to the cause. A node jumps to the line it stands on, and
/// each of its marks to the line it names. A snapshot of another moment that the chain does not speak of hangs below by a
/// broken line.
final class ChainGraph {

    private static final int WIDTH = 372;
    private static final int PAD = 12;
    private static final int FONT = 14;
    private static final int LINE = 19;
    private static final int GAP = 24;
    private static final int MARK = 20;
    private static final int MARK_FONT = 12;
    private static final int MOST_LINES = 40;
    private static final int MOST_MARKS = 6;

    private final CitedLines cited;
    private final Svg svg;
    private int y = 2;

    private ChainGraph(Markup page, CitedLines cited) {
        this.cited = cited;
        this.svg = new Svg(page, "graph", "Chain of evidence, from the symptom to the cause");
    }

    static void draw(Markup page, Incident incident, Optional<Memory> memory, CitedLines cited) {
        var graph = new ChainGraph(page, cited);
        var chain = incident.chain();
        for (int i = 0; i < chain.size(); i++) {
            var step = chain.get(i);
            boolean last = i + 1 == chain.size();
            graph.node(
                    step.step().equals("cause") ? "node cause" : "node",
                    step.step(),
                    step.statement(),
                    step.cites(),
                    step.kb().map(id -> "kb " + id).orElse(""));
            if (!last) {
                graph.arrow();
            }
        }
        boolean told = chain.stream().anyMatch(step -> step.step().equals("snapshot"));
        memory.filter(state -> !told && state.matchesFailure().equals(Optional.of(false)))
                .flatMap(Memory::cite)
                .ifPresent(graph::snapshot);
        graph.svg.draw(WIDTH, graph.y + 2);
    }

    private void snapshot(Cite cite) {
        svg.path("edge broken", "M24 " + y + "v" + GAP);
        y += GAP;
        node(
                "node aside",
                "snapshot",
                "Of another moment: it does not show the failure.",
                List.of(cite),
                "");
    }

    private void arrow() {
        int tip = y + GAP - 2;
        svg.path("edge", "M24 " + y + "v" + (GAP - 6));
        svg.path("head", "M24 " + tip + "l-5 -9h10z");
        y += GAP;
    }

    private void node(String type, String label, String words, List<Cite> cites, String kb) {
        var lines = SvgText.wrap(words, (WIDTH - 2 * PAD) * 1000 / FONT, MOST_LINES);
        int rows = marks(cites, kb, 0, false);
        int height = 28 + LINE * lines.size() + (rows == 0 ? 4 : rows * (MARK + 5) + 8);
        if (!cites.isEmpty()) {
            svg.link(cited.name(cites.getFirst()), CitedLines.place(cites.getFirst()));
        }
        svg.rect(type, 1, y, WIDTH - 2, height, 8);
        svg.text("label", PAD, y + 21, label);
        int at = y + 23;
        for (String line : lines) {
            at += LINE;
            svg.text("words", PAD, at, line);
        }
        if (!cites.isEmpty()) {
            svg.unlink();
        }
        marks(cites, kb, at + 10, true);
        y += height;
    }

    /// Lays out the marks of the lines cited, and draws them where asked to.
    ///
    /// @return how many rows they take
    private int marks(List<Cite> cites, String kb, int top, boolean drawn) {
        int x = PAD;
        int rows = 0;
        for (int i = 0; i < Math.min(cites.size(), MOST_MARKS); i++) {
            var cite = cites.get(i);
            String name = SvgText.shorten(cited.shortPlace(cite), 40);
            int width = 14 + SvgText.fixed(name, MARK_FONT);
            if (rows == 0 || x + width > WIDTH - PAD) {
                rows++;
                x = PAD;
            }
            if (drawn) {
                int row = top + (rows - 1) * (MARK + 5);
                svg.link(cited.name(cite), CitedLines.place(cite));
                svg.rect("mark", x, row, width, MARK, MARK / 2);
                svg.text("place", x + 7, row + 14, name);
                svg.unlink();
            }
            x += width + 6;
        }
        String rest = cites.size() > MOST_MARKS ? "+" + (cites.size() - MOST_MARKS) : kb;
        if (!rest.isEmpty()) {
            int width = SvgText.fixed(rest, MARK_FONT);
            if (rows == 0 || x + width > WIDTH - PAD) {
                rows++;
                x = PAD;
            }
            if (drawn) {
                svg.text("tick fixed", x, top + (rows - 1) * (MARK + 5) + 14, rest);
            }
        }
        return rows;
    }
}
