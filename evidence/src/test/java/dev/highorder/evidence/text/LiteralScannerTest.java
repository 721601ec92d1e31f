/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.highorder.evidence.text.LiteralScanner.Literal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiteralScannerTest {

    private static final String LETTERS = "abc-";

    /// All groups that the places of the scanner lead to.
    private static int found(LiteralScanner scanner, String text) {
        byte[] bytes = Arrays.copyOf(bytes(text), text.length() + LiteralScanner.SLACK);
        int[] places = new int[bytes.length / 3 + 1];
        int count = scanner.places(bytes, text.length(), places);
        int groups = 0;
        for (int i = 0; i < count; i++) {
            groups |= scanner.groups(bytes, places[i], text.length());
        }
        return groups;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String any(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    @Test
    void whatIsFoundIsWhatIsThere() {
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            List<Literal> literals = new ArrayList<>();
            for (int group = 0; group < 6; group++) {
                literals.add(new Literal(any(random, 5 + random.nextInt(5)), group));
            }
            byte[] sample = bytes(any(random, random.nextInt(40)));
            LiteralScanner scanner = new LiteralScanner(literals, sample, sample.length);
            for (int length = 0; length < 60; length++) {
                String text = any(random, length);
                int expected = 0;
                for (Literal literal : literals) {
                    expected |= text.contains(literal.text()) ? 1 << literal.group() : 0;
                }
                assertThat(found(scanner, text)).as(text).isEqualTo(expected);
                assertThat(scanner.any(bytes(text), length)).as(text).isEqualTo(expected != 0);
            }
        }
    }

    @Test
    void aLiteralIsFoundAtEveryPlaceAndAtBothEnds() {
        List<Literal> literals =
                List.of(new Literal("BUG: ", 0), new Literal("page allocation failure", 1));
        LiteralScanner scanner = new LiteralScanner(literals, new byte[0], 0);
        for (Literal literal : literals) {
            for (int before = 0; before < 20; before++) {
                for (int behind = 0; behind < 20; behind++) {
                    String text = ".".repeat(before) + literal.text() + ".".repeat(behind);
                    assertThat(found(scanner, text)).as(text).isEqualTo(1 << literal.group());
                }
            }
        }
    }

    @Test
    void aLiteralOfFourBytesCouldBePassedOver() {
        assertThatThrownBy(
                        () -> new LiteralScanner(List.of(new Literal("Oops", 0)), new byte[0], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shorter than five bytes: Literal[text=Oops, group=0]");
    }
}
