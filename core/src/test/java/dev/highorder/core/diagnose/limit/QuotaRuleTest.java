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
}
