/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest implements Progress {

    private static final byte[] LOG =
            "Jun  8 11:04:35 node-1 systemd: Started Session 12 of user root.\n"
                    .repeat(200_000)
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir Path directory;

    private OptionalLong expected = OptionalLong.empty();
    private long seen;

    @Override
    public void begin(OptionalLong bytes) {
        expected = bytes;
    }

    @Override
    public void read(long bytes) {
        seen += bytes;
    }

    private void open(InputStream input, String... places) {
        Evidence.open(List.of(places), Optional.empty(), input, this);
    }

    @Test
    void allOfTheFilesIsForetoldAndSeen() throws Exception {
        Path plain = Files.write(directory.resolve("messages"), LOG);
        Path packed = directory.resolve("messages.1.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(LOG);
        }
        open(InputStream.nullInputStream(), plain.toString(), packed.toString());

        assertThat(expected).hasValue(Files.size(plain) + Files.size(packed));
        assertThat(seen).isEqualTo(Files.size(plain) + Files.size(packed));
    }

    @Test
    void ofAPipeNothingIsForetoldAndAllIsSeen() {
        open(new ByteArrayInputStream(LOG), "-");

        assertThat(expected).isEmpty();
        assertThat(seen).isEqualTo(LOG.length);
    }

    @Test
    void ofADirectoryNothingIsForetoldAndAllIsSeen() throws Exception {
        Files.write(directory.resolve("messages"), LOG);
        open(InputStream.nullInputStream(), directory.toString());

        assertThat(expected).isEmpty();
        assertThat(seen).isEqualTo(LOG.length);
    }
}
