/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

class JournalFilesTest {

    @TempDir Path dir;

    private static InputStream packed() {
        return Objects.requireNonNull(
                JournalFilesTest.class.getResourceAsStream("/journals/compact-zstd.journal.xz"));
    }

    private static byte[] journal() throws IOException {
        try (InputStream in = new XZInputStream(packed())) {
            return in.readAllBytes();
        }
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.write(file, content);
    }

    private static Evidence open(Path... places) {
        return Evidence.open(
                List.of(places).stream().map(Path::toString).toList(),
                Optional.empty(),
                InputStream.nullInputStream());
    }

    @Test
    void aJournalIsReadAsItIsAndThroughAPipeWithALineForEachEntry() throws IOException {
        Evidence file = open(write("system.journal", journal()));
        Evidence pipe = Evidence.open(List.of("-"), Optional.empty(), packed());

        assertThat(file.problems()).isEmpty();
        SourceText text = file.sources().getFirst();
        assertThat(text.lines()).hasSize(63);
        assertThat(text.lines().getFirst().text())
                .isEqualTo(
                        "2022-06-08T03:04:35.000000+00:00 node-1 kernel: [ 4999.999000] runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0");
        assertThat(pipe.sources().getFirst().lines()).isEqualTo(text.lines());
    }

    @Test
    void archivedJournalsStandBeforeTheCurrentOneInTheOrderOfTime() throws IOException {
        String id = "@1154fd4fa6d14c21a9c6a0ae4ea3ac10-";
        write("j/system.journal", journal());
        write("j/system" + id + "0000000000000400-0005e0df2dd4b2c0.journal", journal());
        write("j/system" + id + "00000000000fffff-0005e0000dd4b2c0.journal", journal());
        write("j/system@0005e0de2dd4b2c0-bd4d0b2d2c7d1c5a.journal~", journal());

        assertThat(open(dir).sources())
                .extracting(source -> source.path().substring(dir.toString().length() + 3))
                .containsExactly(
                        "system" + id + "00000000000fffff-0005e0000dd4b2c0.journal",
                        "system@0005e0de2dd4b2c0-bd4d0b2d2c7d1c5a.journal~",
                        "system" + id + "0000000000000400-0005e0df2dd4b2c0.journal",
                        "system.journal");
    }

    @Test
    void whatCannotBeReadOfAJournalThatWasGivenIsAWarning() throws IOException {
        byte[] newer = journal();
        ByteBuffer.wrap(newer).order(ByteOrder.LITTLE_ENDIAN).putInt(12, 0x40);
        byte[] empty = journal();
        ByteBuffer header = ByteBuffer.wrap(empty).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(96, 0).putLong(136, 0).putLong(152, 0);
        Path first = write("newer.journal", newer);
        Path second = write("empty.journal", empty);

        assertThat(open(first, second).warnings())
                .containsExactly(
                        Problem.of(
                                first.toString(),
                                "a journal file of a newer format (incompatible flags 0x40); pass what journalctl -o export --file FILE prints"),
                        Problem.of(second.toString(), "a journal file without entries"));
    }
}
