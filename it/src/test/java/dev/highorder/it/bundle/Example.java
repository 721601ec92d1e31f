/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.bundle;

import dev.highorder.it.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The node of `examples/` as the bundles of different tools hold it.
final class Example {

    static final String SOS = "sosreport-node-1-2022-06-08-abcdefg/";
    static final String HEALTHY_SOS = "sosreport-node-2-2022-06-08-hijklmn/";
    static final String GATHER = "must-gather.local.1/quay-io-sha256-0123/";

    private Example() {}

    static String text(String path) {
        try {
            return Files.readString(Path.of(Run.repository("examples/" + path)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Its log is the tail of a longer one, behind a link, and begins in the middle of a line.
    static Tar sosreport() {
        return new Tar()
                .special(SOS + "hostname", '2', "sos_commands/host/hostname")
                .special(SOS + "var/log/messages", '2', "../../sos_strings/logs/messages.tailed")
                .file(SOS + "version.txt", "sosreport: 3.9\n")
                .file(SOS + "proc/buddyinfo", text("node-1/proc/buddyinfo"))
                .file(SOS + "sos_commands/host/hostname", "node-1\n")
                .file(SOS + "sos_commands/kernel/uname_-a", text("node-1/uname-a.txt"))
                .file(SOS + "sos_commands/memory/free_-m", text("node-1/free-m.txt"))
                .file(SOS + "sos_commands/docker/docker_version", text("node-1/docker-version.txt"))
                .file(
                        SOS + "sos_strings/logs/messages.tailed",
                        "e: cut\n" + text("node-1/messages"));
    }

    static Tar healthySosreport() {
        return new Tar()
                .file(HEALTHY_SOS + "proc/buddyinfo", text("healthy/proc/buddyinfo"))
                .file(HEALTHY_SOS + "sos_commands/host/hostname", "node-2\n")
                .file(
                        HEALTHY_SOS + "sos_commands/kernel/uname_-a",
                        text("node-1/uname-a.txt").replace("node-1", "node-2"));
    }

    /// Two nodes; of the first the kernel's ring buffer and, with the second's, the kubelet's log.
    static Tar mustGather() {
        StringBuilder dmesg = new StringBuilder();
        String kubelet = "";
        for (String line : text("node-1/messages").lines().toList()) {
            int kernel = line.indexOf(" kernel: ");
            if (kernel > 0) {
                dmesg.append("[ 4999.000001] ").append(line.substring(kernel + 9)).append('\n');
            } else {
                kubelet = line.substring(line.indexOf(" kubelet: ") + 10);
            }
        }
        return new Tar()
                .file(GATHER + "nodes/node-1/dmesg", dmesg.toString())
                .file(
                        GATHER + "nodes/node-2/dmesg",
                        "[    0.000000] Linux version 4.18.0-305.el8.x86_64 (b@c) #1 SMP\n")
                .file(
                        GATHER + "host_service_logs/masters/kubelet_service.log",
                        "Jun 08 11:04:35.001 node-1 kubelet[9632]: "
                                + kubelet
                                + "\nJun 08 11:04:36.001 node-2 kubelet[1]: I0608 11:04:36.1 1 kubelet.go:1] ready\n");
    }

    static Tar supportconfig() {
        String top = "scc_node-1_220608_1104_0123/";
        return new Tar()
                .file(
                        top + "basic-environment.txt",
                        section("Command", "/bin/uname -a", text("node-1/uname-a.txt")))
                .file(
                        top + "memory.txt",
                        section("Command", "/usr/bin/free -m", text("node-1/free-m.txt"))
                                + section(
                                        "Configuration File",
                                        "/proc/buddyinfo",
                                        text("node-1/proc/buddyinfo")))
                .file(
                        top + "messages.txt",
                        section(
                                "Log File",
                                "/var/log/messages - Last 500 Lines",
                                text("node-1/messages")));
    }

    private static String section(String kind, String name, String content) {
        return "#==[ " + kind + " ]===========================#\n# " + name + "\n" + content + "\n";
    }
}
