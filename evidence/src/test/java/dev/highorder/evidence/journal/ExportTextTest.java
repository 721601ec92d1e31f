/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExportTextTest {

    private static String read(byte[] export) {
        try (ExportText text = new ExportText(new ByteArrayInputStream(export))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] binary(String name, String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes(name + "\n"));
        out.writeBytes(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(bytes(content).length)
                        .array());
        out.writeBytes(bytes(content + "\n"));
        return out.toByteArray();
    }

    @Test
    void aMessageOfSeveralLinesIsOneLineAndTheNextEntryKeepsItsNumber() {
        ByteArrayOutputStream export = new ByteArrayOutputStream();
        export.writeBytes(bytes("__CURSOR=s=1\n_HOSTNAME=node-1\n"));
        // ten bytes: the length itself holds a line end
        export.writeBytes(binary("MESSAGE", "one\ntwo\nth"));
        export.writeBytes(bytes("_PID=1\n\n__CURSOR=s=2\nMESSAGE=next\n\n"));

        String text = read(export.toByteArray());

        assertThat(text)
                .isEqualTo(
                        "__CURSOR=s=1\n_HOSTNAME=node-1\nMESSAGE=one#012two#012th\n_PID=1\n\n\n\n\n\n__CURSOR=s=2\nMESSAGE=next\n\n");
        assertThat(text.chars().filter(c -> c == '\n'))
                .hasSameSizeAs(
                        new String(export.toByteArray(), StandardCharsets.ISO_8859_1)
                                .chars()
                                .filter(c -> c == '\n')
                                .boxed()
                                .toList());
    }

    @Test
    void theLineEndAtTheEndOfAMessageIsNoFurtherLine() {
        assertThat(read(binary("MESSAGE", "two lines\n\tof text\n")))
                .isEqualTo("MESSAGE=two lines#012\tof text\n");
    }

    @Test
    void aBigFieldIsCutAndOneThatIsLongerThanTheFileIsRead() {
        String core = "\0\177ELF".repeat(100_000);
        assertThat(read(binary("COREDUMP", core))).hasSizeBetween(64 << 10, (64 << 10) + 20);
        byte[] cut = binary("MESSAGE", "one\ntwo");
        cut[8] = 99;
        assertThat(read(cut)).isEqualTo("MESSAGE=one#012two\n");
    }

    @Test
    void whatHasNoBinaryFieldIsPassedOnAsItIs() {
        assertThat(read(bytes("__CURSOR=1\nMESSAGE=a\n\nplain text\n_PID=3")))
                .isEqualTo("__CURSOR=1\nMESSAGE=a\n\nplain text\n_PID=3");
    }

    @Test
    void garbageEnds() {
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            byte[] garbage = new byte[random.nextInt(200)];
            for (int i = 0; i < garbage.length; i++) {
                garbage[i] = (byte) "AB_=\n\0\1x".charAt(random.nextInt(8));
            }
            assertThat(read(garbage)).isNotNull();
        }
    }
}
