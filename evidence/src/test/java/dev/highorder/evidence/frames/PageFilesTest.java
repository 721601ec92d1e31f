/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFilesTest {

    private static final int FRAMES = 600_000;

    @TempDir Path folder;

    private static byte[] words(int frames, int factor) {
        ByteBuffer bytes = ByteBuffer.allocate(frames * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            bytes.putLong((long) i * factor);
        }
        return bytes.array();
    }

    /// What was handed out: the number of frames, and whether each had its own words.
    private record Seen(long frames, long wrong, List<Problem> problems) {}

    private static Seen read(PageFiles files) {
        AtomicLong frames = new AtomicLong();
        AtomicLong wrong = new AtomicLong();
        List<Problem> problems =
                files.read(() ->
                        (first, flags, counts, count) -> {
                            frames.addAndGet(count);
                            for (int i = 0; i < count; i++) {
                                boolean own =
                                        flags[i] == first + i
                                                && (counts.length == 0
                                                        || counts[i] == (first + i) * 3);
                                wrong.addAndGet(own ? 0 : 1);
                            }
                        });
        return new Seen(frames.get(), wrong.get(), problems);
    }

    private PageFiles find() {
        List<Problem> problems = new ArrayList<>();
        PageFiles files = PageFiles.in(List.of(folder.toString()), problems).orElseThrow();
        assertThat(problems).isEmpty();
        return files;
    }

    @Test
    void plainFilesAreReadByAllProcessorsEachFrameOnce() throws IOException {
        Files.createDirectory(folder.resolve("proc"));
        Files.write(folder.resolve("proc/kpageflags"), words(FRAMES, 1));
        Files.write(folder.resolve("proc/kpagecount"), words(FRAMES, 3));
        PageFiles files = find();
        assertThat(files.hasCounts()).isTrue();
        assertThat(files.frames()).isEqualTo(FRAMES);
        assertThat(read(files)).isEqualTo(new Seen(FRAMES, 0, List.of()));
    }

    @Test
    void compressedFilesAreReadSideBySide() throws IOException {
        gzip(folder.resolve("kpageflags.gz"), words(FRAMES, 1));
        gzip(folder.resolve("kpagecount.gz"), words(FRAMES, 3));
        PageFiles files = find();
        assertThat(files.frames()).isEqualTo(FRAMES);
        assertThat(read(files)).isEqualTo(new Seen(FRAMES, 0, List.of()));
    }

    @Test
    void membersOfAnArchiveAreReadTogetherThoughTheyLieBehindEachOther() throws IOException {
        Path archive = folder.resolve("bundle.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("node/proc/kpageflags"));
            zip.write(words(FRAMES, 1));
            zip.putNextEntry(new ZipEntry("node/proc/kpagecount"));
            zip.write(words(FRAMES, 3));
            zip.closeEntry();
        }
        PageFiles files =
                PageFiles.in(List.of(archive.toString()), new ArrayList<>()).orElseThrow();
        assertThat(files.path()).isEqualTo(archive + "!node/proc/kpageflags");
        assertThat(read(files)).isEqualTo(new Seen(FRAMES, 0, List.of()));
    }

    @Test
    void aFileThatIsCutIsReadAsFarAsItGoes() throws IOException {
        byte[] cut = java.util.Arrays.copyOf(words(100, 1), 100 * 8 - 3);
        Files.write(folder.resolve("kpageflags"), cut);
        assertThat(read(find()))
                .isEqualTo(
                        new Seen(
                                99,
                                0,
                                List.of(
                                        Problem.of(
                                                folder + "/kpageflags",
                                                "ends inside a word of 8 bytes: it was cut; the whole words were read"))));
    }

    @Test
    void theStateInProcComesBeforeOtherCopies() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("proc"));
        Files.write(folder.resolve("a/kpageflags"), words(5, 1));
        Files.write(folder.resolve("proc/kpageflags"), words(7, 1));
        List<Problem> problems = new ArrayList<>();
        PageFiles files = PageFiles.in(List.of(folder.toString()), problems).orElseThrow();
        assertThat(files.frames()).isEqualTo(7);
        assertThat(problems)
                .containsExactly(
                        Problem.of(
                                folder + "/a/kpageflags",
                                "another reading of page flags; only "
                                        + folder
                                        + "/proc/kpageflags is used"));
    }

    private static void gzip(Path file, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        Files.write(file, packed.toByteArray());
    }
}
