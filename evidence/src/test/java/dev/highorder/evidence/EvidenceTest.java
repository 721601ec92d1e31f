/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.SourceLine;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {

    @TempDir Path dir;

    @Test
    void aFileIsOneSourceWithItsPathAsGivenAndNumberedLines() throws IOException {
        Path file = write("log.txt", "one\r\n\ntwo");

        Evidence evidence = open(file.toString());

        assertThat(evidence.sources()).hasSize(1);
        assertThat(evidence.sources().getFirst().path()).isEqualTo(file.toString());
        assertThat(evidence.sources().getFirst().lines())
                .containsExactly(
                        new SourceLine(1, "one"), new SourceLine(2, ""), new SourceLine(3, "two"));
        assertThat(evidence.problems()).isEmpty();
    }

    @Test
    void aDirectoryIsWalkedInTheOrderOfNames() throws IOException {
        write("proc/sys/vm/min_free_kbytes", "67584\n");
        write("proc/buddyinfo", "Node 0, zone      DMA      1\n");
        write(".hidden", "text\n");
        write("messages", "text\n");

        Evidence evidence = open(dir + "/");

        assertThat(evidence.sources())
                .extracting(SourceText::path)
                .containsExactly(
                        dir + "/.hidden",
                        dir + "/messages",
                        dir + "/proc/buddyinfo",
                        dir + "/proc/sys/vm/min_free_kbytes");
    }

    @Test
    void standardInputIsReadForADash() {
        InputStream input = new ByteArrayInputStream("x\n".getBytes(StandardCharsets.UTF_8));

        Evidence evidence = Evidence.open(List.of("-", "-"), Optional.empty(), input);

        assertThat(evidence.sources()).extracting(SourceText::path).containsExactly("-");
    }

    @Test
    void filesOfTheBaselineAreNeverEvidenceOfTheNode() throws IOException {
        write("messages", "text\n");
        write("healthy/buddyinfo", "text\n");

        Evidence evidence =
                Evidence.open(
                        List.of(dir.toString()),
                        Optional.of(dir + "/healthy"),
                        InputStream.nullInputStream());

        assertThat(evidence.sources())
                .extracting(source -> dir.relativize(Path.of(source.path())) + " " + source.role())
                .containsExactly(
                        "messages " + Origin.Role.NODE,
                        "healthy/buddyinfo " + Origin.Role.BASELINE);
    }

    @Test
    void aMissingPathIsAWarningAndTheRestIsRead() throws IOException {
        Path file = write("messages", "text\n");

        Evidence evidence = open(dir + "/nope", file.toString());

        assertThat(evidence.sources()).hasSize(1);
        assertThat(evidence.warnings())
                .containsExactly(
                        Problem.of(dir + "/nope", "no such file or directory; check the path"));
        assertThat(evidence.problems()).isEqualTo(evidence.warnings());
    }

    @Test
    void aFileThatTwoPathsReachIsReadOnce() throws IOException {
        Path file = write("tree/messages", "text\n");
        Path link = Files.createSymbolicLink(dir.resolve("link"), file);

        Evidence evidence = open(link.toString(), dir + "/tree", file.toString());

        assertThat(evidence.sources())
                .extracting(SourceText::path)
                .containsExactly(link.toString());
    }

    @Test
    void linksThatLeadOutAreNotFollowedAndCounted() throws IOException {
        Path outside = Files.createTempFile("outside", ".log");
        write("tree/var/log/messages", "text\n");
        Path tree = dir.resolve("tree");
        Files.createSymbolicLink(tree.resolve("inside"), Path.of("var/log/messages"));
        Files.createSymbolicLink(tree.resolve("absolute"), Path.of("/var/log/messages"));
        Files.createSymbolicLink(tree.resolve("loop"), tree);
        Files.createSymbolicLink(tree.resolve("out"), outside);
        Files.createSymbolicLink(tree.resolve("up"), Path.of("../../nowhere"));

        Evidence evidence = open(tree.toString());

        assertThat(evidence.sources())
                .extracting(SourceText::path)
                .containsExactly(tree + "/var/log/messages");
        assertThat(evidence.problems())
                .containsExactly(
                        Problem.of(
                                tree.toString(),
                                "3 symbolic links lead out of the directory or nowhere, first "
                                        + tree
                                        + "/loop; not followed"));
        Files.delete(outside);
    }

    @Test
    void whatIsNotTextIsRefusedByName() throws IOException {
        byte[] program = new byte[4096];
        program[0] = 0x7f;
        program[1] = 'E';
        Path binary = dir.resolve("program");
        Files.write(binary, program);
        Path compressed = dir.resolve("log.xz");
        Files.write(compressed, new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});
        Path damaged = dir.resolve("log.gz");
        Files.write(damaged, new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertThat(open(binary.toString()).warnings())
                .containsExactly(
                        Problem.of(
                                binary.toString(),
                                "not text; pass a log, a file of /proc or a transcript"));
        assertThat(open(compressed.toString()).warnings())
                .containsExactly(
                        Problem.of(compressed.toString(), "a damaged xz file; fetch it again"));
        assertThat(open(damaged.toString()).warnings())
                .containsExactly(
                        Problem.of(damaged.toString(), "a damaged gzip file; fetch it again"));
    }

    @Test
    void aGzipFileIsReadAsItsContentEvenWhereItIsCut() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append("Jun  1 10:00:00 node kernel: line ").append(i).append('\n');
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        Path whole = dir.resolve("messages-1.gz");
        Files.write(whole, packed.toByteArray());
        Path cut = dir.resolve("messages-2.gz");
        Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        SourceText read = open(whole.toString()).sources().getFirst();
        Evidence damaged = open(cut.toString());
        SourceText partly = damaged.sources().getFirst();

        assertThat(read.path()).isEqualTo(whole.toString());
        assertThat(read.lines()).hasSize(50_000);
        assertThat(read.problems()).isEmpty();
        assertThat(partly.lines()).hasSizeBetween(10_000, 40_000);
        assertThat(damaged.warnings())
                .containsExactly(
                        Problem.of(
                                cut.toString(), "the gzip stream is cut; what was there was read"));
    }

    @Test
    void aTextThatEndsInTheMiddleOfACharacterIsReadWithAProblem() throws IOException {
        byte[] text = "kernel: größe\nlast ü".getBytes(StandardCharsets.UTF_8);
        Path file = dir.resolve("cut");
        Files.write(file, Arrays.copyOf(text, text.length - 1));

        SourceText source = open(file.toString()).sources().getFirst();

        assertThat(source.lines())
                .containsExactly(
                        new SourceLine(1, "kernel: größe"), new SourceLine(2, "last \uFFFD"));
        assertThat(source.problems())
                .extracting(Problem::message)
                .containsExactly("the file ends in the middle of a UTF-8 sequence");
    }

    @Test
    void utf16IsReadWithAndWithoutAByteOrderMark() throws IOException {
        String text = "kernel: größe 日本\r\nzwei\r\n";
        List<byte[]> encodings = new ArrayList<>();
        encodings.add(text.getBytes(StandardCharsets.UTF_16));
        encodings.add(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
        encodings.add("plain ASCII\n".getBytes(StandardCharsets.UTF_16LE));
        List<String> first = new ArrayList<>();
        for (byte[] bytes : encodings) {
            Path file = dir.resolve("utf16");
            Files.write(file, bytes);
            first.add(open(file.toString()).sources().getFirst().lines().getFirst().text());
        }
        assertThat(first).containsExactly("kernel: größe 日本", "kernel: größe 日本", "plain ASCII");
    }

    private Path write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Evidence open(String... paths) {
        return Evidence.open(List.of(paths), Optional.empty(), InputStream.nullInputStream());
    }
}
