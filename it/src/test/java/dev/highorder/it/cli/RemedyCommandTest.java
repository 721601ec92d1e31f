/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Run;
import dev.highorder.it.schema.PublishedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `highorder remedy` as a person runs it, on a tree that looks like a fragmented node.
class RemedyCommandTest {

    @TempDir Path root;

    @BeforeEach
    void makeNode() throws IOException {
        write("proc/version", "Linux version 6.12.48+deb13-amd64 (x)\n");
        write("proc/sys/kernel/osrelease", "6.12.48+deb13-amd64\n");
        write("proc/loadavg", "0.50 0.40 0.30 1/200 1\n");
        write(
                "proc/meminfo",
                "MemTotal: 8000000 kB\nMemFree: 900000 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");
        write(
                "proc/buddyinfo",
                "Node 0, zone   Normal  90000  60000   4000      0      0      0      0      0      0      0      0 \n");
        write("proc/sys/vm/compact_memory", "");
    }

    @Test
    void applyWritesMeasuresAndRecords() throws IOException {
        Run run = remedy("apply", "compact", "--order", "4", "-o", "json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(PublishedSchema.REMEDY.violations(run.out())).isEmpty();
        assertThat(run.json().get("verdict").asString()).isEqualTo("did-not-work");
        assertThat(root.resolve("proc/sys/vm/compact_memory")).hasContent("1\n");
        Path audit = root.resolve("var/lib/highorder/audit.jsonl");
        assertThat(run.json().get("auditRecord").asString()).isEqualTo(audit + ":2");
        assertThat(Files.readAllLines(audit)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "plan,compact,0",
        "apply --dry-run,compact,0",
        "undo --dry-run,vm.min_free_kbytes,4"
    })
    void whatOnlySaysWritesNothing(String command, String id, int status) throws IOException {
        List<Path> before = files();
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.add(1, id);
        if (!words.contains("undo")) {
            words.addAll(List.of("--order", "4"));
        }

        Run run = remedy(words.toArray(String[]::new));

        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(files()).isEqualTo(before);
        assertThat(root.resolve("proc/sys/vm/compact_memory")).isEmptyFile();
    }

    @Test
    void aGuardThatRefusesIsNamedAndTheStatusIsFour() throws IOException {
        write("proc/loadavg", "900.00 0.40 0.30 1/200 1\n");

        Run run = remedy("apply", "compact", "--order", "4");

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err())
                .isEqualTo(
                        "highorder: compact: refused by guard 'load' (900.0 on 1 CPU; at most 2.0 a CPU); nothing was written\n");
        assertThat(root.resolve("proc/sys/vm/compact_memory")).isEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apply nothing|nothing: no such remedy; see highorder remedy list",
                "undo compact|compact: there is nothing to undo; only a sysctl has an old value",
                "apply compact --node x|--node: 'x' is no number from 0 to 65535",
                "apply compact --probe true|--probe: nothing is executed with --root; leave out one of them",
            })
    void whatCannotBeMeantIsSaid(String command, String message) {
        Run run = remedy(command.split(" ", -1));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("highorder: " + message + "\n");
    }

    private Run remedy(String... words) {
        List<String> all = new ArrayList<>(List.of("remedy"));
        all.addAll(List.of(words));
        all.addAll(List.of("--root", root.toString()));
        return Run.of(all.toArray(String[]::new));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.sorted().toList();
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
