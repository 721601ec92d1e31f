/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTest {

    @TempDir Path bin;

    @Test
    void aToolThatAnswersIsHeardToItsEnd() throws IOException {
        script("runc", "echo \"runc version $1\"; echo 'to stderr' >&2; exit 3");

        Tool.Outcome outcome = start(5_000, 1000, "runc", "1.0.2").orElseThrow().finish();

        assertThat(new String(outcome.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("runc version 1.0.2\n");
        assertThat(outcome.overtime()).isFalse();
        assertThat(outcome.cut()).isFalse();
    }

    @Test
    void aToolThatHangsIsKilledWithItsChildrenAndItsFirstWordsCount() throws IOException {
        script("docker", "echo Client:; sleep 600 & echo $! > \"$0.pid\"; wait");
        Tool tool = start(700, 1000, "docker", "version").orElseThrow();

        Tool.Outcome outcome = tool.finish();

        assertThat(new String(outcome.bytes(), StandardCharsets.UTF_8)).isEqualTo("Client:\n");
        assertThat(outcome.overtime()).isTrue();
        long child = Long.parseLong(Files.readString(bin.resolve("docker.pid")).strip());
        ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aToolThatPrintsWithoutEndIsCut() throws IOException {
        script("journalctl", "while :; do echo y; done");

        Tool.Outcome outcome = start(2_000, 1000, "journalctl").orElseThrow().finish();

        assertThat(outcome.bytes()).hasSize(1000);
        assertThat(outcome.cut()).isTrue();
    }

    @Test
    void aToolThatIsNotInstalledIsNotStarted() {
        assertThat(start(1000, 1000, "crictl", "version")).isEmpty();
    }

    private Optional<Tool> start(long patience, int limit, String... command) {
        return Tool.start("relative:" + bin, List.of(command), patience, limit);
    }

    private void script(String name, String body) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
