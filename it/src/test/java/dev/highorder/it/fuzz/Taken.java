/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import dev.highorder.evidence.Evidence;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;

/// Bytes on standard input, whatever they are: text, a journal, an archive, something compressed.
final class Taken {

    private Taken() {}

    /// Takes them in, and answers by what they hold.
    static void answer(byte[] bytes) {
        Evidence evidence = hold(bytes);
        if (!evidence.sources().isEmpty()) {
            Laws.answer(evidence.sources());
        }
    }

    /// Takes them in.
    static Evidence hold(byte[] bytes) {
        Evidence once = read(bytes);
        Laws.same(once, read(bytes));
        once.sources().forEach(source -> source.lines().forEach(line -> shown(line.text())));
        once.problems().forEach(problem -> shown(problem.message()));
        return once;
    }

    private static Evidence read(byte[] bytes) {
        return Evidence.open(List.of("-"), Optional.empty(), new ByteArrayInputStream(bytes));
    }

    private static void shown(String text) {
        if (text.indexOf('\n') >= 0) {
            throw new AssertionError("a line end inside of a line: " + text);
        }
    }
}
