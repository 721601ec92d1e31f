/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnosis.Cause;
import org.junit.jupiter.api.Test;

class CpusetRuleTest {

    private static String write(String path) {
        return "docker: Error response from daemon: OCI runtime create failed: container_linux.go:349: starting container process"
                + " caused \"process_linux.go:293: applying cgroup configuration for process caused \\\"write "
                + path
                + ": no space left on device\\\"\": unknown.\n";
    }

    @Test
    void aTaskFindsNoSpaceInAnEmptyCpuset() {
        Asked asked = Asked.of(write("/sys/fs/cgroup/cpuset/docker/1/cgroup.procs"));

        assertThat(asked.says("empty-cpuset")).isEqualTo("runtime-other likely");
        assertThat(asked.ruledOut("empty-cpuset")).containsExactly(Cause.DISK_OR_INODE);
        assertThat(asked.verdict()).isEqualTo("runtime-other likely");
    }

    @Test
    void cpusetMayShareTheHierarchyOfCpuOrThatOfVersionTwo() {
        for (String path :
                new String[] {
                    "/sys/fs/cgroup/cpu/docker/1/tasks",
                    "/sys/fs/cgroup/system.slice/docker-1.scope/cgroup.procs"
                }) {
            assertThat(Asked.of(write(path)).says("empty-cpuset"))
                    .as(path)
                    .isEqualTo("runtime-other likely");
        }
    }

    @Test
    void systemdNamesTheFileOnly() {
        Asked asked =
                Asked.of(
                        "Oct 05 14:58:31 n1 systemd[1]: cri-containerd-77ab1.scope: Failed to set cpuset.mems: No space left on device\n");

        assertThat(asked.verdict()).isEqualTo("runtime-other likely");
        assertThat(asked.statement("empty-cpuset")).startsWith("Writing cpuset.mems failed");
    }

    @Test
    void aWriteElsewhereIsAnotherMatter() {
        assertThat(Asked.of(write("/var/lib/docker/cpuset")).found("empty-cpuset")).isEmpty();
        assertThat(
                        Asked.of(write("/sys/fs/cgroup/pids/docker/1/cgroup.procs"))
                                .found("empty-cpuset"))
                .isEmpty();
    }
}
