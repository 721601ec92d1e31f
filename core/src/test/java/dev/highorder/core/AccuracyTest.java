/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Verdict;
import dev.highorder.core.document.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How right the verdicts are over `src/test/resources/truth`: inputs with a known answer, each with a cause that is tempting and
/// wrong. `docs/accuracy.md` keeps the figures; `-Dgolden.update=true` rewrites it.
class AccuracyTest {

    private static final Path TRUTH = Path.of("src/test/resources/truth");
    private static final Path PAGE = Path.of("../docs/accuracy.md");

    private static List<Case> cases = List.of();

    @BeforeAll
    static void judgeAll() throws IOException {
        try (Stream<Path> folders = Files.list(TRUTH)) {
            cases = folders.sorted().map(AccuracyTest::judge).toList();
        }
    }

    @Test
    void nothingIsWrongWhileCertain() {
        assertThat(cases)
                .filteredOn(c -> c.said() == Confidence.CERTAIN && !c.accepted())
                .isEmpty();
    }

    @Test
    void whatIsLikelyIsNearlyAlwaysRight() {
        List<Case> sure = cases.stream().filter(Case::sure).toList();
        assertThat(share(sure, Case::accepted)).isGreaterThanOrEqualTo(95);
    }

    @Test
    void answersAreRightAndNotSilent() {
        List<Case> named = cases.stream().filter(c -> c.cause() != Cause.INCONCLUSIVE).toList();
        assertThat(share(cases, Case::accepted)).isGreaterThanOrEqualTo(95);
        assertThat(share(named, c -> c.accepted() && c.verdict().cause() != Cause.INCONCLUSIVE))
                .isGreaterThanOrEqualTo(88);
    }

    @Test
    void noTemptingAnswerIsGiven() {
        assertThat(cases).filteredOn(c -> c.verdict().cause() == c.tempting()).isEmpty();
    }

    @Test
    void everyCauseIsFoundOnceAndTemptsOnce() {
        Set<Cause> found = EnumSet.noneOf(Cause.class);
        Set<Cause> tempting = EnumSet.noneOf(Cause.class);
        for (Case each : cases) {
            found.add(each.cause());
            tempting.add(each.tempting());
        }
        assertThat(found).containsAll(EnumSet.allOf(Cause.class));
        assertThat(tempting).containsAll(EnumSet.complementOf(EnumSet.of(Cause.INCONCLUSIVE)));
    }

    @Test
    void thePageKeepsTheFigures() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Accuracy

                        Verdicts over the inputs with a known answer in `core/src/test/resources/truth`. They are written from the
                        kernel's and the runtimes' own format strings; each holds a cause that is tempting and wrong. This page is
                        made by `AccuracyTest`; to make it anew: `mvn -pl core test -Dtest=AccuracyTest -Dgolden.update=true`.

                        """);
        List<Case> named = cases.stream().filter(c -> c.cause() != Cause.INCONCLUSIVE).toList();
        page.append("- inputs: ").append(cases.size()).append('\n');
        page.append("- accepted: ").append(share(cases, Case::accepted)).append(" %\n");
        page.append("- named, of those whose answer names a cause: ")
                .append(
                        share(
                                named,
                                c -> c.accepted() && c.verdict().cause() != Cause.INCONCLUSIVE))
                .append(" %\n");
        page.append(
                "\n## Calibration\n\n| confidence | answers | right |\n| --- | ---: | ---: |\n");
        Map<Confidence, List<Case>> byConfidence = new EnumMap<>(Confidence.class);
        cases.forEach(c -> byConfidence.computeIfAbsent(c.said(), k -> new ArrayList<>()).add(c));
        for (Confidence confidence :
                List.of(Confidence.CERTAIN, Confidence.LIKELY, Confidence.POSSIBLE)) {
            List<Case> of = byConfidence.getOrDefault(confidence, List.of());
            page.append("| ")
                    .append(confidence.word())
                    .append(" | ")
                    .append(of.size())
                    .append(" | ")
                    .append(of.stream().filter(Case::accepted).count())
                    .append(" |\n");
        }
        page.append("\n## Confusion\n\n| the answer | what was said |\n| --- | --- |\n");
        for (Cause cause : Cause.values()) {
            Map<String, Integer> said = new TreeMap<>();
            for (Case each : cases) {
                if (each.cause() == cause) {
                    said.merge(each.verdict().cause().word(), 1, Integer::sum);
                }
            }
            if (!said.isEmpty()) {
                List<String> row = new ArrayList<>();
                said.forEach((word, count) -> row.add(word + " " + count));
                page.append("| ")
                        .append(cause.word())
                        .append(" | ")
                        .append(String.join(", ", row))
                        .append(" |\n");
            }
        }
        page.append("\n## Misses\n\n");
        List<Case> misses = cases.stream().filter(c -> !c.accepted()).toList();
        for (Case miss : misses) {
            page.append("- `")
                    .append(miss.name())
                    .append("`: said ")
                    .append(miss.verdict().cause().word())
                    .append(" (")
                    .append(miss.said().word())
                    .append("), the answer is ")
                    .append(miss.cause().word())
                    .append(": ")
                    .append(miss.why())
                    .append('\n');
        }
        return misses.isEmpty() ? page.append("None.\n").toString() : page.toString();
    }

    private static long share(List<Case> of, Predicate<Case> holds) {
        return of.isEmpty() ? 100 : of.stream().filter(holds).count() * 100 / of.size();
    }

    private static Case judge(Path folder) {
        try {
            Map<String, String> answer = new HashMap<>();
            for (String line : Files.readAllLines(folder.resolve("answer"))) {
                int colon = line.indexOf(": ");
                answer.put(line.substring(0, colon), line.substring(colon + 2));
            }
            String text = Files.readString(folder.resolve("input.txt"));
            Verdict verdict =
                    Highorder.diagnose(
                                    List.of(SourceText.of("input.txt", text)),
                                    Highorder.Options.NONE)
                            .top()
                            .verdict();
            Set<Cause> also = EnumSet.noneOf(Cause.class);
            for (String word : answer.getOrDefault("also", "").split(", ", -1)) {
                if (!word.isEmpty()) {
                    also.add(cause(word));
                }
            }
            return new Case(
                    folder.getFileName().toString(),
                    cause(answer.get("cause")),
                    also,
                    cause(answer.get("tempting")),
                    answer.getOrDefault("why", ""),
                    verdict);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cause cause(@Nullable String word) {
        return Stream.of(Cause.values())
                .filter(c -> c.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private record Case(
            String name,
            Cause cause,
            Set<Cause> also,
            Cause tempting,
            String why,
            Verdict verdict) {

        boolean accepted() {
            return verdict.cause() == cause || also.contains(verdict.cause());
        }

        Confidence said() {
            return verdict.confidence();
        }

        boolean sure() {
            return said() != Confidence.POSSIBLE;
        }
    }
}
