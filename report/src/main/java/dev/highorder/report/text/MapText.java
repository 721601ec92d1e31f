/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.census.NodeMap;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.Problem;
import dev.highorder.core.pagemap.BlockState;
import dev.highorder.core.pagemap.PageKind;
import dev.highorder.core.pagemap.PageMap;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.StateWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A page map for a person at a terminal: a drawing of each zone, what its cells mean and how many there are, and the blocks
/// that are the cheapest to free.
public final class MapText {

    private static final int NAMED = 5;

    private final NodeMap map;
    private final TextStyle style;
    private final Glyphs glyphs;

    private MapText(NodeMap map, TextStyle style) {
        this.map = map;
        this.style = style;
        this.glyphs = new Glyphs(style.unicode());
    }

    /// Writes the map.
    ///
    /// @throws IOException as `out` does
    public static void write(NodeMap map, TextStyle style, Appendable out) throws IOException {
        StringBuilder text = new StringBuilder();
        new MapText(map, style).write(text);
        out.append(text);
    }

    private void write(StringBuilder out) {
        for (NodeMap.Zone zone : map.zones()) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            if (zone.seen().isPresent()) {
                seen(zone, zone.seen().get(), out);
            } else {
                counted(zone, out);
            }
        }
        section("Our count beside the kernel's", agreement(), out);
        section("Not known", missing(), out);
        if (style.verbose() || map.pages().isPresent()) {
            section("Remarks", problems(), out);
        }
    }

    private void heading(NodeMap.Zone zone, StringBuilder out) {
        StringBuilder facts = new StringBuilder();
        zone.pageblocks()
                .ifPresent(blocks -> {
                    facts.append(Figures.grouped(blocks)).append(" pageblocks");
                    map.pageblockOrder()
                            .ifPresent(order ->
                                    facts.append(" of ")
                                            .append(Figures.bytes(map.pageSize() << order)));
                });
        zone.startPfn().ifPresent(pfn -> facts.append(", from page frame ").append(pfn));
        TextLine.of(
                        new Span(glyphs.text(zone.name()), Tone.STRONG),
                        new Span("  " + facts, Tone.FAINT))
                .print(style.colour(), out);
    }

    private void seen(NodeMap.Zone zone, PageMap.Zone seen, StringBuilder out) {
        heading(zone, out);
        new BlockDrawing(seen.strip(), style).print(out);
        for (BlockState state : BlockState.values()) {
            int blocks = seen.blocks(state);
            if (blocks > 0) {
                legend(state, blocks, seen.pageblocks(), out);
            }
        }
        StringBuilder pages = new StringBuilder();
        for (PageKind kind : PageKind.values()) {
            if (seen.pages(kind) > 0 && kind != PageKind.HOLE) {
                pages.append(pages.isEmpty() ? "" : ", ")
                        .append(StateWords.of(kind, seen.pages(kind)));
            }
        }
        new Paragraph().add(pages + ".", Tone.FAINT).print("  ", style, out);
        cheapest(seen, out);
    }

    private void legend(BlockState state, int blocks, int all, StringBuilder out) {
        String share = Math.round(blocks * 100.0 / all) + " %";
        out.append("  ");
        BlockDrawing.swatch(state, style, out);
        String count = Figures.grouped(blocks);
        String line =
                " "
                        + " ".repeat(Math.max(0, 7 - count.length()))
                        + count
                        + "  "
                        + " ".repeat(Math.max(0, 5 - share.length()))
                        + share
                        + "  ";
        out.append(line);
        List<TextLine> words =
                new Paragraph()
                        .add(StateWords.of(state))
                        .wrap(Math.max(20, style.width() - line.length() - 3));
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                out.append(" ".repeat(line.length() + 3));
            }
            words.get(i).print(style.colour(), out);
        }
    }

    private void cheapest(PageMap.Zone zone, StringBuilder out) {
        if (zone.cheapest().isEmpty()) {
            return;
        }
        int most = style.verbose() ? zone.cheapest().size() : NAMED;
        out.append("  The cheapest blocks to free:\n");
        for (PageMap.Blockers block : zone.cheapest()) {
            if (most-- == 0) {
                break;
            }
            Paragraph words =
                    new Paragraph()
                            .add(Long.toString(block.startPfn()), Tone.STRONG)
                            .add("once " + StateWords.of(block))
                            .add(block.count() == 1 ? "is gone" : "are gone");
            if (block.count() <= 3) {
                words.add("(page frame " + frames(block) + ")", Tone.FAINT);
            }
            words.print("    ", style, out);
        }
    }

    private static String frames(PageMap.Blockers block) {
        List<String> pfns = new ArrayList<>();
        block.pfns().forEach(pfn -> pfns.add(Long.toString(pfn)));
        return String.join(", ", pfns);
    }

    private void counted(NodeMap.Zone zone, StringBuilder out) {
        heading(zone, out);
        for (Map.Entry<MigrateType, Long> type : zone.byType().entrySet()) {
            if (type.getValue() > 0) {
                out.append("  ")
                        .append(Figures.grouped(type.getValue()))
                        .append(" of type ")
                        .append(type.getKey().printedName())
                        .append('\n');
            }
        }
        zone.freePages()
                .ifPresent(pages ->
                        out.append("  ")
                                .append(Figures.bytes(pages * map.pageSize()))
                                .append(" free\n"));
    }

    private List<Paragraph> agreement() {
        List<Paragraph> lines = new ArrayList<>();
        for (NodeMap.Agreement one : map.agreement()) {
            long apart = one.ours() - one.kernels();
            lines.add(
                    new Paragraph()
                            .add(glyphs.text(one.what()) + ":")
                            .add(Figures.grouped(one.ours()))
                            .add("here,")
                            .add(Figures.grouped(one.kernels()))
                            .add("there")
                            .add(
                                    apart == 0
                                            ? "(equal)"
                                            : "("
                                                    + (apart > 0 ? "+" : "-")
                                                    + Figures.grouped(Math.abs(apart))
                                                    + ")",
                                    Tone.FAINT));
        }
        return lines;
    }

    private List<Paragraph> missing() {
        List<Paragraph> lines = new ArrayList<>();
        for (Missing item : map.missing()) {
            lines.add(
                    new Paragraph()
                            .add(glyphs.text(item.what()) + ":")
                            .add(glyphs.text(item.why()) + ".")
                            .whole(glyphs.command(item.command()), Tone.COMMAND));
        }
        return lines;
    }

    private List<Paragraph> problems() {
        List<Paragraph> lines = new ArrayList<>();
        for (Problem problem : map.problems()) {
            lines.add(
                    new Paragraph()
                            .add(glyphs.text(problem.place()) + ":", Tone.FAINT)
                            .add(glyphs.text(problem.message())));
        }
        return lines;
    }

    private void section(String heading, List<Paragraph> lines, StringBuilder out) {
        if (lines.isEmpty()) {
            return;
        }
        out.append('\n');
        TextLine.of(new Span(heading, Tone.STRONG)).print(style.colour(), out);
        for (Paragraph line : lines) {
            line.print("  ", style, out);
        }
    }
}
