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
import java.util.stream.Stream;
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
    @Tag("fuzz")
    void muchDamageNeverMakesAWrongVerdictCertain(Damage damage) {
        assertThat(wrong(damage, 150)).isEmpty();
    }

    @Test
    @Tag("wide")
    @Tag("fuzz")
    void noByteIsSuchThatWhatIsBeforeItIsWrongWhileCertain() {
        assertThat(truncated(Truth.all(), 1)).isEmpty();
    }

    /// Adds what is wrong about the verdict where one file of a snapshot is damaged.
    private static void judge(
            Snapshot whole,
            Verdict truth,
            Snapshot damaged,
            String how,
            Map<String, String> wrong) {
        Verdict verdict = damaged.verdict();
        if (verdict.confidence() == Confidence.CERTAIN && verdict.cause() != truth.cause()) {
            wrong.putIfAbsent(
                    whole + ": " + truth.cause() + " became " + verdict.cause(),
                    how + ": " + verdict.summary());
        }
    }

    private static Map<String, String> cutShort(Stream<Snapshot> snapshots, int step) {
        Map<String, String> wrong = new TreeMap<>();
        snapshots.forEach(whole -> {
            Verdict truth = whole.verdict();
            whole.texts()
                    .forEach((path, text) -> {
                        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                        for (int end = 0; end < bytes.length; end += step) {
                            String cut = new String(bytes, 0, end, StandardCharsets.UTF_8);
                            judge(
                                    whole,
                                    truth,
                                    whole.with(path, cut),
                                    "the first " + end + " bytes of " + path,
                                    wrong);
                        }
                    });
        });
        return wrong;
    }

    private static Map<String, String> harmed(Damage damage, int rounds) {
        Map<String, String> wrong = new TreeMap<>();
        for (Snapshot whole : Snapshot.all()) {
            Verdict truth = whole.verdict();
            whole.texts()
                    .forEach((path, text) -> {
                        for (int seed = 0; seed < rounds; seed++) {
                            judge(
                                    whole,
                                    truth,
                                    whole.with(path, damage.of(text, new Random(seed))),
                                    damage + " " + seed + " of " + path,
                                    wrong);
                        }
                    });
        }
        return wrong;
    }

    @Test
    void aSnapshotWithAFileThatIsCutIsNotWrongWhileCertain() {
        assertThat(cutShort(Snapshot.all().stream(), 479)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotWithADamagedFileIsNotWrongWhileCertain(Damage damage) {
        assertThat(harmed(damage, 1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("wide")
    @Tag("fuzz")
    void aSnapshotWithADamagedFileIsNeverWrongWhileCertain(Damage damage) {
        assertThat(harmed(damage, 12)).isEmpty();
    }

    /// Tables of slab caches are long, and no verdict hangs on where one ends.
    @Test
    @Tag("wide")
    @Tag("fuzz")
    void noByteOfAFileIsSuchThatWhatIsBeforeItIsWrongWhileCertain() {
        Stream<Snapshot> files =
                Snapshot.all().stream()
                        .flatMap(Snapshot::files)
                        .filter(file ->
                                file.texts().values().stream()
                                        .allMatch(text -> text.length() < 10_000));

        assertThat(cutShort(files, 1)).isEmpty();
    }
}
