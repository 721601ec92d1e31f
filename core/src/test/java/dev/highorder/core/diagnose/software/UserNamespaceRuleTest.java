/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class UserNamespaceRuleTest {

    private static String clone(String error) {
        return "cannot clone: " + error + "\n";
    }

    @Test
    void theRuntimesOwnReadingIsProof() {
        Asked asked =
                Asked.of("user namespaces are not enabled in /proc/sys/user/max_user_namespaces\n");

        assertThat(asked.says("user-namespaces-off")).isEqualTo("userns-disabled certain KB-60");
    }

    @Test
    void theSettingIsProof() {
        Asked asked = Asked.of(clone("Invalid argument") + "user.max_user_namespaces = 0\n");

        assertThat(asked.says("user-namespaces-off")).isEqualTo("userns-disabled certain KB-60");
        assertThat(asked.statement("user-namespaces-off"))
                .isEqualTo("user.max_user_namespaces is 0, so no user namespace can be made.");
        assertThat(asked.missing("user-namespaces-off")).isEmpty();
        assertThat(
                        Asked.of(
                                        clone("Operation not permitted")
                                                + "kernel.unprivileged_userns_clone = 0\n")
                                .statement("user-namespaces-off"))
                .isEqualTo(
                        "kernel.unprivileged_userns_clone is 0, so only root can make user namespaces.");
    }

    @Test
    void aCloneAloneIsOnlyPossibleAndReadByItsErrno() {
        assertThat(Asked.of(clone("Invalid argument")).says("user-namespaces-off"))
                .isEqualTo("userns-disabled possible KB-60");
        assertThat(Asked.of(clone("No space left on device")).statement("user-namespaces-off"))
                .contains("ENOSPC");
        assertThat(Asked.of(clone("Operation not permitted")).statement("user-namespaces-off"))
                .contains("EPERM");
        assertThat(Asked.of(clone("Invalid argument")).missing("user-namespaces-off")).hasSize(1);
    }

    @Test
    void aSettingThatAllowsSomeIsNotOff() {
        assertThat(
                        Asked.of(clone("Invalid argument") + "user.max_user_namespaces = 15000\n")
                                .says("user-namespaces-off"))
                .isEqualTo("userns-disabled possible KB-60");
    }
}
