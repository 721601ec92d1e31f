/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceLine;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.live.NodeVisitor;
import dev.highorder.evidence.live.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What was read of a node, held until all names in it are known: only then can each be replaced wherever it stands.
final class Gathered implements NodeVisitor {

    private interface Step {
        void to(NodeVisitor visitor, Redaction redaction) throws IOException;
    }

    private final NameScan names = new NameScan();
    private final List<Step> steps = new ArrayList<>();

    @Override
    public void content(Piece piece, byte[] bytes, int length) {
        piece.host().ifPresent(names::host);
        // Bytes that are no ASCII stay as they are; names are ASCII.
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        names.scan(text);
        byte[] kept = Arrays.copyOf(bytes, length);
        steps.add((visitor, redaction) -> {
            String own = new String(kept, StandardCharsets.ISO_8859_1);
            byte[] replaced = redaction.of(piece.name(), own).getBytes(StandardCharsets.ISO_8859_1);
            visitor.content(renamed(piece, redaction), replaced, replaced.length);
        });
    }

    @Override
    public void tail(Piece piece, SourceText kept) {
        for (SourceLine line : kept.lines()) {
            names.scan(line.text());
        }
        steps.add((visitor, redaction) ->
                visitor.tail(renamed(piece, redaction), replaced(kept, redaction)));
    }

    @Override
    public void missing(String name, Missing missing) {
        steps.add((visitor, redaction) -> visitor.missing(name, missing));
    }

    @Override
    public void problem(String name, Problem problem) {
        steps.add((visitor, redaction) -> visitor.problem(name, problem));
    }

    /// Hands all of it on with the names replaced.
    void replay(Redaction redaction, NodeVisitor visitor) throws IOException {
        redaction.knows(names);
        for (Step step : steps) {
            step.to(visitor, redaction);
        }
    }

    private static Piece renamed(Piece piece, Redaction redaction) {
        return new Piece(
                piece.kind(),
                piece.name(),
                piece.cited(),
                piece.host().map(redaction::host),
                piece.readAt(),
                piece.nanos());
    }

    private static SourceText replaced(SourceText kept, Redaction redaction) {
        List<SourceLine> lines = new ArrayList<>(kept.lines().size());
        for (SourceLine line : kept.lines()) {
            lines.add(new SourceLine(line.number(), redaction.of(kept.path(), line.text())));
        }
        return new SourceText(
                kept.path(), lines, kept.readAt(), kept.host(), kept.role(), kept.problems());
    }
}
