/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnosis.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CgroupIdsRuleTest {

    private static String mkdir(String path, String error) {
        return "Jun 11 07:11:08 n1 kubelet[3121]: E0611 07:11:08.123456    3121 pod_workers.go:190] Error syncing pod: failed to ensure that the pod"
                + " cgroup exists: failed to create container for [kubepods besteffort pod1] : mkdir "
                + path
                + ": "
                + error
                + "\n";
    }

    private static final String PATH = "/sys/fs/cgroup/memory/kubepods/besteffort/pod1";

    @Test
    void aMemoryCgroupThatFindsNoSpaceFindsNoId() {
        Asked asked = Asked.of(mkdir(PATH, "no space left on device"));

        assertThat(asked.says("cgroup-ids")).isEqualTo("kmem-memcg-leak likely KB-03");
        assertThat(asked.statement("cgroup-ids"))
                .isEqualTo(
                        "mkdir of "
                                + PATH
                                + " failed with ENOSPC, and a cgroup has no blocks to run out of: the kernel has at most 65,535"
                                + " memory cgroup ids. Ids of removed cgroups come back only when the last page or slab cache"
                                + " charged to them is freed.");
        assertThat(asked.ruledOut("cgroup-ids")).containsExactly(Cause.DISK_OR_INODE);
        assertThat(asked.found("disk-full")).isEmpty();
        assertThat(asked.verdict()).isEqualTo("kmem-memcg-leak likely");
    }

    @Test
    void withoutMemoryItIsOnlyPossible() {
        Asked asked = Asked.of(mkdir(PATH, "cannot allocate memory"));

        assertThat(asked.says("cgroup-ids")).isEqualTo("kmem-memcg-leak possible KB-03");
        assertThat(asked.statement("cgroup-ids"))
                .contains("failed with ENOMEM, which the kernel answers when");
    }

    @Test
    void aCountAtTheLastIdIsProof() {
        String count =
                "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t3\t120\t1\nmemory\t9\t%d\t1\n";

        Asked full =
                Asked.of(mkdir(PATH, "no space left on device") + count.replace("%d", "65000"));
        assertThat(full.says("cgroup-ids")).isEqualTo("kmem-memcg-leak certain KB-03");
        assertThat(full.statement("cgroup-ids"))
                .contains("65,000 memory cgroups exist of the 65,535 that can.");
        assertThat(
                        Asked.of(
                                        mkdir(PATH, "no space left on device")
                                                + count.replace("%d", "64999"))
                                .says("cgroup-ids"))
                .isEqualTo("kmem-memcg-leak likely KB-03");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /sys/fs/cgroup/memory/docker/1                 | true
                    /sys/fs/cgroup/cpu,memory/docker/1             | true
                    /cgroup/memory/docker/1                        | true
                    /sys/fs/cgroup/kubepods.slice/pod1             | true
                    /sys/fs/cgroup/cpuset/docker/1                 | false
                    /sys/fs/cgroup/cpu,cpuacct/docker/1            | false
                    /sys/fs/cgroup/systemd/docker/1                | false
                    /sys/fs/cgroup/unified/docker/1                | false
                    /sys/fs/cgroup/pids                            | false
                    /var/lib/docker/memory/1                       | false
                    """)
    void onlyAMemoryControllerHasIds(String path, boolean concerned) {
        assertThat(Asked.of(mkdir(path, "no space left on device")).found("cgroup-ids").isPresent())
                .isEqualTo(concerned);
    }

    @Test
    void aWatchOrAnotherErrnoIsAnotherMatter() {
        assertThat(Asked.of(mkdir(PATH, "permission denied")).found("cgroup-ids")).isEmpty();
        assertThat(
                        Asked.of(
                                        mkdir(PATH, "no space left on device")
                                                .replace("mkdir", "inotify_add_watch"))
                                .found("cgroup-ids"))
                .isEmpty();
    }
}
