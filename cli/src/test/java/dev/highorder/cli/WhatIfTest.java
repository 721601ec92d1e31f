/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.Highorder;
import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.whatif.Action;
import dev.highorder.core.whatif.WhatIf;
import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.frames.PageFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the model says of captured nodes, held against what their kernels then did.
class WhatIfTest {

    private static final Path KERNELS = Path.of("src/test/resources/kernels");

    /// A remedy that was run, and what came of it in ZONE_DMA32.
    private record Measured(
            String scenario, String remedy, long suitable, WhatIf.Outcome predicted) {

        WhatIf.Range range() {
            return predicted.zones().stream()
                    .filter(zone -> zone.id().zone().equals("DMA32"))
                    .findFirst()
                    .orElseThrow()
                    .suitable();
        }

        boolean inside() {
            return range().low() <= suitable && suitable <= range().high();
        }

        double error() {
            return Math.abs(range().expected() - suitable) / (double) Math.max(suitable, 1);
        }

        double width() {
            return (range().high() - range().low()) / (double) Math.max(range().expected(), 1);
        }
    }

    private static WhatIf whatIf(Path place) {
        List<String> places = List.of(place.toString());
        Evidence evidence = Evidence.open(places, Optional.empty(), InputStream.nullInputStream());
        return Highorder.whatIf(
                        evidence.sources(),
                        Highorder.Options.NONE,
                        PageFiles.in(places, new ArrayList<>()))
                .orElseThrow();
    }

    private static Measured measured(String scenario, String remedy, Action action)
            throws IOException {
        Path folder = KERNELS.resolve(scenario);
        WhatIf whatIf = whatIf(folder.resolve("before"));
        String row =
                Files.readAllLines(folder.resolve("after-" + remedy + "/proc/buddyinfo")).stream()
                        .filter(line -> line.contains("DMA32"))
                        .findFirst()
                        .orElseThrow();
        List<Long> blocks =
                Arrays.stream(row.substring(row.indexOf("DMA32") + 5).strip().split(" +", -1))
                        .map(Long::valueOf)
                        .toList();
        return new Measured(
                scenario,
                remedy,
                new FreeLists(blocks).suitable(whatIf.order()),
                whatIf.actions().stream()
                        .filter(outcome -> outcome.action() == action)
                        .findFirst()
                        .orElseThrow());
    }

    private static List<Measured> all() throws IOException {
        Action both = Action.DROP_THEN_COMPACT;
        String old = "6.1.192-x86_64/";
        return List.of(
                measured(old + "memory-exhausted", "both", both),
                measured(old + "mixed-both", "compact", Action.COMPACT),
                measured(old + "mixed-both", "drop", Action.DROP_BOTH),
                measured(old + "mixed-both", "both", both),
                measured(old + "movable-extfrag-threshold", "compact", Action.COMPACT),
                measured(old + "movable-extfrag-threshold", "drop", Action.DROP_BOTH),
                measured(old + "slab-reclaimable", "compact", Action.COMPACT),
                measured(old + "slab-reclaimable", "drop", Action.DROP_BOTH),
                measured(old + "unmovable-pipes", "both", both),
                measured("6.12.117-x86_64/movable-extfrag-threshold", "compact", Action.COMPACT));
    }

    private static double median(
            List<Measured> all, java.util.function.ToDoubleFunction<Measured> of) {
        double[] values = all.stream().mapToDouble(of).sorted().toArray();
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    @Test
    void whatTheKernelThenHadLiesInsideTheIntervalNineTimesInTen() throws IOException {
        List<Measured> all = all();
        assertThat(all.stream().filter(one -> !one.inside()).map(Measured::scenario))
                .as("scenarios outside")
                .hasSizeLessThanOrEqualTo(all.size() / 10);
    }

    @Test
    void theExpectedValueIsNearAndTheIntervalNarrow() throws IOException {
        List<Measured> all = all();
        assertThat(median(all, Measured::error)).isLessThanOrEqualTo(0.15);
        assertThat(median(all, Measured::width)).isLessThanOrEqualTo(0.5);
    }

    @Test
    void whetherTheRequestIsServedIsNeverSaidWrong() throws IOException {
        List<Measured> all = all();
        List<Admission.Answer> answers =
                all.stream().map(one -> one.predicted().request().answer()).toList();
        Admission.Answer yes = Admission.Answer.YES;
        assertThat(answers)
                .containsExactly(
                        Admission.Answer.NO,
                        yes,
                        yes,
                        yes,
                        yes,
                        Admission.Answer.UNSURE,
                        yes,
                        yes,
                        yes,
                        yes);
    }

    @Test
    void compactionOfThatNodeMovesWhatItsKernelMoved() throws IOException {
        // vmstat counted 7,656 pages (pgmigrate_success) between the two moments.
        assertThat(
                        measured(
                                        "6.1.192-x86_64/movable-extfrag-threshold",
                                        "compact",
                                        Action.COMPACT)
                                .predicted()
                                .pagesMigrated())
                .isBetween(7_500L, 7_800L);
    }

    @Test
    void withoutPageFlagsTheIntervalIsWideAndSaysSo() {
        Run run =
                Run.of(
                        "whatif",
                        "src/test/resources/kernels/6.1.192-x86_64/mixed-both/after-compact");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Only counters are known").contains("/proc/kpageflags");
    }

    @Test
    void anOrderThatNothingFailedAtIsAskedForByAnOrdinaryRequest() {
        Run run =
                Run.of(
                        "whatif",
                        "--order",
                        "9",
                        "src/test/resources/kernels/6.1.192-x86_64/mixed-both/before");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Order 9 (2 MiB in one piece), the order asked for");
    }

    @Test
    void whereThereAreNoFreeListsThereIsNoAnswer() {
        Run run = Run.of("whatif", "src/test/resources/kernels/ORIGIN.md");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo(
                        "highorder: src/test/resources/kernels/ORIGIN.md: no free blocks in it; pass /proc/buddyinfo, /proc/zoneinfo and /proc/kpageflags\n");
    }
}
