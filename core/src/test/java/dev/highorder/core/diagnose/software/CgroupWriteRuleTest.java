/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CgroupWriteRuleTest {

    private static String refused(String path, String errno) {
        return "docker: Error response from daemon: OCI runtime create failed: container_linux.go:349: starting container process"
                + " caused \"process_linux.go:297: applying cgroup configuration for process caused \\\"failed to write 4194304 to "
                + path
                + ": write "
                + path
                + ": "
                + errno
                + "\\\"\": unknown.\n";
    }

    @ParameterizedTest
    @CsvSource({"memory.limit_in_bytes", "memory.memsw.limit_in_bytes"})
    void aLimitBelowWhatIsUsedIsTheCgroupsOwn(String file) {
        Asked asked =
                Asked.of(
                        refused(
                                "/sys/fs/cgroup/memory/docker/a1/" + file,
                                "device or resource busy"));

        assertThat(asked.says("cgroup-write")).isEqualTo("memcg-limit likely");
        assertThat(asked.statement("cgroup-write"))
                .startsWith("The kernel answered EBUSY to the new value of " + file + ":");
        assertThat(asked.missing("cgroup-write").getFirst()).startsWith("kubectl describe pod");
    }

    @ParameterizedTest
    @CsvSource({
        "memory.kmem.limit_in_bytes, device or resource busy, can be set only before the cgroup has tasks.",
        "memory.kmem.tcp.limit_in_bytes, device or resource busy, can be set only before the cgroup has tasks.",
        "memory.kmem.limit_in_bytes, operation not supported, newer runtimes do not write there."
    })
    void aLimitOnKernelMemoryIsTheRuntimesIdea(String file, String errno, String why) {
        Asked asked = Asked.of(refused("/sys/fs/cgroup/memory/docker/a1/" + file, errno));

        assertThat(asked.says("cgroup-write")).isEqualTo("runtime-other likely");
        assertThat(asked.statement("cgroup-write"))
                .startsWith("The kernel refused a write to " + file + " with E")
                .endsWith(why);
        assertThat(asked.missing("cgroup-write")).containsExactly("runc --version; uname -r");
    }

    @ParameterizedTest
    @CsvSource({
        "/sys/fs/cgroup/memory/docker/a1/memory.limit_in_bytes, invalid argument",
        "/sys/fs/cgroup/memory/docker/a1/memory.kmem.limit_in_bytes, invalid argument",
        "/sys/fs/cgroup/memory/docker/a1/memory.limit_in_bytes, operation not supported",
        "/sys/fs/cgroup/memory/docker/a1/memory.swappiness, device or resource busy",
        "/data/memory.limit_in_bytes, device or resource busy"
    })
    void otherFilesAndOtherErrorsAreNot(String path, String errno) {
        assertThat(Asked.of(refused(path, errno)).found("cgroup-write")).isEmpty();
    }

    @Test
    void runcSaysInWordsThatTheLimitIsBelowWhatIsUsed() {
        Asked asked =
                Asked.of(
                        "ERRO[0000] container_linux.go:367: starting container process caused: process_linux.go:495: container init"
                                + " caused: process_linux.go:458: setting cgroup config for procHooks process caused: unable to"
                                + " set memory limit to 4194304 (current usage: 5242880, peak usage: 6291456)\n");

        assertThat(asked.verdict()).isEqualTo("memcg-limit likely");
        assertThat(asked.statement("cgroup-write"))
                .startsWith("The kernel answered EBUSY to the new value of the limit:");
    }
}
