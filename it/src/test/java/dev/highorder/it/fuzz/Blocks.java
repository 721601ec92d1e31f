/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Framing;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.proc.ProcParsers;
import java.util.List;
import java.util.Optional;

/// The block parsers of one package, each asked for every line of an input.
final class Blocks {

    private Blocks() {}

    static void read(Input input, Package parsers) {
        List<Line> lines = Framing.lines(input.source());
        for (BlockParser parser : ProcParsers.all()) {
            if (parser.getClass().getPackage().equals(parsers)) {
                named(input, lines, parser);
                shaped(lines, parser);
            }
        }
    }

    private static void named(Input input, List<Line> lines, BlockParser parser) {
        if (!lines.isEmpty()
                && parser instanceof NamedBlockParser named
                && named.reads(input.path())) {
            parse(parser, lines, Optional.of(input.path()));
        }
    }

    private static void shaped(List<Line> lines, BlockParser parser) {
        int at = 0;
        while (at < lines.size()) {
            int extent = parser.extent(lines, at);
            if (extent < 0 || extent > lines.size() - at) {
                throw new AssertionError(
                        parser.getClass() + " takes " + extent + " lines from " + at);
            }
            if (extent > 0) {
                parse(parser, lines.subList(at, at + extent), Optional.empty());
            }
            at += Math.max(1, extent);
        }
    }

    private static void parse(BlockParser parser, List<Line> lines, Optional<String> command) {
        Line first = lines.getFirst();
        Origin origin =
                new Origin(
                        first.cite(),
                        first.frame().host(),
                        first.frame().stamp(),
                        command,
                        Origin.Role.NODE);
        Parsed<List<? extends Fact>> once = parser.parse(new Block(lines, origin));
        Laws.same(once, parser.parse(new Block(lines, origin)));
        once.value().forEach(fact -> Laws.cites(fact.cite(), first.cite().path()));
    }
}
