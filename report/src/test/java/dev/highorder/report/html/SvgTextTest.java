/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SvgTextTest {

    @Test
    void breaksAtBlanksAndAtTheSeamsOfLongWords() {
        assertThat(SvgText.wrap("refused GFP_KERNEL|__GFP_COMP|__GFP_ZERO: no-one waits", 9000, 9))
                .containsExactly(
                        "refused", "GFP_KERNEL|", "__GFP_COMP|", "__GFP_ZERO:", "no-one waits");
        assertThat(SvgText.wrap("wordwithoutend", 4000, 9))
                .containsExactly("wordwi", "thoute", "nd");
        assertThat(SvgText.wrap("\u5bb9\u5668\u521b\u5efa", 2000, 9))
                .containsExactly("\u5bb9\u5668", "\u521b\u5efa");
        assertThat(SvgText.wrap("  ", 2000, 9)).isEmpty();
    }

    @Test
    void saysWhereItLeftSomethingOut() {
        assertThat(SvgText.wrap("one two three four", 4000, 2))
                .containsExactly("one", "two t\u2026");
    }

    @Test
    void losesNothingAndEndsWhateverTheText() {
        var random = new Random(20260608);
        String[] parts = {
            "a", "W", " ", "|", "/", "-", "\u5bb9", "\ud83d\ude00", "e\u0301", "-12 "
        };
        for (int round = 0; round < 2000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            List<String> lines = SvgText.wrap(text.toString(), 500 + random.nextInt(9000), 99);
            assertThat(String.join("", lines).replace(" ", ""))
                    .isEqualTo(text.toString().replace(" ", ""));
            assertThat(lines).noneMatch(String::isEmpty);
        }
    }
}
