/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class StorageErrorRuleTest {

    private static final String KERNEL =
            "[ 1234.567890] blk_update_request: I/O error, dev sdb, sector 12345\n";

    private static final String SOFTWARE =
            "time=\"2021-03-04T05:06:07Z\" level=error msg=\"failed to pull\" error=\"write /var/lib/docker/overlay2/a/x: input/output"
                    + " error\"\n";

    @Test
    void theKernelsWordMakesItLikely() {
        assertThat(Asked.of(KERNEL).says("storage-error")).isEqualTo("disk-or-inode likely");
        assertThat(Asked.of(SOFTWARE + KERNEL).says("storage-error"))
                .isEqualTo("disk-or-inode likely");
    }

    @Test
    void theSoftwaresWordAloneIsOnlyPossible() {
        Asked asked = Asked.of(SOFTWARE);

        assertThat(asked.says("storage-error")).isEqualTo("disk-or-inode possible");
        assertThat(asked.statement("storage-error")).startsWith("The software got EIO from a file");
    }

    @Test
    void aTableThatIsFullIsNoDisk() {
        assertThat(
                        Asked.of("[ 1234.567890] neighbour: arp_cache: neighbor table overflow!\n")
                                .found("storage-error"))
                .isEmpty();
    }
}
