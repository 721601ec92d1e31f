/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.Line;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.document.Transcript;
import dev.highorder.core.proc.ProcParsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelLogFilterTest {

    private static final Path ROOT = Path.of(System.getProperty("highorder.root", ".."));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jun  8 11:04:35 node-1 kubelet: E0608 a limit of 3",
                "Jun 18 11:04:35 node-1 systemd[1]: Started x.",
                "2026-06-08T11:04:35.123456+00:00 node-1 dockerd[812]: Oops: no",
                "2026-06-08T11:04:35Z node-1 rsyslogd: imuxsock begins to drop"
            })
    void syslogsOwnPrefixWithAnotherTagIsAnothers(String line) {
        assertThat(KernelLogFilter.isAnothers(line)).isTrue();
        assertThat(KernelLogFilter.isStamped(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jun  8 11:04:35 node-1 kernel: BUG: unable to handle page fault",
                "Jun  8 11:04:35 node-1 journal: Jun  8 11:04:35 kernel: Mem-Info:",
                "Jun  8 11:04:35 node-1 [ 1234.5] Mem-Info: and more of it",
                "Jun  8 11:04:35 node-1 Call Trace: of a console",
                "Jun  8 11:04:35 node-1 systemd[1",
                "[Mon Jun  8 11:04:35 2026] runc: page allocation failure: order:6",
                "node-1 systemd: Started Session 12 of user root.",
                "<4>Jun  8 11:04:35 node-1 systemd: Started Session 12 of user root.",
                "runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0",
                "2026-06-08 11:04:35 node-1 systemd: Started Session 12",
                ""
            })
    void whatMayBeTheKernelsIsNot(String line) {
        assertThat(KernelLogFilter.isAnothers(line)).isFalse();
    }

    /// The filter and the reader of prefixes are two; where the one says that a line is another's, the other must not give it to the kernel.
    @Test
    void noLineOfAnyExampleIsAnothersAndTheKernelsToo() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String top : List.of("examples", "core/src/test/resources")) {
            try (Stream<Path> walk = Files.walk(ROOT.resolve(top))) {
                files.addAll(walk.filter(Files::isRegularFile).sorted().toList());
            }
        }
        int others = 0;
        for (Path file : files) {
            for (Line line :
                    Transcript.read(
                                    SourceText.of(
                                            "log", new String(Files.readAllBytes(file), UTF_8)),
                                    ProcParsers.all())
                            .log()) {
                if (KernelLogFilter.isAnothers(line.cite().text())) {
                    others++;
                    assertThat(line.frame().tag())
                            .as(line.cite().text())
                            .isNotEmpty()
                            .isNotIn("kernel", "kern");
                }
            }
        }
        assertThat(others).isGreaterThan(3);
    }
}
