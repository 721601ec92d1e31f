/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.SourceLine;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Around the length up to which a text is kept whole: 8 MiB, and less where much was kept before.
class TextReaderTest {

    private static final int WHOLE = 8 << 20;
    private static final String ORDINARY = "Jun  8 11:04:35 node-1 systemd: Reloading.".repeat(4);
    private static final String FAILURE =
            "Jun  8 11:04:36 node-1 kernel: runc: page allocation failure: order:6, mode:0xc0d0";

    private static byte[] log(int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length - 4096) {
            text.append(ORDINARY).append('\n');
        }
        text.append(FAILURE).append('\n');
        text.append("x".repeat(length - text.length()));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static SourceText read(InputStream log) throws IOException {
        return new TextReader()
                .read(Sample.of(Member.given("log", log)), Origin.Role.NODE)
                .text()
                .orElseThrow();
    }

    /// A stream from a pipe or a decompressor does not say how much there is.
    private static InputStream ofUnknownLength(byte[] log) {
        return new ByteArrayInputStream(log) {
            @Override
            public int available() {
                return 0;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {WHOLE - 1, WHOLE, WHOLE + 1, WHOLE + (64 << 10), WHOLE + (64 << 10) + 1})
    void thatTheLengthIsKnownChangesNothing(int length) throws IOException {
        byte[] log = log(length);
        SourceText known = read(new ByteArrayInputStream(log));
        SourceText unknown = read(ofUnknownLength(log));

        assertThat(known.lines()).isEqualTo(unknown.lines());
        assertThat(known.lines()).extracting(SourceLine::text).containsOnlyOnce(FAILURE);
        assertThat(known.lines().size() > 1000).isEqualTo(length <= WHOLE);
    }
}
