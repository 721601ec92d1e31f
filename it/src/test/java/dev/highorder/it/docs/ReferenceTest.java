/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.judge.Rules;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.kb.KbEntry;
import dev.highorder.core.kb.KnowledgeBase;
import dev.highorder.core.proc.ProcParsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the reference lists is what the program has: no more, no less.
class ReferenceTest {

    private static final Pattern ENTRY = Pattern.compile("\\bKB-\\d+");
    private static final Pattern METRIC = Pattern.compile("\\bhighorder_[a-z_]+");
    private static final Pattern SAMPLE = Pattern.compile("(highorder_[a-z_]+)(?:\\{.*})? \\S+");
    private static final Pattern LABEL = Pattern.compile("[{,]([a-z]+)=\"");
    private static final Pattern WORD = Pattern.compile("[a-z]+");
    private static final Pattern REQUIRED =
            Pattern.compile("\"required\": \\[([^\\]]*)\\]", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern ARCH_RULE = Pattern.compile("static final ArchRule (\\w+)");
    private static final Pattern NAMED_RULE = Pattern.compile("LayersTest\\.(?!java)\\w+");

    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseHasASectionThatNamesItsEntries(Cause cause) throws IOException {
        List<Page.Line> section =
                Page.read("docs/reference/causes.md").section("## " + cause.word());
        Set<String> entries = new TreeSet<>();
        for (KbEntry entry : KnowledgeBase.standard().entries()) {
            if (entry.cause() == cause) {
                entries.add(entry.id());
            }
        }

        assertThat(section).as("## " + cause.word()).isNotEmpty();
        assertThat(found(ENTRY, section)).isEqualTo(entries);
    }

    @Test
    void everyRuleIsNamedAmongTheCauses() throws IOException {
        String causes = Page.read("docs/reference/causes.md").text();

        List<String> unnamed =
                Rules.inOrder().stream()
                        .map(Rule::id)
                        .filter(id -> !causes.contains("`" + id + "`"))
                        .toList();

        assertThat(unnamed).isEmpty();
    }

    @Test
    void everyParserIsNamedAmongTheInputs() throws IOException {
        String inputs = Page.read("docs/reference/supported-inputs.md").text();

        List<String> unnamed =
                ProcParsers.all().stream()
                        .map(parser -> parser.getClass().getSimpleName())
                        .filter(name -> !inputs.contains("`" + name + "`"))
                        .toList();

        assertThat(unnamed).isEmpty();
    }

    @Test
    void theArchitectureStatesEveryLayerRuleAndNoOther() throws IOException {
        Set<String> rules = new TreeSet<>();
        Matcher matcher =
                ARCH_RULE.matcher(
                        Files.readString(
                                Page.REPOSITORY.resolve(
                                        "it/src/test/java/dev/highorder/it/LayersTest.java")));
        while (matcher.find()) {
            rules.add("LayersTest." + matcher.group(1));
        }

        assertThat(found(NAMED_RULE, Page.read("ARCHITECTURE.md").prose())).isEqualTo(rules);
    }

    @Test
    void theArchitectureHasARowForEveryPackage() throws IOException {
        String architecture = Page.read("ARCHITECTURE.md").text();
        List<String> without = new ArrayList<>();
        for (String module : List.of("core", "evidence", "node", "report", "cli")) {
            Path sources = Page.REPOSITORY.resolve(module + "/src/main/java/dev/highorder");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(f -> f.endsWith("package-info.java")).toList()) {
                    String path = sources.relativize(file).toString();
                    String name = path.replace("/package-info.java", "").replace('/', '.');
                    if (!architecture.contains("`" + name + "`")) {
                        without.add(name);
                    }
                }
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    @Tag("image")
    void everyCommandHasItsHelpInTheReference() throws IOException, InterruptedException {
        List<String> commands = new ArrayList<>(List.of("highorder"));
        Session session = Session.in(directory);
        for (int i = 0; i < commands.size(); i++) {
            String command = commands.get(i);
            List<String> help = session.run(List.of(command + " --help")).getFirst();
            int list = help.indexOf("Commands:");
            for (int line = list + 1; list >= 0 && line < help.size(); line++) {
                if (help.get(line).matches("  [a-z].*")) {
                    commands.add(command + " " + help.get(line).strip().split(" ", 2)[0]);
                }
            }
        }
        List<String> shown =
                ConsoleBlock.of(Page.read("docs/reference/cli.md")).stream()
                        .flatMap(block -> block.steps().stream())
                        .map(ConsoleBlock.Step::command)
                        .filter(command -> command.endsWith(" --help"))
                        .map(command -> command.replace(" --help", ""))
                        .toList();

        assertThat(commands).hasSizeGreaterThan(5);
        assertThat(shown).containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void everyMetricIsNamedAndNoOther() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String source : List.of("OpenMetricsReport", "NodeMetrics")) {
            Matcher matcher =
                    METRIC.matcher(
                            Files.readString(
                                    Page.REPOSITORY.resolve(
                                            "report/src/main/java/dev/highorder/report/metrics/"
                                                    + source
                                                    + ".java")));
            while (matcher.find()) {
                written.add(matcher.group());
            }
        }

        assertThat(written).hasSizeGreaterThan(5);
        assertThat(found(METRIC, Page.read("docs/reference/metrics.md").prose()))
                .isEqualTo(written);
        Matcher used =
                METRIC.matcher(
                        Files.readString(Page.REPOSITORY.resolve("docs/how-to/node-exporter.md")));
        assertThat(used.results().map(MatchResult::group))
                .hasSizeGreaterThan(3)
                .isSubsetOf(written);
    }

    /// By what the goldens show, and the machines' `host` besides.
    @Test
    void everyLabelOfAMetricIsNamedAndNoOther() throws IOException {
        Map<String, Set<String>> written = new TreeMap<>();
        Path goldens = Page.REPOSITORY.resolve("report/src/test/resources/golden");
        try (Stream<Path> files = Files.list(goldens)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".prom")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    Matcher sample = SAMPLE.matcher(line);
                    if (sample.matches()) {
                        Set<String> labels =
                                written.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
                        Matcher label = LABEL.matcher(line);
                        while (label.find()) {
                            labels.add(label.group(1));
                        }
                        labels.remove("host");
                    }
                }
            }
        }

        Map<String, Set<String>> named = new TreeMap<>();
        for (Page.Line line : Page.read("docs/reference/metrics.md").prose()) {
            String[] cells = line.text().split("\\|", -1);
            if (cells.length == 5 && cells[1].contains("highorder_")) {
                Set<String> labels = new TreeSet<>();
                Matcher word = WORD.matcher(cells[2]);
                while (word.find()) {
                    labels.add(word.group());
                }
                named.put(cells[1].strip().replace("`", ""), labels);
            }
        }
        assertThat(named).isEqualTo(written);
    }

    @Test
    void theDescriptionOfTheJsonNamesEveryKeyOfTheSchemas() throws IOException {
        String page = Page.read("docs/reference/json.md").text();
        for (String schema : List.of("diagnosis-v1", "explain-v1", "manifest-v1", "remedy-v1")) {
            String text =
                    Files.readString(
                            Page.REPOSITORY.resolve("docs/reference/" + schema + ".schema.json"));
            Matcher required = REQUIRED.matcher(text);
            while (required.find()) {
                Matcher key = KEY.matcher(required.group(1));
                while (key.find()) {
                    assertThat(page).containsPattern("`" + key.group(1) + "(\\[\\])?`");
                }
            }
        }
    }

    @Test
    void everyChangeIsOneSentenceForAReader() throws IOException {
        try (Stream<Path> files = Files.list(Page.REPOSITORY.resolve("changelog/unreleased"))) {
            List<Path> fragments = files.sorted().toList();
            assertThat(fragments).isNotEmpty();
            for (Path fragment : fragments) {
                List<String> lines = Files.readAllLines(fragment);
                assertThat(fragment.getFileName().toString()).matches("[a-z0-9-]+\\.yaml");
                assertThat(lines).as(fragment.toString()).hasSize(3);
                assertThat(lines.get(0)).matches("kind: (added|changed|fixed|removed|security)");
                assertThat(lines.get(1)).matches("issue: \\d+");
                assertThat(lines.get(2)).matches("text: [A-Z][^:#]{20,240}\\.");
            }
        }
    }

    private static Set<String> found(Pattern pattern, List<Page.Line> lines) {
        Set<String> found = new TreeSet<>();
        for (Page.Line line : lines) {
            Matcher matcher = pattern.matcher(line.text());
            while (matcher.find()) {
                found.add(matcher.group());
            }
        }
        return found;
    }
}
