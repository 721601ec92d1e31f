/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.IoMessage;
import dev.highorder.evidence.text.Member;
import dev.highorder.evidence.text.Sample;
import dev.highorder.evidence.text.TextReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// What is read of a node, as texts to be understood.
final class NodeTexts implements NodeVisitor {

    private final TextReader reader;
    private final List<SourceText> sources = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();

    NodeTexts(TextReader reader) {
        this.reader = reader;
    }

    Evidence evidence() {
        return new Evidence(sources, problems, List.of(), missing);
    }

    @Override
    public void content(Piece piece, byte[] bytes, int length) {
        if (length == 0) {
            return;
        }
        try (InputStream in = new ByteArrayInputStream(bytes, 0, length)) {
            TextReader.Outcome outcome =
                    reader.read(Sample.of(Member.given(piece.cited(), in)), Origin.Role.NODE);
            outcome.text().ifPresent(text -> tail(piece, text));
            outcome.refusal().ifPresent(problems::add);
        } catch (IOException failure) {
            problems.add(Problem.of(piece.cited(), IoMessage.of(failure)));
        }
    }

    @Override
    public void tail(Piece piece, SourceText kept) {
        sources.add(
                new SourceText(
                        kept.path(),
                        kept.lines(),
                        piece.readAt(),
                        piece.host(),
                        kept.role(),
                        kept.problems()));
    }

    @Override
    public void missing(String name, Missing one) {
        missing.add(one);
    }

    @Override
    public void problem(String name, Problem problem) {
        problems.add(problem);
    }
}
