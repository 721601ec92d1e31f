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
    void aWriteElsewhereIsAnotherMatter() {
        assertThat(Asked.of(write("/var/lib/docker/cpuset")).found("empty-cpuset")).isEmpty();
        assertThat(
                        Asked.of(write("/sys/fs/cgroup/pids/docker/1/cgroup.procs"))
                                .found("empty-cpuset"))
                .isEmpty();
    }
}
