/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class MountLimitRuleTest {

    private static final String MOUNT =
            "docker: Error response from daemon: error creating overlay mount to /var/lib/docker/overlay2/a-init/merged: no space left on"
                    + " device.\n";

    private static final String ROOTFS =
            "crio[911]: time=\"2021-03-04T05:06:07Z\" level=error msg=\"container create failed: mounting \\\"/sys\\\" to rootfs"
                    + " \\\"/var/lib/containers/a\\\" at \\\"/sys\\\" caused \\\"no space left on device\\\"\"\n";

    private static String df(int percent) {
        return """
        $ df -h
        Filesystem      Size  Used Avail Use% Mounted on
        /dev/sda1        50G   10G   40G  20%% /
        /dev/sdb1       500G  100G  400G  %d%% /var/lib/docker
        tmpfs            16G     0   16G   0%% /dev/shm
        """
                .replace("%%", "%")
                .replace("%d", Integer.toString(percent));
    }

    @Test
    void aMountThatFindsNoSpaceMayHaveMetItsLimit() {
        Asked asked = Asked.of(ROOTFS);

        assertThat(asked.says("mount-limit")).isEqualTo("kernel-limit possible KB-77");
        assertThat(asked.statement("mount-limit"))
                .contains("a full file system would say the same");
        assertThat(asked.missing("mount-limit").getFirst())
                .contains("fs.mount-max")
                .contains("df -i");
        assertThat(asked.found("disk-full")).isEmpty();
    }

    @Test
    void roomOnTheDiskMakesItLikely() {
        Asked asked = Asked.of(MOUNT + df(20));

        assertThat(asked.says("mount-limit")).isEqualTo("kernel-limit likely KB-77");
        assertThat(asked.statement("mount-limit")).contains("/var/lib/docker is at 20 %");
    }

    @Test
    void aFullDiskBelowTheMountClearsTheLimit() {
        Asked asked = Asked.of(MOUNT + df(100));

        assertThat(asked.found("mount-limit")).isEmpty();
        assertThat(asked.clear("mount-limit").orElseThrow().statement())
                .isEqualTo("The mount failed with ENOSPC and /var/lib/docker is at 100 %");
    }
}
