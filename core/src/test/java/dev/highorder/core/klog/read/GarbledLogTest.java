/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.model.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cut, shuffled and broken logs: nothing is thrown, and what is read keeps its place in the log.
class GarbledLogTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noContentIsTooBad(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (String log :
                List.of(
                        "6.1.192-x86_64/memory-exhausted/kmsg",
                        "6.1.192-x86_64/unmovable-pipes/kmsg",
                        "6.12.117-x86_64/movable-extfrag-threshold/kmsg")) {
            Path path = Path.of("src/test/resources/kernels", log);
            lines.addAll(Files.readAllLines(path, StandardCharsets.UTF_8));
        }
        for (int round = 0; round < 60; round++) {
            List<String> garbled = new ArrayList<>();
            for (String line : lines) {
                garbled.add(garble(line, random));
            }
            if (round % 3 == 0) {
                Collections.shuffle(garbled, random);
            }
            List<Line> log = LogLines.of(String.join("\n", garbled));
            Parsed<List<KernelEvent>> read = KernelLog.read(log);
            assertThat(read.value())
                    .isSortedAccordingTo(
                            (a, b) -> Integer.compare(a.cite().line(), b.cite().line()));
            assertThat(read.problems())
                    .allSatisfy(problem -> assertThat(problem.line().orElseThrow()).isPositive());
        }
    }

    private static String garble(String line, Random random) {
        int from = line.indexOf(';') + 1;
        int length = line.length() - from;
        if (length < 2) {
            return line;
        }
        int at = from + random.nextInt(length);
        return switch (random.nextInt(8)) {
            case 0 -> line.substring(0, at);
            case 1 -> line.substring(0, from) + line.substring(at);
            case 2 -> line.substring(0, at) + "99999999999999999999" + line.substring(at);
            case 3 ->
                    line.substring(0, at)
                            + (char) (33 + random.nextInt(94))
                            + line.substring(at + 1);
            case 4 -> line.substring(0, at) + ' ' + line.substring(at);
            default -> line;
        };
    }
}
