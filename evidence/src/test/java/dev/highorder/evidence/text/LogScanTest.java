/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.SourceLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LogScanTest {

    private static final LiteralScanner SCANNER = Interest.scanner(new byte[0], 0);

    /// What the filter must keep, worked out line by line without any chunks.
    private static List<SourceLine> expected(List<String> lines) {
        TreeSet<Integer> kept = new TreeSet<>();
        int after = 0;
        for (int i = 0; i < lines.size(); i++) {
            byte[] line = lines.get(i).getBytes(StandardCharsets.UTF_8);
            int longest = Interest.following(groups(line), line, 0, line.length);
            if (longest >= 0) {
                for (int before = Math.max(0, i - Interest.BEFORE); before <= i; before++) {
                    kept.add(before);
                }
                after = Math.max(after, longest);
            } else if (after > 0) {
                kept.add(i);
                after--;
            }
        }
        List<SourceLine> result = new ArrayList<>();
        for (int i : kept) {
            result.add(new SourceLine(i + 1, lines.get(i)));
        }
        return result;
    }

    private static int groups(byte[] line) {
        int groups = 0;
        for (int place = 0; place <= line.length - 3; place++) {
            groups |= SCANNER.groups(line, place, line.length);
        }
        return groups;
    }

    private static List<SourceLine> scan(String text) throws IOException {
        KeptLines kept = new KeptLines("log", new Allowance());
        LogScan scan =
                new LogScan(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        SCANNER,
                        new ChosenLines(kept, 0));
        assertThat(scan.run()).isTrue();
        return kept.lines();
    }

    @Test
    void chunksDoNotChangeWhatIsKept() throws IOException {
        Random random = new Random(20260601);
        for (int round = 0; round < 8; round++) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 12_000; i++) {
                lines.add(line(random));
            }
            String text = String.join("\n", lines) + (round % 2 == 0 ? "\n" : "");

            List<SourceLine> kept = scan(text);
            List<SourceLine> expected = expected(lines);
            assertThat(numbers(kept)).isEqualTo(numbers(expected));
            assertThat(kept.equals(expected)).isTrue();
        }
    }

    private static String numbers(List<SourceLine> lines) {
        return lines.stream().map(line -> "" + line.number()).collect(Collectors.joining(" "));
    }

    private static String line(Random random) {
        int kind = random.nextInt(3000);
        if (kind == 0) {
            return "kernel: runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0";
        }
        if (kind < 6) {
            return "kubelet: RunPodSandbox from runtime service failed, pod ü";
        }
        if (kind < 100) {
            return "";
        }
        return "systemd: Started Session " + "x".repeat(random.nextInt(300)) + " of user root.";
    }

    @Test
    void aLineWithoutAnEndIsCutAndTheNextIsReadUnderItsOwnNumber() throws IOException {
        KeptLines kept = new KeptLines("log", new Allowance());
        String text =
                "Out of memory"
                        + "y".repeat(3_000_000)
                        + "\nnext\n"
                        + "z".repeat(1_000_000)
                        + "\nlast";
        new LogScan(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        SCANNER,
                        new ChosenLines(kept, 0))
                .run();

        assertThat(kept.lines()).extracting(SourceLine::number).containsExactly(1, 2, 3, 4);
        assertThat(kept.lines().get(1).text()).isEqualTo("next");
        assertThat(kept.lines().get(0).text()).hasSize(KeptLines.MAX_LINE);
        assertThat(kept.problems())
                .extracting(problem -> problem.line().orElseThrow() + " " + problem.message())
                .containsExactly(
                        "1 the line is longer than 65536 bytes; the rest of it was not read",
                        "3 the line is longer than 65536 bytes; the rest of it was not read");
    }
}
