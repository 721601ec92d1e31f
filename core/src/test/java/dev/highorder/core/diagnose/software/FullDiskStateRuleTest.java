/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class FullDiskStateRuleTest {

    private static String df(String device, String percent, String mount) {
        return "$ df -h\nFilesystem      Size  Used Avail Use% Mounted on\n/dev/sdz1        50G   10G   40G  20% /data\n"
                + device
                + "       50G   50G     0  "
                + percent
                + " "
                + mount
                + "\n";
    }

    @Test
    void aFullFileSystemOfTheEngineIsPossiblyTheTrouble() {
        Asked asked = Asked.of(df("/dev/sda1", "100%", "/var/lib/docker"));

        assertThat(asked.says("full-disk")).isEqualTo("disk-or-inode possible KB-62");
        assertThat(asked.statement("full-disk"))
                .isEqualTo(
                        "/var/lib/docker is at 100 %; nothing in the evidence failed for it yet.");
        assertThat(asked.state()).isEqualTo("disk-or-inode possible");
    }

    @Test
    void eachPlaceThatSoftwareWritesToCounts() {
        for (String mount :
                new String[] {"/", "/run", "/tmp", "/var", "/var/lib/kubelet", "/var/log"}) {
            assertThat(Asked.of(df("/dev/sda1", "100%", mount)).found("full-disk"))
                    .as(mount)
                    .isPresent();
        }
    }

    @Test
    void imagesAndDataAreNoTrouble() {
        assertThat(Asked.of(df("/dev/loop3", "100%", "/var/lib/snapd/x")).found("full-disk"))
                .isEmpty();
        assertThat(Asked.of(df("/dev/sr0", "100%", "/run")).found("full-disk")).isEmpty();
        assertThat(
                        Asked.of(df("overlay", "100%", "/var/lib/docker/overlay2/a/merged"))
                                .found("full-disk"))
                .isEmpty();
        assertThat(Asked.of(df("/dev/sda1", "100%", "/srv/data")).found("full-disk")).isEmpty();
        assertThat(Asked.of(df("/dev/sda1", "99%", "/var")).found("full-disk")).isEmpty();
    }

    @Test
    void anErrorThatNamesNoFileIsLikelyItsWork() {
        String error =
                "docker: Error response from daemon: failed to start daemon: no space left on device.\n";

        Asked asked = Asked.of(error + df("/dev/sda1", "100%", "/var/lib/docker"));
        assertThat(asked.says("full-disk")).isEqualTo("disk-or-inode likely KB-62");
        assertThat(asked.lines("full-disk").getFirst()).isEqualTo(1);
        assertThat(Asked.of(error).verdict()).isEqualTo("inconclusive possible");
        assertThat(Asked.of(error).found("runtime-fault").orElseThrow().title())
                .isEqualTo("Something is full, and the message does not say what");
    }

    @Test
    void anotherFailureIsNotExplainedByIt() {
        Asked asked =
                Asked.of(
                        "[ 1234.567890] neighbour: arp_cache: neighbor table overflow!\n"
                                + df("/dev/sda1", "100%", "/var"));

        assertThat(asked.judged().getFirst().answers())
                .filteredOn(a -> a.rule().equals("full-disk"))
                .allMatch(a -> a.found().isEmpty());
    }
}
