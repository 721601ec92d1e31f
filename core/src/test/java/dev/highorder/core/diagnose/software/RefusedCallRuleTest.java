/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnosis.Cause;
import org.junit.jupiter.api.Test;

class RefusedCallRuleTest {

    @Test
    void aThreadThatIsForbiddenMetAFilter() {
        Asked asked = Asked.of("runtime/cgo: pthread_create failed: Operation not permitted\n");

        assertThat(asked.says("seccomp")).isEqualTo("runtime-other possible KB-64");
        assertThat(asked.ruledOut("seccomp")).containsExactly(Cause.PIDS_OR_ULIMIT);
        assertThat(asked.verdict()).isEqualTo("runtime-other possible");
    }

    @Test
    void aThreadThatIsToBeTriedAgainMetALimit() {
        assertThat(
                        Asked.of(
                                        "runtime/cgo: pthread_create failed: Resource temporarily unavailable\n")
                                .found("seccomp"))
                .isEmpty();
    }

    @Test
    void aFileThatIsForbiddenIsNotConcluded() {
        Asked asked =
                Asked.of(
                        "docker: Error response from daemon: OCI runtime create failed: container_linux.go:349: starting container"
                                + " process caused \"open /etc/shadow: operation not permitted\": unknown.\n");

        assertThat(asked.found("seccomp")).isEmpty();
        assertThat(asked.verdict()).isEqualTo("inconclusive possible");
    }
}
