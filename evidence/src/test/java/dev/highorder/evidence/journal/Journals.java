/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import dev.highorder.core.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.tukaani.xz.XZInputStream;

/// The journal files among the test's resources, and what is read of one.
final class Journals {

    static final List<String> ALL =
            List.of("regular", "regular-lz4", "regular-xz", "regular-zstd", "compact-zstd");

    private Journals() {}

    /// @param lines of the text
    /// @param problems in the order they were met
    record Outcome(List<String> lines, List<Problem> problems) {

        List<String> messages() {
            return problems.stream().map(Problem::message).toList();
        }
    }

    static byte[] file(String name) {
        try (InputStream packed = resource(name + ".journal.xz");
                XZInputStream in = new XZInputStream(packed)) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static byte[] exported() {
        try (InputStream in = resource("journalctl.export")) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Outcome read(byte[] file) {
        try (JournalText text = new JournalText(new ByteArrayInputStream(file), "j")) {
            String all = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(
                    all.isEmpty() ? List.of() : List.of(all.split("\n", -1)).subList(0, lines(all)),
                    text.problems());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int lines(String all) {
        return (int) all.chars().filter(c -> c == '\n').count();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                Journals.class.getResourceAsStream("/journals/" + name), name);
    }
}
