/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is no evidence ends in one line that says why, and never in a stack trace or a dead heap.
class BadInputTest {

    @TempDir Path dir;

    private void refused(String path, String line) throws IOException, InterruptedException {
        assertThat(Child.in(dir, "diagnose", path))
                .isEqualTo(new Child(3, "", "highorder: " + path + ": " + line + "\n"));
    }

    @Test
    void anEmptyFile() throws IOException, InterruptedException {
        Files.createFile(dir.resolve("empty"));
        refused("empty", "the file is empty; pass one that holds text");
    }

    @Test
    void aDirectoryWithoutEvidence() throws IOException, InterruptedException {
        Files.createDirectories(dir.resolve("nothing/in/here"));
        refused("nothing", "nothing to read in it; pass logs, files of /proc, or a transcript");
    }

    @Test
    void aPathThatIsNotThere() throws IOException, InterruptedException {
        refused("nope", "no such file or directory; check the path");
    }

    @Test
    void aPathThroughAFile() throws IOException, InterruptedException {
        Files.createFile(dir.resolve("file"));
        refused("file/below", "no such file or directory; check the path");
    }

    @Test
    void aLinkToItself() throws IOException, InterruptedException {
        Files.createSymbolicLink(dir.resolve("loop"), Path.of("loop"));
        refused("loop", "too many levels of symbolic links; check the path");
    }

    @Test
    void aBinary() throws IOException, InterruptedException {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        noise[0] = 'x';
        Files.write(dir.resolve("noise"), noise);
        refused("noise", "not text; pass a log, a file of /proc or a transcript");
    }

    @Test
    void aSparseFileOfFourGibibytes() throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(dir.resolve("sparse").toFile(), "rw")) {
            file.setLength(4L << 30);
        }
        refused("sparse", "nothing but zero bytes; pass a file that holds text");
    }

    @Test
    void anEndlessStreamOfZeros() throws IOException, InterruptedException {
        refused("/dev/zero", "nothing but zero bytes; pass a file that holds text");
    }

    @Test
    void theKernelsOwnFiles() throws IOException, InterruptedException {
        refused(
                "/proc",
                "a mounted proc of a running kernel is not walked; use --root to read a node's own files");
    }

    @Test
    void standardInputThatIsClosed() throws IOException, InterruptedException {
        Child child = Child.inShell(dir, "\"$@\" <&-", "diagnose", "-");

        assertThat(child.status()).isEqualTo(3);
        assertThat(child.out()).isEmpty();
        assertThat(child.err()).startsWith("highorder: -: ").hasLineCount(1);
    }

    @Test
    void aReaderThatGoesAway() throws IOException, InterruptedException {
        Child child = Child.inShell(dir, "{ \"$@\"; echo $? >&2; } | true", "kb", "list");

        assertThat(child).isEqualTo(new Child(0, "", "0\n"));
    }

    @Test
    void aFullDisk() throws IOException, InterruptedException {
        Child child = Child.inShell(dir, "\"$@\" > /dev/full", "kb", "list");

        assertThat(child)
                .isEqualTo(
                        new Child(
                                2,
                                "",
                                "highorder: standard output: the answer could not be written (No space left on device); write it elsewhere\n"));
    }

    @Test
    void standardOutputThatIsClosed() throws IOException, InterruptedException {
        Child child = Child.inShell(dir, "\"$@\" >&-", "kb", "list");

        assertThat(child)
                .isEqualTo(
                        new Child(
                                2,
                                "",
                                "highorder: standard output: the answer could not be written (Bad file descriptor); write it elsewhere\n"));
    }

    @Test
    void aPlainLocaleStillPrintsAndOpensEveryName() throws IOException, InterruptedException {
        Child child = Child.inShell(dir, "LC_ALL=C \"$@\"", "diagnose", "größe-日本");

        assertThat(child.status()).isEqualTo(3);
        assertThat(child.err()).startsWith("highorder: ").hasLineCount(1);
    }
}
