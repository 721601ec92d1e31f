/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command that a page shows prints what the page says. `-Dgolden.update=true` writes what it prints into the page.
/// All its tests need the built image.
class ConsoleBlocksTest {

    @TempDir static Path directory;
    static Session session;

    @BeforeAll
    static void open() throws IOException {
        session = Session.in(directory);
    }

    static List<ConsoleBlock> blocks() throws IOException {
        return all().filter(block -> !block.needsJq()).toList();
    }

    static List<ConsoleBlock> blocksWithJq() throws IOException {
        return all().filter(ConsoleBlock::needsJq).toList();
    }

    private static Stream<ConsoleBlock> all() throws IOException {
        return Page.all().stream().flatMap(page -> ConsoleBlock.of(page).stream());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    @Tag("image")
    void itPrintsWhatThePageSays(ConsoleBlock block) throws IOException, InterruptedException {
        check(block);
    }

    @ParameterizedTest
    @MethodSource("blocksWithJq")
    @Tag("wide")
    void jqMakesOfItWhatThePageSays(ConsoleBlock block) throws IOException, InterruptedException {
        check(block);
    }

    private static void check(ConsoleBlock block) throws IOException, InterruptedException {
        List<String> commands = block.steps().stream().map(ConsoleBlock.Step::command).toList();
        List<List<String>> printed = session.run(commands);

        assertThat(printed).as("each command came to its end").hasSameSizeAs(commands);
        if (Boolean.getBoolean("golden.update")) {
            rewrite(block, printed);
        }
        for (int i = 0; i < commands.size(); i++) {
            Expected expected = block.steps().get(i).expected();
            if (!Boolean.getBoolean("golden.update") && !expected.matches(printed.get(i))) {
                fail(
                        block
                                + ": '"
                                + commands.get(i)
                                + "' prints\n"
                                + String.join("\n", printed.get(i))
                                + "\nand the page says\n"
                                + String.join("\n", expected.lines()));
            }
        }
    }

    private static void rewrite(ConsoleBlock block, List<List<String>> printed) throws IOException {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int i = 0; i < printed.size(); i++) {
            ConsoleBlock.Step step = block.steps().get(i);
            before.add("$ " + step.command());
            before.addAll(step.expected().lines());
            after.add("$ " + step.command());
            after.addAll(step.expected().renewed(printed.get(i)));
        }
        Path page = Page.REPOSITORY.resolve(block.page());
        String text = Files.readString(page);
        Files.writeString(
                page,
                text.replace(
                        "```console\n" + String.join("\n", before) + "\n```",
                        "```console\n" + String.join("\n", after) + "\n```"));
    }
}
