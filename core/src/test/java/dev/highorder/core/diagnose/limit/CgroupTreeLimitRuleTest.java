/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class CgroupTreeLimitRuleTest {

    private static String mkdir(String path, String error) {
        return "Jun 11 07:11:08 n1 kubelet[3121]: E0611 07:11:08.123456    3121 pod_workers.go:190] Error syncing pod: failed to ensure that the pod"
                + " cgroup exists: mkdir "
                + path
                + ": "
                + error
                + "\n";
    }

    @Test
    void aTreeThatIsFullIsNoLimitOnTasks() {
        Asked asked =
                Asked.of(
                        mkdir(
                                "/sys/fs/cgroup/kubepods.slice/pod1",
                                "resource temporarily unavailable"));

        assertThat(asked.says("cgroup-tree-limit")).isEqualTo("kernel-limit likely");
        assertThat(asked.statement("cgroup-tree-limit"))
                .startsWith("mkdir of /sys/fs/cgroup/kubepods.slice/pod1 failed with EAGAIN")
                .contains("cgroup.max.descendants");
        assertThat(asked.found("pids-limit")).isEmpty();
        assertThat(asked.verdict()).isEqualTo("kernel-limit likely");
    }

    @Test
    void anotherDirectoryOrAnotherErrnoIsAnotherMatter() {
        assertThat(
                        Asked.of(
                                        mkdir(
                                                "/var/lib/kubelet/pods/1",
                                                "resource temporarily unavailable"))
                                .found("cgroup-tree-limit"))
                .isEmpty();
        assertThat(
                        Asked.of(
                                        mkdir(
                                                "/sys/fs/cgroup/kubepods.slice/pod1",
                                                "no space left on device"))
                                .found("cgroup-tree-limit"))
                .isEmpty();
    }
}
