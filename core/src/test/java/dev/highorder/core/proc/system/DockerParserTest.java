/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.proc.Blocks;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerParserTest {

    private final DockerParser parser = new DockerParser();

    @Test
    void readsTheVersionsOfTheIncidentWithoutTheirIndentation() {
        RuntimeVersions versions =
                Blocks.fact(
                        RuntimeVersions.class,
                        parser,
                        Blocks.resource("3.10.0-1160.49.1.el7-x86_64/tools/docker_version"));

        assertThat(versions.versions())
                .isEqualTo(
                        Map.of(
                                "docker-client", "19.03.8",
                                "docker", "20.10.10",
                                "containerd", "1.4.11",
                                "runc", "1.0.2",
                                "docker-init", "0.19.0"));
        assertThat(versions.cites())
                .hasEntrySatisfying("docker", cite -> assertThat(cite.line()).isEqualTo(11))
                .hasEntrySatisfying("runc", cite -> assertThat(cite.line()).isEqualTo(22));
    }

    @Test
    void readsTheFormOfDockerBefore18() {
        String text =
                """
                Client:
                 Version:      1.12.6
                 API version:  1.24
                 Go version:   go1.6.4
                 Built:        Tue Jan 10 20:38:45 2017
                 OS/Arch:      linux/amd64

                Server:
                 Version:      17.03.2-ce
                 API version:  1.24
                 OS/Arch:      linux/amd64
                $ date
                """;

        assertThat(parser.extent(Blocks.lines("f", text), 0)).isEqualTo(11);
        assertThat(Blocks.fact(RuntimeVersions.class, parser, text).versions())
                .isEqualTo(Map.of("docker-client", "1.12.6", "docker", "17.03.2-ce"));
    }

    @Test
    void readsTheOldestForm() {
        assertThat(
                        Blocks.fact(
                                        RuntimeVersions.class,
                                        parser,
                                        """
                                        Client version: 1.6.2
                                        Client API version: 1.18
                                        Go version (client): go1.3.3
                                        OS/Arch (client): linux/amd64
                                        Server version: 1.7.1
                                        Server API version: 1.18
                                        """)
                                .versions())
                .isEqualTo(Map.of("docker-client", "1.6.2", "docker", "1.7.1"));
    }

    @Test
    void readsDockerInfoWithTheNodeBehindIt() {
        var parsed =
                Blocks.parse(
                        parser,
                        "docker_info",
                        """
                        Client:
                         Context:    default
                         Debug Mode: false
                         Plugins:
                          app: Docker App (Docker Inc., v0.9.1-beta3)

                        Server:
                         Containers: 81
                          Running: 78
                          Paused: 0
                          Stopped: 3
                         Images: 122
                         Server Version: 20.10.10
                         Storage Driver: overlay2
                          Backing Filesystem: xfs
                         containerd version: 5b46e404f6b9f661a205e28d59c982d3634148f8
                         runc version: v1.0.2-0-g52b36a2
                         init version: de40ad0
                         Security Options:
                          seccomp
                           Profile: default
                         Kernel Version: 3.10.0-1160.49.1.el7.x86_64
                         Operating System: CentOS Linux 7 (Core)
                         OSType: linux
                         Architecture: x86_64
                         CPUs: 48
                         Total Memory: 251.4GiB
                         Name: node-1
                         ID: AAAA:BBBB
                         Insecure Registries:
                          127.0.0.0/8
                        WARNING: bridge-nf-call-iptables is disabled
                        """);

        assertThat(parsed.problems()).isEmpty();
        assertThat(Blocks.only(RuntimeVersions.class, parsed).versions())
                .isEqualTo(Map.of("docker", "20.10.10", "runc", "1.0.2"));
        KernelIdentity kernel = Blocks.only(KernelIdentity.class, parsed);
        assertThat(kernel.release().text()).isEqualTo("3.10.0-1160.49.1.el7.x86_64");
        assertThat(kernel.arch()).hasValue("x86_64");
        assertThat(kernel.cite().line()).isEqualTo(22);
        assertThat(Blocks.only(OsRelease.class, parsed).name()).isEqualTo("CentOS Linux 7 (Core)");
        assertThat(Blocks.only(NodeName.class, parsed).name()).isEqualTo("node-1");
        assertThat(Blocks.only(CpuCount.class, parsed).cpus()).isEqualTo(48);
    }

    @Test
    void tellsPodmanAndCtrFromDocker() {
        assertThat(
                        Blocks.fact(
                                        RuntimeVersions.class,
                                        parser,
                                        """
                                        Client:       Podman Engine
                                        Version:      4.4.1
                                        API Version:  4.4.1
                                        Go Version:   go1.19.6
                                        """)
                                .versions())
                .isEqualTo(Map.of("podman", "4.4.1"));
        assertThat(
                        Blocks.fact(
                                        RuntimeVersions.class,
                                        parser,
                                        """
                                        Client:
                                          Version:  v1.6.8
                                          Revision: 9cd3357b7fd7218e4aec3eae239db1f68a5a6ec6
                                          Go version: go1.17.13

                                        Server:
                                          Version:  v1.6.8
                                          Revision: 9cd3357b7fd7218e4aec3eae239db1f68a5a6ec6
                                          UUID: 5c7b5e4f
                                        """)
                                .versions())
                .isEqualTo(Map.of("ctr", "1.6.8", "containerd", "1.6.8"));
    }

    @Test
    void leavesLogsAlone() {
        assertThat(parser.extent(Blocks.lines("f", "Client: connection lost\nServer: gone"), 0))
                .isZero();
        assertThat(parser.extent(Blocks.lines("f", "Version: 1.2.3\nhello"), 0)).isZero();
        assertThat(parser.extent(Blocks.lines("f", "Containers: failed to start"), 0)).isZero();
    }
}
