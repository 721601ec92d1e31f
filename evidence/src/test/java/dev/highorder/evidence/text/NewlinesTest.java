/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NewlinesTest {

    /// Bytes around the newline's own value are the ones that bit tricks take for it.
    private static final byte[] BYTES = {'\n', 0x0b, 0x09, (byte) 0x8a, 0, -1, 0x0a ^ 0x7f, 'x'};

    @Test
    void eightAtATimeIsAsOneByOne() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = BYTES[random.nextInt(BYTES.length)];
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int count = 0;
            int first = -1;
            int last = from - 1;
            for (int i = from; i < to; i++) {
                if (bytes[i] == '\n') {
                    count++;
                    first = first < 0 ? i : first;
                    last = i;
                }
            }
            assertThat(Newlines.count(bytes, from, to)).isEqualTo(count);
            assertThat(Newlines.first(bytes, from, to)).isEqualTo(first);
            assertThat(Newlines.last(bytes, from, to)).isEqualTo(last);
        }
    }
}
