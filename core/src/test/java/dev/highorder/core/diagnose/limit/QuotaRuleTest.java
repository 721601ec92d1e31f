/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnosis.Cause;
import org.junit.jupiter.api.Test;

class QuotaRuleTest {

    private static String refused(String text) {
        return "docker: Error response from daemon: OCI runtime create failed: container_linux.go:349: starting container process"
                + " caused \""
                + text
                + "\": unknown.\n";
    }

    @Test
    void aQuotaOnKeysIsNoDisk() {
        Asked asked =
                Asked.of(refused("join session keyring: create session key: disk quota exceeded"));

        assertThat(asked.says("kernel-quota")).isEqualTo("kernel-limit certain KB-78");
        assertThat(asked.ruledOut("kernel-quota")).containsExactly(Cause.DISK_OR_INODE);
        assertThat(asked.verdict()).isEqualTo("kernel-limit certain");
    }

    @Test
    void aQuotaOnADiskIsNoKey() {
        assertThat(
                        Asked.of(refused("mkdir /var/lib/docker/overlay2/a: disk quota exceeded"))
                                .found("kernel-quota"))
                .isEmpty();
    }

    @Test
    void aBridgeWithoutAPortLeftIsALimit() {
        assertThat(
                        Asked.of(
                                        "docker: Error response from daemon: failed to create endpoint web on network bridge: adding"
                                                + " interface veth12 to bridge docker0 failed: exchange full.\n")
                                .says("kernel-quota"))
                .isEqualTo("kernel-limit certain KB-78");
    }

    @Test
    void aSeccompFilterThatWasNotCompiledMeetsTheLimitOfTheJit() {
        Asked asked =
                Asked.of(
                        refused(
                                "process_linux.go:449: container init caused: error loading seccomp filter into kernel: loading"
                                        + " seccomp filter: errno 524"));

        assertThat(asked.says("kernel-quota")).isEqualTo("kernel-limit likely KB-78");
        assertThat(asked.missing("kernel-quota").getFirst())
                .startsWith("sysctl net.core.bpf_jit_limit");
        assertThat(
                        Asked.of(
                                        refused(
                                                "process_linux.go:449: container init caused: error loading seccomp filter into"
                                                        + " kernel: loading seccomp filter: invalid argument"))
                                .found("kernel-quota"))
                .isEmpty();
        assertThat(
                        Asked.of(
                                        refused(
                                                "process_linux.go:449: container init caused: open /proc/self/fd: errno 524"))
                                .found("kernel-quota"))
                .isEmpty();
    }

    @Test
    void aKeyringOfAnotherNameIsOne() {
        assertThat(
                        Asked.of(refused("could not join keyring: disk quota exceeded"))
                                .says("kernel-quota"))
                .isEqualTo("kernel-limit certain KB-78");
    }
}
