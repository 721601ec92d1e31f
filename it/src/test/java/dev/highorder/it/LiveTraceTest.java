/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The live node as the kernel sees it: what the program opens, starts and changes, by its system calls. As root and as nobody,
/// with and without `--root`.
@Tag("wide")
class LiveTraceTest {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    @TempDir Path directory;
    private Path program;
    private Path tools;

    @BeforeEach
    void install() throws IOException {
        Path app = directory.resolve("app");
        Tree.copy(Tree.repository().resolve("image/target/app").toRealPath(), app, Set.of());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        program = app.resolve("bin/highorder");
        tools = Tree.path(directory.resolve("bin"));
        Tree.script(tools.resolve("runc"), "echo runc version 1.1.12\n");
        Tree.script(tools.resolve("docker"), "sleep 600\n");
        Tree.script(tools.resolve("journalctl"), "sleep 600 & wait\n");
    }

    private record Traced(Outcome outcome, SystemCalls calls) {}

    private Traced trace(boolean nobody, String... arguments) throws IOException {
        Path log = directory.resolve("calls");
        List<Object> words = new ArrayList<>();
        if (nobody && ROOT) {
            words.addAll(
                    List.of(
                            "/usr/bin/setpriv",
                            "--reuid=65534",
                            "--regid=65534",
                            "--clear-groups"));
        }
        List<String> strace = new ArrayList<>(SystemCalls.command(log));
        strace.set(0, "/usr/bin/strace");
        words.addAll(strace);
        words.add(program);
        words.addAll(List.of(arguments));
        Outcome outcome = run(words);
        return new Traced(outcome, SystemCalls.read(log));
    }

    private Outcome run(List<Object> words) {
        return new Program(words.toArray()).in(directory).with("PATH", tools).run();
    }

    private static List<String> missing(Outcome outcome) {
        List<String> missing = new ArrayList<>();
        for (JsonNode each : new ObjectMapper().readTree(outcome.out()).get("missing")) {
            missing.add(each.get("what").asString());
        }
        return missing;
    }

    private void changesNothing(boolean nobody) throws IOException {
        Traced traced = trace(nobody, "diagnose", "-o", "json");

        assertThat(traced.outcome().status()).as(traced.outcome().err()).isZero();
        assertThat(traced.calls().lines()).isNotEmpty();
        assertThat(traced.calls().writes()).isEmpty();
        assertThat(traced.calls().connections()).isEmpty();
        assertThat(traced.calls().opening("/sys/kernel/slab")).isEmpty();
        assertThat(traced.calls().opening("/proc/buddyinfo")).isNotEmpty();
        assertThat(missing(traced.outcome()))
                .contains(
                        "the answer of 'docker version'", "the journal of the container software");
    }

    @Test
    void asItselfItChangesNothingAndNamesTheToolsThatHang() throws IOException {
        changesNothing(false);
    }

    @Test
    void asNobodyItChangesNothingAndNamesTheToolsThatHang() throws IOException {
        changesNothing(true);
    }

    @Test
    void aTreeElsewhereIsReadWithoutStartingAnythingOrLeavingIt() throws IOException {
        Path host = directory.resolve("host");
        write(host.resolve("proc/version"), "Linux version 4.18.0-305.el8.x86_64\n");
        write(host.resolve("proc/sys/kernel/osrelease"), "4.18.0-305.el8.x86_64\n");
        write(
                host.resolve("proc/buddyinfo"),
                "Node 0, zone   Normal   1000   1000   1000    500    100     50     10      5      2      1      1\n");
        write(host.resolve("etc/hostname"), "node-7\n");
        write(directory.resolve("outside"), "MemTotal: 1 kB\n");
        Files.createSymbolicLink(host.resolve("proc/meminfo"), Path.of("../../outside"));
        Files.createSymbolicLink(host.resolve("proc/vmstat"), directory.resolve("outside"));
        Files.createDirectories(host.resolve("var"));
        Files.createSymbolicLink(host.resolve("var/log"), Path.of("/var/log"));
        Path bin = Files.createDirectories(host.resolve("usr/bin"));
        Tree.script(bin.resolve("docker"), "echo started\n");

        Traced traced = trace(false, "diagnose", "--root", host.toString(), "-o", "json");

        assertThat(traced.outcome().status()).as(traced.outcome().err()).isZero();
        assertThat(traced.calls().writes()).isEmpty();
        assertThat(traced.calls().programs()).last().asString().endsWith("/bin/java");
        assertThat(traced.calls().programs()).noneMatch(p -> p.startsWith(tools + "/docker"));
        assertThat(traced.calls().opening(directory + "/outside")).isEmpty();
        assertThat(traced.calls().opening(host + "/proc/buddyinfo")).isNotEmpty();
        assertThat(traced.calls().opening("/proc/buddyinfo")).isEmpty();
        assertThat(traced.calls().opening("/dev/kmsg")).isEmpty();
        assertThat(traced.calls().opening("/var/log")).isEmpty();
    }

    @Test
    void thisNodesOwnTreeByNameIsReadAndNothingStarted() throws IOException {
        Traced traced = trace(false, "diagnose", "--root", "/", "-o", "json");

        assertThat(traced.outcome().status()).as(traced.outcome().err()).isZero();
        assertThat(traced.calls().writes()).isEmpty();
        assertThat(traced.calls().programs()).last().asString().endsWith("/bin/java");
        assertThat(traced.calls().opening("/proc/buddyinfo")).isNotEmpty();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
