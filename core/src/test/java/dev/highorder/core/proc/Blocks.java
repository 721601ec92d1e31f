/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Frame;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives texts to block parsers the way the document stage does.
public final class Blocks {

    private Blocks() {}

    public static List<Line> lines(String path, String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add(new Line(new Cite(path, lines.size() + 1, line), line, Frame.NONE));
        }
        return lines;
    }

    /// The first block in the text that the parser knows by its shape; no fact where there is none.
    public static Parsed<List<? extends Fact>> parse(BlockParser parser, String path, String text) {
        List<Line> lines = lines(path, text);
        for (int i = 0; i < lines.size(); i++) {
            int extent = parser.extent(lines, i);
            if (extent > 0) {
                List<Line> block = lines.subList(i, i + extent);
                return parser.parse(new Block(block, Origin.of(block.getFirst().cite())));
            }
        }
        return Parsed.of(List.of());
    }

    public static <F extends Fact> F fact(Class<F> type, BlockParser parser, String text) {
        return only(type, parse(parser, "f", text));
    }

    /// The whole output of a command, or a whole file, given to the parser that knows its name.
    public static Parsed<List<? extends Fact>> output(
            NamedBlockParser parser, String pathOrCommand, String text) {
        boolean command = pathOrCommand.indexOf(' ') >= 0;
        List<Line> lines = lines(command ? "transcript" : pathOrCommand, text);
        Origin origin = Origin.of(lines.getFirst().cite());
        return parser.parse(
                new Block(
                        lines,
                        new Origin(
                                origin.cite(),
                                origin.host(),
                                origin.stamp(),
                                command ? Optional.of(pathOrCommand) : Optional.empty(),
                                origin.role())));
    }

    public static <F extends Fact> F only(Class<F> type, Parsed<List<? extends Fact>> parsed) {
        List<F> found = parsed.value().stream().filter(type::isInstance).map(type::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError("one " + type.getSimpleName() + " expected in " + parsed);
        }
        return found.getFirst();
    }

    public static String resource(String name) {
        try (var in = Blocks.class.getResourceAsStream("/kernels/" + name)) {
            if (in == null) {
                throw new AssertionError("no fixture " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
