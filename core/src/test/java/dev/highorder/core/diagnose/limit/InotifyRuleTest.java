/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnosis.Cause;
import org.junit.jupiter.api.Test;

class InotifyRuleTest {

    private static final String WATCH =
            "Jun 11 07:11:08 n1 kubelet[3121]: E0611 07:11:08.123456    3121 watcher.go:123] Failed to watch directory"
                    + " \"/sys/fs/cgroup/memory/kubepods\": inotify_add_watch /sys/fs/cgroup/memory/kubepods/burstable: no space"
                    + " left on device\n";

    @Test
    void aWatchThatFindsNoSpaceIsALimitWhateverItsPath() {
        Asked asked = Asked.of(WATCH);

        assertThat(asked.says("inotify-limit")).isEqualTo("kernel-limit certain KB-59");
        assertThat(asked.statement("inotify-limit"))
                .isEqualTo(
                        "inotify_add_watch failed with ENOSPC, which it answers at fs.inotify.max_user_watches, whatever the"
                                + " path is that was to be watched.");
        assertThat(asked.ruledOut("inotify-limit"))
                .containsExactly(Cause.DISK_OR_INODE, Cause.KMEM_MEMCG_LEAK);
        assertThat(asked.found("cgroup-ids")).isEmpty();
        assertThat(asked.found("disk-full")).isEmpty();
        assertThat(asked.verdict()).isEqualTo("kernel-limit certain");
    }

    @Test
    void theValueIsNamedWhereItIsShown() {
        Asked asked = Asked.of(WATCH + "$ sysctl fs.inotify\nfs.inotify.max_user_watches = 8192\n");

        assertThat(asked.statement("inotify-limit"))
                .contains("at fs.inotify.max_user_watches (8,192 here), whatever");
        assertThat(asked.lines("inotify-limit")).containsExactly(1, 3);
    }

    @Test
    void anInstanceIsLessSureForTheProcessMayHaveNoDescriptorLeft() {
        Asked asked =
                Asked.of(
                        "Jun 11 07:11:08 n1 kubelet[3121]: E0611 07:11:08.123456    3121 log.go:12] failed to create fsnotify watcher: too many open"
                                + " files\n");

        assertThat(asked.says("inotify-limit")).isEqualTo("kernel-limit likely KB-59");
        assertThat(asked.statement("inotify-limit"))
                .contains("EMFILE")
                .contains("max_user_instances");
        assertThat(asked.found("open-files")).isEmpty();
    }

    @Test
    void aWatchThatIsNotPermittedIsNoLimit() {
        assertThat(
                        Asked.of(WATCH.replace("no space left on device", "permission denied"))
                                .found("inotify-limit"))
                .isEmpty();
    }
}
