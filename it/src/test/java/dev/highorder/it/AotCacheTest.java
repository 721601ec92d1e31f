/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the frequent commands load comes from the AOT cache, which is what makes them start fast.
@Tag("image")
class AotCacheTest {

    @TempDir Path directory;

    static List<String> trained() throws IOException {
        return Files.readAllLines(Tree.repository().resolve("launcher/training.list")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("trained")
    void everyClassOfOursComesFromTheCache(String words) throws IOException {
        Path log = directory.resolve("classes.log");
        Path program = Tree.repository().resolve("image/target/app/bin/highorder");

        Outcome outcome =
                new Program(
                                Stream.concat(
                                                Stream.of(program.toString()),
                                                Stream.of(words.split(" ", -1)))
                                        .toArray())
                        .in(Tree.repository())
                        .with("HIGHORDER_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                        .run();

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).doesNotContain("[aot]");
        List<String> ours =
                Files.readAllLines(log).stream()
                        .filter(line ->
                                line.matches(
                                        ".*\\] (dev\\.highorder|picocli|tools\\.jackson)\\..*"))
                        // What the JVM spins for a switch over types can be in no cache.
                        .filter(line -> !line.contains("$$TypeSwitch"))
                        .toList();
        assertThat(ours).hasSizeGreaterThan(20);
        assertThat(ours).allMatch(line -> line.contains("shared objects file"));
    }
}
