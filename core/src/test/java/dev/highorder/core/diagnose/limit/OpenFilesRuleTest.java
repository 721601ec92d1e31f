/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class OpenFilesRuleTest {

    @Test
    void aProcessAtItsOwnLimitIsNamed() {
        Asked asked =
                Asked.of(
                        "time=\"2021-03-04T05:06:07Z\" level=error msg=\"failed to handle event\" error=\"open"
                                + " /var/lib/containerd/x: too many open files\"\n");

        assertThat(asked.says("open-files")).isEqualTo("pids-or-ulimit likely KB-81");
        assertThat(asked.statement("open-files")).contains("EMFILE").contains("RLIMIT_NOFILE");
        assertThat(asked.missing("open-files")).hasSize(1);
        assertThat(asked.word()).isEqualTo("open-files");
    }

    @Test
    void theNodesLimitIsAnotherOne() {
        Asked asked =
                Asked.of(
                        "time=\"2021-03-04T05:06:07Z\" level=error msg=\"failed to handle event\" error=\"open"
                                + " /var/lib/containerd/x: too many open files in system\"\n");

        assertThat(asked.says("open-files")).isEqualTo("kernel-limit likely KB-81");
        assertThat(asked.statement("open-files")).contains("ENFILE").contains("fs.file-max");
    }

    @Test
    void aFileThatIsNotThereIsNoLimit() {
        assertThat(
                        Asked.of(
                                        "time=\"2021-03-04T05:06:07Z\" level=error msg=\"failed to handle event\" error=\"open"
                                                + " /var/lib/containerd/x: no space left on device\"\n")
                                .found("open-files"))
                .isEmpty();
    }
}
