/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShortPathsTest {

    @Test
    void aNameIsAsShortAsItCanBeAndStillItsOwn() {
        var paths =
                List.of(
                        "a/node-1/proc/buddyinfo",
                        "a/healthy/proc/buddyinfo",
                        "a/node-1/messages",
                        "buddyinfo",
                        "b.tar.xz!sos/proc/cgroups",
                        "find /sys/fs/cgroup -type d | wc -l");

        var names = new ShortPaths(paths);

        assertThat(paths.stream().map(names::of))
                .containsExactly(
                        "node-1/proc/buddyinfo",
                        "healthy/proc/buddyinfo",
                        "messages",
                        "buddyinfo",
                        "cgroups",
                        "find /sys/fs/cgroup -type d | wc -l");
        assertThat(names.of("x/y")).isEqualTo("y");
    }

    @Test
    void pathsThatEndInSlashesOrInEachOtherAreNamedToo() {
        var paths = List.of("/a", "a", "//a", "a/", "/", "", "!a");
        var names = new ShortPaths(paths);
        assertThat(paths.stream().map(names::of)).doesNotHaveDuplicates();
    }
}
