/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnosis.Cause;
import org.junit.jupiter.api.Test;

class DiskFullRuleTest {

    private static final String WRITE =
            "time=\"2021-03-04T05:06:07Z\" level=error msg=\"failed to pull\" error=\"write /var/lib/docker/overlay2/a/x: no space left on"
                    + " device\"\n";

    private static String df(int root, int docker) {
        return """
        $ df -h
        Filesystem      Size  Used Avail Use%% Mounted on
        /dev/sda1        50G   10G   40G  %r%% /
        /dev/sdb1       500G  100G  400G  %d%% /var/lib/docker
        tmpfs            16G     0   16G   0%% /dev/shm
        """
                .replace("%%", "%")
                .replace("%r", Integer.toString(root))
                .replace("%d", Integer.toString(docker));
    }

    @Test
    void aFileSystemThatSaysSoItselfIsFull() {
        assertThat(Asked.of("[ 1234.567890] EXT4-fs (sda1): No free inodes\n").says("disk-full"))
                .isEqualTo("disk-or-inode certain KB-62");
    }

    @Test
    void aFileThatFindsNoSpaceLiesOnOneThatIs() {
        Asked asked = Asked.of(WRITE);

        assertThat(asked.says("disk-full")).isEqualTo("disk-or-inode likely KB-62");
        assertThat(asked.statement("disk-full"))
                .isEqualTo(
                        "write of /var/lib/docker/overlay2/a/x failed with ENOSPC, and it lies on a file system with blocks and"
                                + " inodes: these or a quota are used up.");
        assertThat(asked.ruledOut("disk-full")).containsExactly(Cause.KMEM_MEMCG_LEAK);
        assertThat(asked.missing("disk-full"))
                .containsExactly(
                        "df -h /var/lib/docker/overlay2/a/x; df -i /var/lib/docker/overlay2/a/x");
    }

    @Test
    void dfOfThatFileSystemIsProof() {
        Asked asked = Asked.of(WRITE + df(20, 100));

        assertThat(asked.says("disk-full")).isEqualTo("disk-or-inode certain KB-62");
        assertThat(asked.statement("disk-full"))
                .endsWith("failed with ENOSPC and /var/lib/docker is at 100 %.");
        assertThat(asked.missing("disk-full")).isEmpty();
        assertThat(asked.lines("disk-full")).containsExactly(1, 5);
    }

    @Test
    void anotherFileSystemThatIsFullProvesNothing() {
        Asked asked = Asked.of(WRITE + df(100, 40));

        assertThat(asked.says("disk-full")).isEqualTo("disk-or-inode possible KB-62");
        assertThat(asked.statement("disk-full"))
                .endsWith(
                        "while /var/lib/docker is at 40 %: a quota, or a state of another moment.");
        assertThat(asked.found("disk-full").orElseThrow().title())
                .isEqualTo("A file system refused to grow");
    }

    @Test
    void betweenFullAndRoomNothingMoreIsSaid() {
        assertThat(Asked.of(WRITE + df(20, 99)).says("disk-full"))
                .isEqualTo("disk-or-inode certain KB-62");
        assertThat(Asked.of(WRITE + df(20, 98)).says("disk-full"))
                .isEqualTo("disk-or-inode likely KB-62");
        assertThat(Asked.of(WRITE + df(20, 95)).says("disk-full"))
                .isEqualTo("disk-or-inode likely KB-62");
        assertThat(Asked.of(WRITE + df(20, 94)).says("disk-full"))
                .isEqualTo("disk-or-inode possible KB-62");
    }

    @Test
    void theRootAloneDoesNotTellWhatIsMountedBelowIt() {
        assertThat(
                        Asked.of(
                                        WRITE
                                                + """
                                                $ df -h /
                                                Filesystem      Size  Used Avail Use% Mounted on
                                                /dev/sda1        50G   50G     0 100% /
                                                """)
                                .says("disk-full"))
                .isEqualTo("disk-or-inode likely KB-62");
    }

    @Test
    void usedUpInodesAreSaid() {
        Asked asked =
                Asked.of(
                        WRITE
                                + df(20, 30)
                                + """
                                $ df -i
                                Filesystem      Inodes   IUsed   IFree IUse% Mounted on
                                /dev/sda1      3276800   10000 3266800    1% /
                                /dev/sdb1      3276800 3276800       0  100% /var/lib/docker
                                """);

        assertThat(asked.says("disk-full")).isEqualTo("disk-or-inode certain KB-62");
        assertThat(asked.statement("disk-full"))
                .endsWith("/var/lib/docker is at 100 % of its inodes.");
    }

    @Test
    void aQuotaIsCalledByItsErrno() {
        assertThat(
                        Asked.of(WRITE.replace("no space left on device", "disk quota exceeded"))
                                .statement("disk-full"))
                .contains("failed with EDQUOT");
    }

    @Test
    void filesOfTheKernelLieOnNoDisk() {
        for (String path : new String[] {"/sys/fs/bpf/x", "/proc/self/oom_score_adj"}) {
            assertThat(
                            Asked.of(WRITE.replace("/var/lib/docker/overlay2/a/x", path))
                                    .found("disk-full"))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void aMountWhoseNameOnlyBeginsLikeThePathIsAnother() {
        assertThat(
                        Asked.of(WRITE + df(20, 20).replace("/var/lib/docker", "/var/lib/doc"))
                                .statement("disk-full"))
                .doesNotContain("/var/lib/doc is");
        assertThat(
                        Asked.of(
                                        WRITE
                                                + df(20, 100)
                                                        .replace(
                                                                "/var/lib/docker",
                                                                "/var/lib/docker/overlay2/a/x"))
                                .statement("disk-full"))
                .endsWith("/var/lib/docker/overlay2/a/x is at 100 %.");
    }

    @Test
    void theWordsOfTheCLibraryAreNoFileSystemsOwn() {
        assertThat(
                        Asked.of(
                                        "[ 1234.567890] BTRFS: error (device dm-0) in btrfs_run_delayed_refs:3011: errno=-28 No space left\n")
                                .verdict())
                .isEqualTo("disk-or-inode certain");
        assertThat(
                        Asked.of("[ 1234.567890] helper: cannot set it: No space left on device\n")
                                .found("disk-full"))
                .isEmpty();
    }
}
