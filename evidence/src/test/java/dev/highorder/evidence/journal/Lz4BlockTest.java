/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Lz4BlockTest {

    @Test
    void literalsAndAMatchThatOverlapsItself() {
        // 3 literals, a match of 9 bytes 3 back; then 5 literals
        byte[] block = {0x35, 'a', 'b', 'c', 3, 0, 0x50, 'd', 'e', 'f', 'g', 'h'};
        assertThat(new String(Lz4Block.unpack(block, 0, 17), StandardCharsets.US_ASCII))
                .isEqualTo("abcabcabcabcdefgh");
    }

    @Test
    void onlyWhatIsWantedIsUnpacked() {
        byte[] block = {0x35, 'a', 'b', 'c', 3, 0, 0x50, 'd', 'e', 'f', 'g', 'h'};
        assertThat(new String(Lz4Block.unpack(block, 0, 5), StandardCharsets.US_ASCII))
                .isEqualTo("abcab");
    }

    @Test
    void garbageEndsAndIsNeverLongerThanAskedFor() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] block = new byte[random.nextInt(64)];
            random.nextBytes(block);
            assertThat(Lz4Block.unpack(block, 0, 4096)).hasSizeLessThanOrEqualTo(4096);
        }
    }
}
