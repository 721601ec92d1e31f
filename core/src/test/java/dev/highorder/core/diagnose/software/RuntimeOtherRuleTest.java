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
}
