/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.Highorder;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Verdict;
import dev.highorder.core.document.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Damage may weaken a verdict. It may not turn it into a wrong one that is called certain, and it never ends in an exception.
class WeakerVerdictTest {

    /// Adds what is wrong about the verdict on a damaged text, under its input's name.
    private static void judge(Truth truth, String damaged, String how, Map<String, String> wrong) {
        Verdict verdict =
                Highorder.diagnose(
                                List.of(SourceText.of("input.txt", damaged)),
                                Highorder.Options.NONE)
                        .top()
                        .verdict();
        if (verdict.confidence() == Confidence.CERTAIN
                && !truth.causes().contains(verdict.cause().word())) {
            wrong.putIfAbsent(
                    truth.name() + " became " + verdict.cause().word(), how + ":\n" + damaged);
        }
    }

    private static Map<String, String> wrong(Damage damage, int rounds) {
        Map<String, String> wrong = new TreeMap<>();
        for (Truth truth : Truth.all()) {
            for (int seed = 0; seed < rounds; seed++) {
                judge(truth, damage.of(truth.text(), new Random(seed)), damage + " " + seed, wrong);
            }
        }
        return wrong;
    }

    private static Map<String, String> truncated(Collection<Truth> truths, int step) {
        Map<String, String> wrong = new TreeMap<>();
        for (Truth truth : truths) {
            byte[] bytes = truth.text().getBytes(StandardCharsets.UTF_8);
            for (int end = step; end < bytes.length; end += step) {
                judge(
                        truth,
                        new String(bytes, 0, end, StandardCharsets.UTF_8),
                        "the first " + end + " bytes",
                        wrong);
            }
        }
        return wrong;
    }

    @ParameterizedTest
    @EnumSource
    void someDamageNeverMakesAWrongVerdictCertain(Damage damage) {
        assertThat(wrong(damage, 4)).isEmpty();
    }

    @Test
    void noEndIsSuchThatTheRestIsWrongWhileCertain() {
        assertThat(truncated(Truth.all(), 61)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("wide")
    void muchDamageNeverMakesAWrongVerdictCertain(Damage damage) {
        assertThat(wrong(damage, 150)).isEmpty();
    }

    @Test
    @Tag("wide")
    void noByteIsSuchThatWhatIsBeforeItIsWrongWhileCertain() {
        assertThat(truncated(Truth.all(), 1)).isEmpty();
    }
}
