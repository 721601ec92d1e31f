/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class RuntimeOtherRuleTest {

    private static final String BROKEN =
            "time=\"2021-03-04T05:06:07Z\" level=error msg=\"copy shim log\" error=\"ttrpc: closed: unknown\"\n";

    @Test
    void aBrokenConnectionIsTheSoftwaresOwnWhileTheKernelIsSilent() {
        Asked asked = Asked.of(BROKEN);

        assertThat(asked.says("runtime-fault")).isEqualTo("runtime-other likely KB-64");
        assertThat(asked.statement("runtime-fault"))
                .endsWith("no kernel message stands in the evidence.");
        assertThat(asked.verdict()).isEqualTo("runtime-other likely");
    }

    @Test
    void besideKernelMessagesItIsOnlyPossible() {
        Asked asked =
                Asked.of(
                        BROKEN + "[ 1234.567890] neighbour: arp_cache: neighbor table overflow!\n");

        assertThat(asked.says("runtime-fault")).isEqualTo("runtime-other possible KB-64");
    }

    @Test
    void otherErrorsAreReadOutAndNotConcluded() {
        assertThat(
                        Asked.of(
                                        "Jun 11 07:11:08 n1 kubelet[3121]: E0611 07:11:08.123456    3121 kuberuntime.go:1] RunPodSandbox failed: rpc error: code ="
                                                + " DeadlineExceeded desc = context deadline exceeded\n")
                                .found("runtime-fault")
                                .orElseThrow()
                                .title())
                .isEqualTo("The software gave up waiting");
        assertThat(
                        Asked.of(
                                        "docker: Error response from daemon: OCI runtime create failed: starting container process caused \"exec:"
                                                + " \\\"foo\\\": executable file not found in $PATH\": unknown.\n")
                                .found("runtime-fault")
                                .orElseThrow()
                                .title())
                .isEqualTo("The software failed, the kernel is not named");
    }

    @Test
    void anAnswerToAWrongRequestIsNoShortage() {
        Asked asked =
                Asked.of(
                        "unable to ensure pod container exists: failed to create container for [kubepods burstable pod1] : mkdir"
                                + " /sys/fs/cgroup/devices/kubepods.slice/pod1.slice: no such file or directory\n");

        assertThat(asked.verdict()).isEqualTo("runtime-other possible");
        assertThat(asked.statement("runtime-fault"))
                .startsWith(
                        "The errno is ENOENT: a file or directory that should be there is not.");
        assertThat(Asked.of(refused("bad file descriptor")).verdict())
                .as("an errno that says nothing")
                .isEqualTo("inconclusive possible");
        for (String words :
                new String[] {
                    "file exists",
                    "not a directory",
                    "exec format error",
                    "no such device",
                    "no such device or address",
                    "invalid argument"
                }) {
            assertThat(Asked.of(refused(words)).verdict())
                    .as(words)
                    .isEqualTo("runtime-other possible");
        }
    }

    private static String refused(String words) {
        return "docker: Error response from daemon: OCI runtime create failed: container_linux.go:262: starting container process"
                + " caused \"process_linux.go:261: applying cgroup configuration for process caused \\\""
                + words
                + "\\\"\".\n";
    }
}
