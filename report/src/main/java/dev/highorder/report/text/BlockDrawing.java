/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.pagemap.BlockState;
import dev.highorder.core.pagemap.BlockStrip;
import dev.highorder.report.layout.BlockCells;

/// The pageblocks of a zone drawn over the width of the terminal: two rows of coloured cells a line where there is colour,
/// letters where there is none.
final class BlockDrawing {

    /// Lines of one zone.
    private static final int MOST_LINES = 16;

    private static final String UPPER_HALF = "\u2580";
    private static final String FULL = "\u2588";
    private static final String RESET = "\u001b[0m";
    private static final int INDENT = 2;

    private final BlockStrip strip;
    private final TextStyle style;

    BlockDrawing(BlockStrip strip, TextStyle style) {
        this.strip = strip;
        this.style = style;
    }

    void print(StringBuilder out) {
        int width = Math.max(16, style.width() - 2 * INDENT);
        // 64 blocks, or a multiple, a line make it easy to find a place.
        int columns = Math.max(16, width / 16 * 16);
        boolean halves = style.colour() && style.unicode();
        BlockCells cells = BlockCells.of(strip, columns * MOST_LINES * (halves ? 2 : 1));
        int rows = (cells.states().size() + columns - 1) / columns;
        for (int row = 0; row < rows; row += halves ? 2 : 1) {
            out.append(" ".repeat(INDENT));
            if (halves) {
                halves(cells, row, columns, out);
            } else {
                letters(cells, row, columns, out);
            }
            out.append('\n');
        }
        if (cells.blocks() > 1) {
            out.append(" ".repeat(INDENT))
                    .append("each cell stands for ")
                    .append(cells.blocks())
                    .append(" blocks and shows what most of them are\n");
        }
    }

    private static void halves(BlockCells cells, int row, int columns, StringBuilder out) {
        for (int column = 0; column < columns; column++) {
            int upper = row * columns + column;
            int lower = upper + columns;
            if (upper >= cells.states().size()) {
                break;
            }
            out.append("\u001b[38;5;").append(colour(cells.states().get(upper)));
            if (lower < cells.states().size()) {
                out.append(";48;5;").append(colour(cells.states().get(lower)));
            } else {
                out.append(";49");
            }
            out.append('m').append(UPPER_HALF);
        }
        out.append(RESET);
    }

    private void letters(BlockCells cells, int row, int columns, StringBuilder out) {
        for (int column = 0; column < columns; column++) {
            int at = row * columns + column;
            if (at >= cells.states().size()) {
                break;
            }
            BlockState state = cells.states().get(at);
            if (style.colour()) {
                out.append("\u001b[38;5;").append(colour(state)).append('m');
            }
            out.append(state.letter());
        }
        if (style.colour()) {
            out.append(RESET);
        }
    }

    /// A cell of the legend.
    static void swatch(BlockState state, TextStyle style, StringBuilder out) {
        if (!style.colour()) {
            out.append(state.letter());
            return;
        }
        out.append("\u001b[38;5;")
                .append(colour(state))
                .append('m')
                .append(style.unicode() ? FULL : String.valueOf(state.letter()))
                .append(RESET);
    }

    /// Of the 256 colours that terminals have; told apart also by those who do not see red and green alike.
    private static int colour(BlockState state) {
        return switch (state) {
            case FREE -> 252;
            case MOVABLE -> 75;
            case RECLAIMABLE -> 79;
            case UNMOVABLE -> 160;
            case PINNED -> 201;
            case RESERVED -> 238;
            case HUGE -> 141;
            case OFFLINE -> 94;
            case MIXED -> 214;
        };
    }
}
