/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.safe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @Test
    void showsEscapeSequencesInsteadOfSendingThem() {
        assertThat(SafeText.of("\u001b[2J\u001b]0;owned\u0007\r\n\u009b31m"))
                .isEqualTo("\\x1b[2J\\x1b]0;owned\\x07\\x0d\\x0a\\x9b31m");
    }

    @Test
    void showsWhatTurnsOrHidesText() {
        assertThat(SafeText.of("a\u202eb\u2066c\u200bd\ufeff\udb40\udc41\ud83d"))
                .isEqualTo("a\\u202eb\\u2066c\\u200bd\\ufeff\\U000e0041\\ud83d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "tab\there", "容器创建失败", "e\u0301", "👩\u200d💻", "naïve"})
    void leavesTextOfAnyLanguage(String text) {
        assertThat(SafeText.of(text)).isEqualTo(text);
    }
}
