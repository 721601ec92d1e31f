/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void theFirstValueThatIsShownCounts() {
        Settings settings =
                new Settings(
                        Asked.node(
                                "fs.inotify.max_user_watches = 8192\nfs.inotify.max_user_watches = 524288\nvm.swappiness = 60\n",
                                Optional.empty()));

        assertThat(settings.number("fs.inotify.max_user_watches")).hasValue(8192);
        assertThat(settings.is("vm.swappiness", 60)).isTrue();
        assertThat(settings.is("vm.swappiness", 61)).isFalse();
        assertThat(settings.is("vm.overcommit_memory", 0)).isFalse();
        assertThat(settings.get("vm.overcommit_memory")).isEmpty();
    }

    @Test
    void whatIsNoNumberIsNone() {
        assertThat(Settings.number("4096 0  1048576", 2)).isEqualTo(OptionalLong.of(1_048_576));
        assertThat(Settings.number("4096", 1)).isEmpty();
        assertThat(Settings.number("", 0)).isEmpty();
        assertThat(Settings.number("max", 0)).isEmpty();
        assertThat(Settings.number("-1", 0)).isEmpty();
        assertThat(Settings.number("0:9", 0)).isEmpty();
        assertThat(Settings.number("123456789012345678", 0)).hasValue(123_456_789_012_345_678L);
        assertThat(Settings.number("1234567890123456789", 0)).isEmpty();
    }
}
