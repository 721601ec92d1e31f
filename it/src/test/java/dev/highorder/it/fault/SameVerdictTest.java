/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.incident.Told;
import dev.highorder.it.incident.Wrapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The verdict and every figure stay the same over all inputs with a known answer, whatever shape they arrive in.
class SameVerdictTest {

    private static final List<String> NOISE =
            List.of(
                    "systemd[1]: Started Session 4242 of user root.",
                    "docker0: port 3(veth1f2e3d) entered disabled state",
                    "IPv6: ADDRCONF(NETDEV_UP): veth1f2e3d: link is not ready");

    private static final Pattern PREFIX =
            Pattern.compile("(\\[ *\\d+\\.\\d+\\]|[A-Z][a-z]{2} +\\d+ [\\d:]{8}) .*");

    /// The inputs whose answer changes, with the first thing that is not the same.
    private static Map<String, String> changed(UnaryOperator<String> shape) {
        return changed(Truth.all(), shape);
    }

    private static Map<String, String> changed(List<Truth> truths, UnaryOperator<String> shape) {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Truth truth : truths) {
            Told before = Told.by(Map.of("input.txt", truth.text()));
            Told after = Told.by(Map.of("input.txt", shape.apply(truth.text())));
            if (!before.equals(after)) {
                changed.put(truth.name(), difference(before, after));
            }
        }
        return changed;
    }

    /// Where two answers part, with what stands around it.
    private static String difference(Told before, Told after) {
        String one = before.toString();
        String other = after.toString();
        int from = 0;
        while (from < Math.min(one.length(), other.length())
                && one.charAt(from) == other.charAt(from)) {
            from++;
        }
        return "…" + around(one, from) + "… became …" + around(other, from) + "…\n";
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 60));
    }

    static List<Wrapping> wholeLines() {
        return Stream.of(Wrapping.values()).filter(w -> !w.breaksLines()).toList();
    }

    static List<Wrapping> wordWraps() {
        return Stream.of(Wrapping.values()).filter(w -> w.name().contains("WRAPPED")).toList();
    }

    static List<Wrapping> brokenLines() {
        return Stream.of(Wrapping.values()).filter(Wrapping::breaksLines).toList();
    }

    @ParameterizedTest
    @MethodSource("wholeLines")
    void howeverTheTextIsQuotedNumberedOrIndented(Wrapping wrapping) {
        assertThat(changed(wrapping::of)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wordWraps")
    void howeverALogWithPrefixesIsWrapped(Wrapping wrapping) {
        List<Truth> logs =
                Truth.all().stream()
                        .filter(truth ->
                                PREFIX.matcher(truth.text().lines().findFirst().orElse(""))
                                        .matches())
                        .toList();

        assertThat(logs).hasSizeGreaterThan(15);
        assertThat(changed(logs, wrapping::of)).isEmpty();
    }

    /// Where nothing shows that a line goes on in the next, less is known, and never something else.
    @ParameterizedTest
    @MethodSource("brokenLines")
    void brokenLinesNeverTellOfAnotherCause(Wrapping wrapping) {
        Map<String, String> other = new LinkedHashMap<>();
        for (Truth truth : Truth.all()) {
            String whole = cause(truth.text());
            String broken = cause(wrapping.of(truth.text()));
            if (!broken.equals(whole)
                    && !broken.equals("inconclusive")
                    && !truth.causes().contains(broken)) {
                other.put(truth.name(), whole + " became " + broken);
            }
        }
        assertThat(other).isEmpty();
    }

    private static String cause(String text) {
        String verdict = Told.by(Map.of("input.txt", text)).verdict();
        return verdict.substring(0, verdict.indexOf(' '));
    }

    @ParameterizedTest
    @EnumSource
    void howeverTheKernelsLinesAreCarried(Carrier carrier) {
        assertThat(changed(text -> Carrier.canCarry(text) ? carrier.of(text) : text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messages",
                "proc/meminfo",
                "proc/buddyinfo",
                "a b (1).log",
                "größe-日本",
                "x"
            })
    void underAnyName(String path) {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Truth truth : Truth.all()) {
            Told before = Told.by(Map.of("input.txt", truth.text()));
            Told after = Told.by(Map.of(path, truth.text()));
            if (!before.equals(after)) {
                changed.put(truth.name(), difference(before, after));
            }
        }
        assertThat(changed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void afterEmptyLinesAndProse(int lines) {
        assertThat(
                        changed(text ->
                                "Hello,\n\nthis is what we see:\n"
                                        + "\n".repeat(lines)
                                        + text
                                        + "\n".repeat(lines)
                                        + "Any idea what it could be?\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void withOrdinaryLinesOfTheKernelBetween(long seed) {
        assertThat(changed(text -> noisy(text, new Random(seed)))).isEmpty();
    }

    private static String noisy(String text, Random random) {
        List<String> out = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int stamp = line.startsWith("[") ? line.indexOf("] ") : -1;
            if (stamp > 0 && Carrier.canCarry(line) && random.nextInt(3) == 0) {
                out.add(line.substring(0, stamp + 2) + NOISE.get(random.nextInt(NOISE.size())));
            }
            out.add(line);
        }
        return String.join("\n", out) + "\n";
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void besideFilesThatSayNothing(long seed) {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Truth truth : Truth.all()) {
            Told before = Told.by(Map.of("input.txt", truth.text()));
            Map<String, String> texts = new LinkedHashMap<>();
            if (seed == 1) {
                texts.put("input.txt", truth.text());
            }
            texts.put("notes.txt", "We looked at the dashboards first.\n");
            texts.put("cron", "Jun  8 11:04:35 node-1 crond[21190]: (root) CMD (run-parts)\n");
            if (seed == 2) {
                texts.put("input.txt", truth.text());
            }
            Told after = Told.by(texts);
            if (!before.equals(after)) {
                changed.put(truth.name(), difference(before, after));
            }
        }
        assertThat(changed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void inAnyOrderOfTheFiles(long seed) {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Snapshot snapshot : Snapshot.all()) {
            List<String> paths = new ArrayList<>(snapshot.texts().keySet());
            Collections.shuffle(paths, new Random(seed));
            Map<String, String> shuffled = new LinkedHashMap<>();
            paths.forEach(path -> shuffled.put(path, snapshot.text(path)));
            compare(snapshot, shuffled, changed);
        }
        assertThat(changed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wholeLines")
    void howeverTheFilesAreQuotedNumberedOrIndented(Wrapping wrapping) {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Snapshot snapshot : Snapshot.all()) {
            Map<String, String> wrapped = new LinkedHashMap<>(snapshot.texts());
            wrapped.replaceAll((_, text) -> wrapping.of(text));
            compare(snapshot, wrapped, changed);
        }
        assertThat(changed).isEmpty();
    }

    private static void compare(
            Snapshot snapshot, Map<String, String> texts, Map<String, String> changed) {
        Told before = Told.by(snapshot.texts());
        Told after = Told.by(texts);
        if (!before.equals(after)) {
            changed.put(snapshot.name(), difference(before, after));
        }
    }
}
