/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Fact;
import dev.highorder.core.proc.Blocks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The outputs that name a node, its system and its container software.
class SoftwareNamesTest {

    @Test
    void readsWhatSoftwarePrintsForItsVersion() {
        Map<String, Map<String, String>> outputs =
                Map.of(
                        "containerd containerd.io 1.6.9 1c90a442489720eec95342e1789ee8a5e1b9536f\n",
                        Map.of("containerd", "1.6.9"),
                        "containerd github.com/containerd/containerd v1.4.11 5b46e404f6b9f661a205e28d59c982d3634148f8\n",
                        Map.of("containerd", "1.4.11"),
                        "runc version 1.0.2\ncommit: v1.0.2-0-g52b36a2\nspec: 1.0.2-dev\ngo: go1.16.9\nlibseccomp: 2.3.1\n",
                        Map.of("runc", "1.0.2"),
                        "runc version 1.0.0-rc10\n",
                        Map.of("runc", "1.0.0-rc10"),
                        "Docker version 20.10.10, build b485636\n",
                        Map.of("docker-client", "20.10.10"),
                        "Kubernetes v1.21.5\n",
                        Map.of("kubelet", "1.21.5"),
                        "crio version 1.24.3\nVersion:          1.24.3\nGitCommit:        abc\n",
                        Map.of("cri-o", "1.24.3"),
                        "Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  v1.6.8\nRuntimeApiVersion:  v1\n",
                        Map.of("containerd", "1.6.8"),
                        "podman version 4.4.1\n",
                        Map.of("podman", "4.4.1"));
        VersionLineParser parser = new VersionLineParser();
        outputs.forEach((text, versions) -> {
            var lines = Blocks.lines("t", text);
            assertThat(parser.extent(lines, 0)).as(text).isEqualTo(lines.size());
            assertThat(Blocks.fact(RuntimeVersions.class, parser, text).versions())
                    .as(text)
                    .isEqualTo(versions);
        });
        for (String line :
                List.of(
                        "containerd is not running",
                        "runc did not terminate successfully: exit status 1",
                        "Kubernetes v1.21.5 node failed to start pods",
                        "Docker version 20.10.10 was installed on all of our nodes")) {
            assertThat(parser.extent(Blocks.lines("t", line), 0)).as(line).isZero();
        }
    }

    @Test
    void readsTheNameOfADistribution() {
        OsReleaseParser parser = new OsReleaseParser();
        Map<String, String> outputs =
                Map.of(
                        "CentOS Linux release 7.6.1810 (Core)\n",
                        "CentOS Linux release 7.6.1810 (Core)",
                        "Red Hat Enterprise Linux Server release 7.9 (Maipo)\n",
                        "Red Hat Enterprise Linux Server release 7.9 (Maipo)",
                        "NAME=\"CentOS Linux\"\nVERSION=\"7 (Core)\"\nID=\"centos\"\nPRETTY_NAME=\"CentOS Linux 7 (Core)\"\n",
                        "CentOS Linux 7 (Core)",
                        "DISTRIB_ID=\"Container Linux by CoreOS\"\nDISTRIB_RELEASE=2303.3.0\nDISTRIB_DESCRIPTION=\"Container Linux by CoreOS 2303.3.0 (Rhyolite)\"\n",
                        "Container Linux by CoreOS 2303.3.0 (Rhyolite)",
                        "Distributor ID:\tUbuntu\nDescription:\tUbuntu 20.04.6 LTS\nRelease:\t20.04\nCodename:\tfocal\n",
                        "Ubuntu 20.04.6 LTS",
                        "NAME=Alpine\nID=alpine\n",
                        "Alpine");
        outputs.forEach((text, name) -> {
            var lines = Blocks.lines("t", text);
            assertThat(parser.extent(lines, 0)).as(text).isEqualTo(lines.size());
            assertThat(Blocks.fact(OsRelease.class, parser, text).name()).isEqualTo(name);
        });
        assertThat(parser.reads("b/etc/os-release")).isTrue();
        assertThat(parser.reads("cat /etc/redhat-release")).isTrue();
        assertThat(parser.reads("cat /proc/sys/kernel/osrelease")).isFalse();
        for (String line :
                List.of(
                        "We run CentOS Linux release 7.6.1810 (Core) and it fails",
                        "ID=42",
                        "Release: 3",
                        "Description: a pod that does not start")) {
            assertThat(parser.extent(Blocks.lines("t", line), 0)).as(line).isZero();
        }
    }

    @Test
    void givesEachNodeOfKubectlItsOwnFacts() {
        var parsed =
                Blocks.parse(
                        new KubernetesNodesParser(),
                        "nodes.txt",
                        """
                        NAME     STATUS                     ROLES    AGE    VERSION    INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                KERNEL-VERSION                 CONTAINER-RUNTIME
                        node-1   Ready,SchedulingDisabled   <none>   412d   v1.19.16   10.0.0.11     <none>        CentOS Linux 7 (Core)   3.10.0-1160.49.1.el7.x86_64    docker://20.10.10
                        node-2   Ready                      master   33d    v1.27.3    10.0.0.12     <none>        Ubuntu 22.04.3 LTS      5.15.0-86-generic              containerd://1.7.2
                        """);

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value())
                .extracting(fact -> fact.origin().host().orElse("") + " " + shown(fact))
                .containsExactly(
                        "node-1 node-1",
                        "node-1 3.10.0-1160.49.1.el7.x86_64",
                        "node-1 CentOS Linux 7 (Core)",
                        "node-1 docker=20.10.10 kubelet=1.19.16",
                        "node-2 node-2",
                        "node-2 5.15.0-86-generic",
                        "node-2 Ubuntu 22.04.3 LTS",
                        "node-2 containerd=1.7.2 kubelet=1.27.3");
        assertThat(parsed.value().getLast().cite().line()).isEqualTo(3);
    }

    @Test
    void readsHostnamectlDescribeNodeAndYaml() {
        NodeInfoParser parser = new NodeInfoParser();
        assertThat(
                        shownAll(
                                Blocks.parse(
                                                parser,
                                                "t",
                                                """
                                                   Static hostname: node-1
                                                         Icon name: computer-server
                                                           Chassis: server
                                                  Operating System: CentOS Linux 7 (Core)
                                                       CPE OS Name: cpe:/o:centos:centos:7
                                                            Kernel: Linux 3.10.0-1160.49.1.el7.x86_64
                                                      Architecture: x86-64
                                                """)
                                        .value()))
                .containsExactly("node-1", "CentOS Linux 7 (Core)", "3.10.0-1160.49.1.el7.x86_64");
        assertThat(
                        shownAll(
                                Blocks.parse(
                                                parser,
                                                "t",
                                                """
                                                System Info:
                                                  Machine ID:                 0123
                                                  Kernel Version:             5.15.0-86-generic
                                                  OS Image:                   Ubuntu 22.04.3 LTS
                                                  Operating System:           linux
                                                  Architecture:               amd64
                                                  Container Runtime Version:  containerd://1.7.2
                                                  Kubelet Version:            v1.27.3
                                                  Kube-Proxy Version:         v1.27.3
                                                """)
                                        .value()))
                .containsExactly(
                        "Ubuntu 22.04.3 LTS",
                        "5.15.0-86-generic",
                        "containerd=1.7.2 kubelet=1.27.3");
        assertThat(
                        shownAll(
                                Blocks.parse(
                                                parser,
                                                "t",
                                                """
                                                    containerRuntimeVersion: cri-o://1.24.3
                                                    kernelVersion: 4.18.0-305.el8.x86_64
                                                    kubeletVersion: v1.24.0
                                                """)
                                        .value()))
                .containsExactly("4.18.0-305.el8.x86_64", "cri-o=1.24.3 kubelet=1.24.0");
    }

    @Test
    void readsTheHostsName() {
        HostNameParser parser = new HostNameParser();
        assertThat(parser.reads("hostname")).isTrue();
        assertThat(parser.reads("hostname -f")).isTrue();
        assertThat(parser.reads("cat /etc/hostname")).isTrue();
        assertThat(parser.reads("hostname new-name")).isFalse();
        assertThat(
                        Blocks.only(
                                        NodeName.class,
                                        Blocks.output(parser, "cat /etc/hostname", "node-1\n"))
                                .name())
                .isEqualTo("node-1");
        assertThat(Blocks.output(parser, "b/etc/hostname", "not a name\n").problems())
                .extracting(problem -> problem.message())
                .containsExactly("expected a host's name, found \"not a name\"");
    }

    private static List<String> shownAll(List<? extends Fact> facts) {
        return facts.stream().map(SoftwareNamesTest::shown).toList();
    }

    private static String shown(Fact fact) {
        return switch ((SystemFact) fact) {
            case NodeName name -> name.name();
            case KernelIdentity kernel -> kernel.release().text();
            case OsRelease os -> os.name();
            case RuntimeVersions versions ->
                    String.join(
                            " ",
                            versions.versions().entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                                    .sorted()
                                    .toList());
            case KernelCommandLine line -> String.join(" ", line.options());
            case Sysctl setting -> setting.name() + "=" + setting.value();
            case DiskUse disk -> disk.mount() + " " + disk.usedPercent();
            case CpuCount cpus -> cpus.kind() + " " + cpus.cpus();
        };
    }
}
