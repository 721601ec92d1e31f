/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.census.NodeMap;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.Problem;
import dev.highorder.core.pagemap.BlockState;
import dev.highorder.core.pagemap.PageKind;
import dev.highorder.core.pagemap.PageMap;
import dev.highorder.report.layout.BlockCells;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.StateWords;
import java.io.IOException;
import java.util.List;

/// A page map as one HTML page without a script: a cell a pageblock that says under the pointer what it is, and boxes to tick
/// for the states to be seen.
public final class MapHtml {

    /// More cells than that make a page slow.
    private static final int MOST_CELLS = 16_384;

    private static final int COLUMNS = 64;
    private static final int CELL = 12;

    private final NodeMap map;
    private final Markup page = new Markup();

    private MapHtml(NodeMap map) {
        this.map = map;
    }

    /// Writes the page; it is UTF-8 and says so.
    ///
    /// @throws IOException as `out` does
    public static void write(NodeMap map, Appendable out) throws IOException {
        MapHtml html = new MapHtml(map);
        html.write();
        out.append(html.page.toString());
    }

    private void write() {
        page.line("<!DOCTYPE html>")
                .line("<html lang=\"en\">")
                .line("<head>")
                .line("<meta charset=\"utf-8\">");
        page.line(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                        + MapStyle.hash()
                        + "; base-uri 'none'; form-action 'none'\">");
        page.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .line("<meta name=\"color-scheme\" content=\"light dark\">");
        page.line("<title>Page map</title>");
        page.tag("<style>").tag(MapStyle.CSS).line("</style>").line("</head>");
        page.line("<body>").line("<main>").line("<h1>Page map</h1>");
        String kernel = map.kernel().map(release -> "Kernel " + release + ". ").orElse("");
        page.element("p", kernel + "Each cell is a pageblock; rest the pointer on one.").line("");
        filters();
        for (NodeMap.Zone zone : map.zones()) {
            page.tag("<section class=\"zone\">").element("h2", zone.name()).line("");
            if (zone.seen().isPresent()) {
                seen(zone.seen().get());
            } else {
                counted(zone);
            }
            page.line("</section>");
        }
        agreement();
        missing(map.missing());
        problems(map.problems());
        page.line("</main>");
        page.line(
                "<footer>Written by highorder map. This page runs no script and asks nothing of the network.</footer>");
        page.line("</body>").line("</html>");
    }

    /// Boxes before the maps, which the style sheet listens to.
    private void filters() {
        page.line("<fieldset class=\"filters\"><legend>Show</legend>");
        for (BlockState state : BlockState.values()) {
            String id = "show-" + state.word();
            page.tag("<label class=\"s-" + state.word() + "\"><input type=\"checkbox\" id=\"")
                    .tag(id + "\" checked> <i></i>")
                    .text(state.word())
                    .line("</label>");
        }
        page.line("</fieldset>");
    }

    private void seen(PageMap.Zone zone) {
        BlockCells cells = BlockCells.of(zone.strip(), MOST_CELLS);
        int rows = (cells.states().size() + COLUMNS - 1) / COLUMNS;
        Svg svg = new Svg(page, "map", "Pageblocks");
        svg.describe(summary(zone));
        for (int row = 0; row < rows; row++) {
            row(zone, cells, row, svg);
        }
        svg.draw(COLUMNS * CELL, Math.max(rows, 1) * CELL);
        if (cells.blocks() > 1) {
            page.element(
                            "p",
                            "small",
                            "Each cell stands for "
                                    + cells.blocks()
                                    + " blocks and shows what most of them are.")
                    .line("");
        }
        page.line("<table><thead><tr><th>State<th>Blocks<th>Meaning</tr></thead><tbody>");
        for (BlockState state : BlockState.values()) {
            if (zone.blocks(state) > 0) {
                page.tag("<tr class=\"s-" + state.word() + "\"><td><i></i> ")
                        .text(state.word())
                        .tag("<td class=\"number\">")
                        .text(Figures.grouped(zone.blocks(state)))
                        .tag("<td>")
                        .text(StateWords.of(state))
                        .line("</tr>");
            }
        }
        page.line("</tbody></table>");
        cheapest(zone);
    }

    /// Cells of one state side by side are one shape.
    private void row(PageMap.Zone zone, BlockCells cells, int row, Svg svg) {
        int column = 0;
        int end = Math.min(COLUMNS, cells.states().size() - row * COLUMNS);
        while (column < end) {
            BlockState state = cells.states().get(row * COLUMNS + column);
            int to = column + 1;
            while (to < end && cells.states().get(row * COLUMNS + to) == state) {
                to++;
            }
            int first = (row * COLUMNS + column) * cells.blocks();
            int last = Math.min((row * COLUMNS + to) * cells.blocks(), zone.strip().length()) - 1;
            svg.rect(
                    "s-" + state.word(),
                    column * CELL,
                    row * CELL,
                    (to - column) * CELL - 1,
                    CELL - 1,
                    0,
                    hint(zone, state, first, last));
            column = to;
        }
    }

    private String hint(PageMap.Zone zone, BlockState state, int first, int last) {
        int order = map.pageblockOrder().orElse(9);
        long base = zone.frames().start() >> order;
        long from = (base + first) << order;
        long to = ((base + last + 1) << order) - 1;
        String blocks = last == first ? "1 block" : Figures.grouped(last - first + 1) + " blocks";
        return state.word() + ", " + blocks + ", page frames " + from + " to " + to;
    }

    private static String summary(PageMap.Zone zone) {
        StringBuilder words = new StringBuilder();
        for (BlockState state : BlockState.values()) {
            if (zone.blocks(state) > 0) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(zone.blocks(state))
                        .append(' ')
                        .append(state.word());
            }
        }
        return words + ".";
    }

    private void cheapest(PageMap.Zone zone) {
        if (zone.cheapest().isEmpty()) {
            return;
        }
        page.line("<h3>The cheapest blocks to free</h3>");
        page.line(
                "<table><thead><tr><th>Page frame<th>Blockers<th>What they are</tr></thead><tbody>");
        for (PageMap.Blockers block : zone.cheapest()) {
            page.tag("<tr><td class=\"number\">" + block.startPfn())
                    .tag("<td class=\"number\">" + block.count() + "<td>")
                    .text(StateWords.of(block))
                    .line("</tr>");
        }
        page.line("</tbody></table>");
        StringBuilder kinds = new StringBuilder();
        for (PageKind kind : PageKind.values()) {
            if (zone.pages(kind) > 0 && kind != PageKind.HOLE) {
                kinds.append(kinds.isEmpty() ? "" : ", ")
                        .append(StateWords.of(kind, zone.pages(kind)));
            }
        }
        page.element("p", "small", kinds + ".").line("");
    }

    private void counted(NodeMap.Zone zone) {
        page.line("<ul>");
        zone.byType()
                .forEach((type, blocks) ->
                        page.element(
                                        "li",
                                        Figures.grouped(blocks)
                                                + " pageblocks of type "
                                                + type.printedName())
                                .line(""));
        zone.freePages()
                .ifPresent(pages ->
                        page.element("li", Figures.bytes(pages * map.pageSize()) + " free")
                                .line(""));
        page.line("</ul>");
    }

    private void agreement() {
        if (map.agreement().isEmpty()) {
            return;
        }
        page.line("<h2>Our count beside the kernel's</h2>");
        page.line("<table><thead><tr><th>What<th>Here<th>There</tr></thead><tbody>");
        for (NodeMap.Agreement one : map.agreement()) {
            page.tag("<tr><td>")
                    .text(one.what())
                    .tag("<td class=\"number\">" + Figures.grouped(one.ours()))
                    .tag("<td class=\"number\">" + Figures.grouped(one.kernels()))
                    .line("</tr>");
        }
        page.line("</tbody></table>");
    }

    private void missing(List<Missing> missing) {
        if (missing.isEmpty()) {
            return;
        }
        page.line("<h2>Not known</h2>");
        for (Missing item : missing) {
            page.element("p", item.what() + ": " + item.why() + ".")
                    .tag("<pre>")
                    .command(item.command())
                    .line("</pre>");
        }
    }

    private void problems(List<Problem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        page.line("<h2>Remarks</h2><ul>");
        ProblemItems.write(problems, page);
        page.line("</ul>");
    }
}
