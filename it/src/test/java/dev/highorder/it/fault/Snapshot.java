/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fault;

import dev.highorder.core.Highorder;
import dev.highorder.core.diagnosis.Verdict;
import dev.highorder.core.document.SourceText;
import dev.highorder.it.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The files of one node, captured from a real kernel or an example of ours. What they say undamaged is the truth.
///
/// @param texts by path, in the order of the paths
record Snapshot(String name, Map<String, String> texts) {

    private static final List<String> FOLDERS =
            List.of(
                    "examples/node-1",
                    "examples/fragmented",
                    "examples/healthy",
                    "core/src/test/resources/kernels/3.10.0-1160.49.1.el7-x86_64",
                    "core/src/test/resources/kernels/6.1.192-x86_64/memcg-limit",
                    "core/src/test/resources/kernels/6.1.192-x86_64/memory-exhausted",
                    "core/src/test/resources/kernels/6.1.192-x86_64/mixed-both",
                    "core/src/test/resources/kernels/6.1.192-x86_64/unmovable-pipes",
                    "core/src/test/resources/kernels/6.12.117-x86_64/movable-extfrag-threshold",
                    "core/src/test/resources/kernels/6.18.44-x86_64",
                    "examples/transcripts/incident-en.md",
                    "examples/transcripts/incident-zh.md");

    private static final Set<String> NOTE = Set.of("README.md", "ORIGIN.md");

    static List<Snapshot> all() {
        return FOLDERS.stream().map(Snapshot::read).toList();
    }

    private static Snapshot read(String folder) {
        Path top = Path.of(Run.repository(folder));
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!NOTE.contains(String.valueOf(file.getFileName()))) {
                    texts.put(
                            top.relativize(file).toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Snapshot(folder, texts);
    }

    String text(String path) {
        return Objects.requireNonNull(texts.get(path), path);
    }

    /// Each file of it alone.
    Stream<Snapshot> files() {
        return texts.entrySet().stream()
                .map(file ->
                        new Snapshot(
                                name + "/" + file.getKey(),
                                Map.of(file.getKey(), file.getValue())));
    }

    /// With one file that holds something else.
    Snapshot with(String path, String text) {
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.put(path, text);
        return new Snapshot(name, changed);
    }

    Verdict verdict() {
        List<SourceText> sources = new ArrayList<>();
        texts.forEach((path, text) -> sources.add(SourceText.of(path, text)));
        return Highorder.diagnose(sources, Highorder.Options.NONE).top().verdict();
    }

    @Override
    public String toString() {
        return name;
    }
}
