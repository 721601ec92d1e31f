/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.SourceLine;
import dev.highorder.core.document.SourceText;
import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.unpack.TarBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

    private static final String TOP = "sosreport-other-01234567-2026-06-08-abcdefg/";

    @TempDir Path dir;

    private static List<String> told(List<SourceText> sources) {
        return sources.stream()
                .map(source ->
                        source.path()
                                + source.host().map(host -> " of " + host).orElse("")
                                + ": "
                                + source.lines().getFirst().text())
                .toList();
    }

    private static List<String> read(byte[] archive) {
        Evidence evidence =
                Evidence.open(List.of("-"), Optional.empty(), new ByteArrayInputStream(archive));
        assertThat(evidence.problems()).isEmpty();
        return told(evidence.sources());
    }

    private List<String> readTree() {
        Evidence evidence =
                Evidence.open(
                        List.of(dir.toString()), Optional.empty(), InputStream.nullInputStream());
        assertThat(evidence.problems()).isEmpty();
        return told(evidence.sources()).stream().map(line -> line.replace(dir + "/", "")).toList();
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void theMembersOfASosreportAreOfItsNodeAndTailsStandInTheLogsOwnPlace() {
        byte[] tar =
                new TarBytes()
                        .link(
                                TOP + "var/log/messages",
                                "../../sos_strings/logs/var.log.messages.tailed")
                        .link(TOP + "hostname", "sos_commands/host/hostname")
                        .file(TOP + "sos_strings/logs/var.log.messages.tailed", "kernel: tail\n")
                        .file(TOP + "proc/buddyinfo", "Node 0, zone DMA 1\n")
                        .file(TOP + "sos_commands/host/hostname", "node-1.example.com\n")
                        .closed();

        assertThat(read(tar))
                .containsExactly(
                        "-!" + TOP + "proc/buddyinfo of node-1.example.com: Node 0, zone DMA 1",
                        "-!"
                                + TOP
                                + "sos_commands/host/hostname of node-1.example.com: node-1.example.com",
                        "-!" + TOP + "var/log/messages of node-1.example.com: kernel: tail");
    }

    @Test
    void anUnpackedSosreportIsReadAlikeAndWithoutAHostnameItsTopTellsTheNode() throws IOException {
        String top = "sosreport-node-7-2026-06-08-abcdefg/";
        write(top + "sos_strings/logs/var.log.messages.tailed", "kernel: tail\n");
        write(top + "sos_commands/kernel/dmesg", "[    0.000000] Linux version 6.1\n");
        Files.createDirectories(dir.resolve(top + "var/log"));
        Files.createSymbolicLink(
                dir.resolve(top + "var/log/messages"),
                Path.of("../../sos_strings/logs/var.log.messages.tailed"));

        assertThat(readTree())
                .containsExactly(
                        top
                                + "sos_commands/kernel/dmesg of node-7: [    0.000000] Linux version 6.1",
                        top + "var/log/messages of node-7: kernel: tail");
    }

    @Test
    void rotatedLogsAreInTheOrderOfTime() throws IOException {
        write("log/messages", "newest\n");
        write("log/messages-20260608", "second\n");
        write("log/messages-20260601.gz", gzip("first\n"));
        write("log/syslog.10.gz", gzip("oldest\n"));
        write("log/syslog.2.gz", gzip("older\n"));
        write("log/syslog", "now\n");
        write("log/syslog.1", "old\n");
        write("log-1", "apart\n");

        assertThat(readTree())
                .containsExactly(
                        "log/messages-20260601.gz: first",
                        "log/messages-20260608: second",
                        "log/messages: newest",
                        "log/syslog.10.gz: oldest",
                        "log/syslog.2.gz: older",
                        "log/syslog.1: old",
                        "log/syslog: now",
                        "log-1: apart");
    }

    @Test
    void theNodesOfAMustGatherAreTheirDirectories() throws IOException {
        byte[] inner = new TarBytes().file("sos/sos_commands/host/hostname", "worker-2\n").closed();
        byte[] tar =
                new TarBytes()
                        .file("must-gather.local.1/img/nodes/worker-1/dmesg", "[ 1.0] one\n")
                        .file("must-gather.local.1/img/nodes/master-0/dmesg", "[ 1.0] two\n")
                        .file(
                                "must-gather.local.1/img/host_service_logs/masters/kubelet_service.log",
                                "Jun 08 11:04:35 master-0 kubelet[1]: final child\n")
                        .file("must-gather.local.1/sos.tar", inner)
                        .closed();

        assertThat(read(tar))
                .containsExactly(
                        "-!must-gather.local.1/img/host_service_logs/masters/kubelet_service.log: "
                                + "Jun 08 11:04:35 master-0 kubelet[1]: final child",
                        "-!must-gather.local.1/img/nodes/master-0/dmesg of master-0: [ 1.0] two",
                        "-!must-gather.local.1/img/nodes/worker-1/dmesg of worker-1: [ 1.0] one",
                        "-!must-gather.local.1/sos.tar!sos/sos_commands/host/hostname of worker-2: worker-2");
    }

    @Test
    void theSectionsOfASupportconfigAreSourcesWithTheLineNumbersOfTheFile() {
        String memory =
                """
                =============================================================================
                     Support Utilities - Supportconfig
                =============================================================================

                #==[ Command ]======================================#
                # /usr/bin/free -k
                              total        used
                Mem:        1

                #==[ Configuration File ]===========================#
                # /proc/buddyinfo
                Node 0, zone      DMA      1

                #==[ Log File ]=====================================#
                # /var/log/messages - Last 500 Lines
                kernel: x
                """;
        byte[] tar =
                new TarBytes()
                        .file("scc_suse-1_260608_1104/memory.txt", memory)
                        .file(
                                "scc_suse-1_260608_1104/basic-environment.txt",
                                "#==[ Command ]====#\n# /bin/uname -a\nLinux suse-1 5.14.21\n")
                        .closed();
        Evidence evidence =
                Evidence.open(List.of("-"), Optional.empty(), new ByteArrayInputStream(tar));

        String top = "-!scc_suse-1_260608_1104/";
        assertThat(told(evidence.sources()))
                .containsExactly(
                        top + "basic-environment.txt#/bin/uname -a of suse-1: Linux suse-1 5.14.21",
                        top + "memory.txt of suse-1: " + "=".repeat(77),
                        top + "memory.txt#/proc/buddyinfo of suse-1: Node 0, zone      DMA      1",
                        top
                                + "memory.txt#/usr/bin/free -k of suse-1:               total        used",
                        top + "memory.txt#/var/log/messages of suse-1: kernel: x");
        assertThat(evidence.sources().get(2).lines().getFirst())
                .isEqualTo(new SourceLine(12, "Node 0, zone      DMA      1"));
    }

    @Test
    void theCgroupDirectoriesOfACopyAreCountedAndDeepFilesNotRead() {
        TarBytes tar = new TarBytes().file("sos/sys/fs/cgroup/memory/cgroup.procs", "1\n");
        for (int pod = 0; pod < 50; pod++) {
            String directory = "sos/sys/fs/cgroup/memory/kubepods/burstable/pod" + pod + "/c";
            tar.entry(directory + "/", '5', "")
                    .file(directory + "/memory.limit_in_bytes", "4096\n");
        }

        assertThat(read(tar.closed()))
                .containsExactly(
                        "-!sos/sys/fs/cgroup/memory/cgroup.procs: 1",
                        "find -!sos/sys/fs/cgroup/memory -type d | wc -l: 103");
    }

    @Test
    void aSmallFileOfAnUnlikelyNameIsKeptWhereSomethingOfInterestStandsInIt() {
        byte[] tar =
                new TarBytes()
                        .file("sos/etc/passwd", "root:x:0:0\n")
                        .file("sos/etc/motd", "runc: can't get final child's PID from pipe\n")
                        .file("sos/proc/4711/status", "Name: bash\n")
                        .file("sos/uptime", "11:04 up 3 days\n")
                        .closed();

        assertThat(read(tar))
                .containsExactly(
                        "-!sos/etc/motd: runc: can't get final child's PID from pipe",
                        "-!sos/uptime: 11:04 up 3 days");
    }
}
