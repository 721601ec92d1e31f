/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class RuntimeChildRuleTest {

    private static String started(String inner) {
        return "docker: Error response from daemon: OCI runtime create failed: container_linux.go:349: starting container process"
                + " caused \"process_linux.go:303: "
                + inner
                + "\": unknown.\n";
    }

    @Test
    void aChildThatDiedWithoutAWordDecidesNothing() {
        Asked asked =
                Asked.of(started("getting the final child's pid from pipe caused \\\"EOF\\\""));

        assertThat(asked.says("runtime-child")).isEqualTo("inconclusive possible");
        assertThat(asked.missing("runtime-child")).hasSize(2);
        assertThat(asked.missing("runtime-child").getFirst()).startsWith("journalctl -k");
        assertThat(asked.verdict()).isEqualTo("inconclusive possible");
    }

    @Test
    void anExitStatusIsSaidToBeAPlaceAndNoErrno() {
        assertThat(
                        Asked.of(
                                        started(
                                                "running exec setns process for init caused \\\"exit status 34\\\""))
                                .statement("runtime-child"))
                .endsWith(
                        "Exit status 34 is the place in that build of runc where it gave up, no errno.");
        assertThat(
                        Asked.of(
                                        started(
                                                "running exec setns process for init caused \\\"exit status 1\\\""))
                                .statement("runtime-child"))
                .doesNotContain("Exit status");
    }

    @Test
    void aKillMayBeOfTheLimit() {
        Asked asked =
                Asked.of(
                        started(
                                "running exec setns process for init caused \\\"signal: killed\\\""));

        assertThat(asked.says("runtime-child")).isEqualTo("memcg-limit possible KB-55");
        assertThat(asked.statement("runtime-child")).contains("an administrator");
    }

    @Test
    void aKillThatTheRuntimeCountedIsLikelyOfTheLimit() {
        Asked asked =
                Asked.of(
                        "docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed:"
                                + " unable to start container process: container init was OOM-killed (memory limit too low?): unknown.\n");

        assertThat(asked.says("runtime-child")).isEqualTo("memcg-limit likely KB-55");
        assertThat(
                        Asked.of(
                                        "docker: Error response from daemon: OCI runtime exec failed: exec failed: unable to start container"
                                                + " process: error executing setns process: exit status 1 (possibly OOM-killed): unknown.\n")
                                .says("runtime-child"))
                .isEqualTo("memcg-limit possible KB-55");
    }

    @Test
    void memoryThatWasRefusedIsNotNamedWithoutTheKernelsLog() {
        Asked asked =
                Asked.of(
                        "Jun 11 07:11:08 n1 kubelet[3121]: E0611 07:11:08.123456    3121 exec.go:1] fork/exec /usr/bin/runc: cannot allocate memory\n");

        assertThat(asked.says("runtime-child")).isEqualTo("inconclusive possible");
        assertThat(asked.missing("runtime-child"))
                .anyMatch(c -> c.contains("vm.overcommit_memory"));
    }

    @Test
    void whatHasAnErrnoOfItsOwnIsOfOtherRules() {
        assertThat(
                        Asked.of(started("mkdir /var/lib/docker/x: no space left on device"))
                                .found("runtime-child"))
                .isEmpty();
        assertThat(
                        Asked.of("[ 1234.567890] neighbour: arp_cache: neighbor table overflow!\n")
                                .found("runtime-child"))
                .isEmpty();
    }
}
