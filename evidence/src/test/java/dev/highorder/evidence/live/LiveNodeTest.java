/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceLine;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveNodeTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir Path dir;
    Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(dir.resolve("host"));
    }

    @Test
    void aMountedRootIsReadFileByFileAndNothingIsExecuted() throws IOException {
        write("proc/version", "Linux version 4.18.0-305.el8.x86_64\n");
        write("proc/sys/kernel/osrelease", "4.18.0-305.el8.x86_64\n");
        write("proc/buddyinfo", "Node 0, zone   Normal      1      2\n");
        write("proc/sys/vm/min_free_kbytes", "67584\n");
        write("proc/sys/vm/stat_refresh", "");
        write("proc/uninteresting", "x\n");
        write("etc/hostname", "node-7\n");

        Evidence evidence = read();

        assertThat(evidence.sources())
                .extracting(SourceText::path)
                .containsExactly(
                        root + "/proc/version",
                        root + "/etc/hostname",
                        root + "/proc/buddyinfo",
                        root + "/proc/sys/vm/min_free_kbytes");
        assertThat(evidence.sources()).allMatch(text -> text.host().equals(Optional.of("node-7")));
        assertThat(evidence.sources()).allMatch(text -> text.readAt().isEmpty());
        assertThat(evidence.missing())
                .containsExactly(
                        new Missing(
                                "the kernel log",
                                "an allocation failure and its stack are printed there",
                                "sudo dmesg"));
        assertThat(evidence.problems()).isEmpty();
    }

    @Test
    void linksAreReadAsTheNodeReadsThemAndNeverLeadOut() throws IOException {
        Files.writeString(dir.resolve("secret"), "PRETTY_NAME=outside\n");
        write("usr/lib/os-release", "PRETTY_NAME=inside\n");
        Files.createDirectories(root.resolve("etc"));
        Files.createSymbolicLink(root.resolve("etc/os-release"), Path.of("/usr/lib/os-release"));
        Files.createDirectories(root.resolve("proc"));
        Files.createSymbolicLink(root.resolve("proc/version"), Path.of("../../../secret"));
        Files.createSymbolicLink(root.resolve("proc/cmdline"), dir.resolve("secret"));
        Files.createSymbolicLink(root.resolve("proc/meminfo"), Path.of("meminfo"));

        Evidence evidence = read();

        assertThat(evidence.sources()).hasSize(1);
        assertThat(evidence.sources().getFirst().path()).isEqualTo(root + "/etc/os-release");
        assertThat(evidence.sources().getFirst().lines())
                .containsExactly(new SourceLine(1, "PRETTY_NAME=inside"));
        assertThat(evidence.problems())
                .containsExactly(
                        Problem.of(
                                root + "/proc/meminfo",
                                "too many levels of symbolic links; check the path"));
    }

    @Test
    void aDirectoryOrPipeInThePlaceOfAFileIsAProblem() throws IOException {
        Files.createDirectories(root.resolve("proc/buddyinfo"));

        assertThat(read().problems())
                .containsExactly(
                        Problem.of(
                                root + "/proc/buddyinfo",
                                "cannot be read (not a regular file); copy it elsewhere and try again"));
    }

    @Test
    void theLogFilesAreReadUnlessNothingWasWrittenSince() throws IOException {
        Path messages = write("var/log/messages", "Jun  1 11:59:00 node-7 kernel: text\n");
        Path syslog = write("var/log/syslog", "May  1 11:59:00 node-7 kernel: text\n");
        Files.setLastModifiedTime(messages, FileTime.from(NOW));
        Files.setLastModifiedTime(syslog, FileTime.from(NOW.minusSeconds(90_000)));

        Evidence evidence = read();

        assertThat(evidence.sources())
                .extracting(SourceText::path)
                .containsExactly(root + "/var/log/messages");
        assertThat(evidence.missing()).isEmpty();
    }

    @Test
    void whatStallsAnOldKernelIsNotReadButNamedWithItsCommand() {
        Optional<KernelRelease> el7 = KernelRelease.parse("3.10.0-1160.49.1.el7.x86_64");
        Optional<KernelRelease> old = KernelRelease.parse("4.19.0-27-amd64");
        Optional<KernelRelease> late = KernelRelease.parse("6.12.48+deb13-amd64");

        assertThat(Stalls.pageTypeInfo(el7)).isFalse();
        assertThat(Stalls.slabInfo(el7)).isTrue();
        assertThat(Stalls.pageTypeInfo(old)).isTrue();
        assertThat(Stalls.slabInfo(old)).isTrue();
        assertThat(Stalls.pageTypeInfo(late)).isFalse();
        assertThat(Stalls.slabInfo(late)).isFalse();
        assertThat(Stalls.pageTypeInfo(Optional.empty())).isTrue();
        assertThat(Stalls.slabInfo(Optional.empty())).isTrue();
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Evidence read() {
        return LiveNode.read(
                new LiveNode.Request(
                        Optional.of(root),
                        NOW.minusSeconds(86_400),
                        false,
                        NOW,
                        "/nonexistent",
                        false));
    }
}
