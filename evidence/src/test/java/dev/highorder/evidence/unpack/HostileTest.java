/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Archives that want to do harm, or have suffered it.
class HostileTest {

    private static final Limits TIGHT = new Limits(1 << 20, 200, 1000, 2, 2, 72 << 10);

    @Test
    void noNameLeadsOutOfTheArchive() throws IOException {
        byte[] tar =
                new TarBytes()
                        .file("../../etc/passwd", "root")
                        .file("/etc/shadow", "absolute")
                        .file("a/../../b", "out")
                        .file("a/../b", "in")
                        .file("..", "up")
                        .file("./x\u001b[31m/y\n", "escape")
                        .link("a/b/c", "../../../etc/shadow")
                        .entry("hard", '1', "../etc/shadow")
                        .closed();

        Taken taken = Taken.of(tar);

        assertThat(taken.members)
                .containsExactly(
                        "p!etc/shadow: absolute", "p!b: in", "p!x\uFFFD[31m/y\uFFFD: escape");
        assertThat(taken.others).isEmpty();
        assertThat(taken.problems)
                .containsExactly(
                        "p: entries whose names lead out of the archive: 3, first ../../etc/passwd; not read",
                        "p: links that lead out of the archive: 2, first a/b/c; not read");
        assertThat(Taken.of(UnpackingTest.zip("../slip", new byte[] {'x'})).problems)
                .containsExactly(
                        "p: entries whose names lead out of the archive: 1, first ../slip; not read");
    }

    @Test
    void devicesAndPipesAreNotRead() throws IOException {
        byte[] tar =
                new TarBytes()
                        .entry("dev/sda", '4', "")
                        .raw(TarBytes.header("dev/zero", 1L << 33, '3', ""))
                        .entry("run/fifo", '6', "")
                        .file("after", "text")
                        .closed();

        Taken taken = Taken.of(tar);

        assertThat(taken.members).containsExactly("p!after: text");
        assertThat(taken.problems)
                .containsExactly("p: devices, pipes and the like: 3, first dev/sda; not read");
    }

    @Test
    void anArchiveThatIsCutGivesWhatItHas() throws IOException {
        byte[] log = "line\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        byte[] tar = new TarBytes().file("first", "text").file("log", log).open();

        Taken inFile = Taken.of(Arrays.copyOf(tar, 512 * 3 + 2500));
        Taken inHeader = Taken.of(Arrays.copyOf(tar, 512 * 2 + 100));
        Taken withoutEnd = Taken.of(tar);

        assertThat(inFile.members).containsExactly("p!first: text", "p!log: 2500 bytes");
        assertThat(inFile.problems)
                .containsExactly("p!log: the archive ends in the middle of this file");
        assertThat(inHeader.members).containsExactly("p!first: text");
        assertThat(inHeader.problems)
                .containsExactly("p: the archive ends in the middle of a header");
        assertThat(withoutEnd.problems).isEmpty();
    }

    @Test
    void aStreamThatIsCutOrDamagedAnywhereGivesWhatCameBefore() throws IOException {
        Random random = new Random(42);
        byte[] noise = new byte[20_000];
        random.nextBytes(noise);
        byte[] tar =
                new TarBytes().file("a", "text").file("noise", noise).file("z", "text").closed();
        for (byte[] packed : List.of(gzip(tar), xz(tar), zstd(tar), UnpackingTest.zip("t", tar))) {
            for (int i = 0; i < 100; i++) {
                byte[] cut = Arrays.copyOf(packed, random.nextInt(packed.length));
                assertThat(Taken.of(cut).members.size()).isLessThanOrEqualTo(3);
                byte[] flipped = packed.clone();
                flipped[6 + random.nextInt(packed.length - 6)] ^= (byte) (1 << random.nextInt(8));
                Taken taken = Taken.of(flipped);
                assertThat(taken.members.size()).isLessThanOrEqualTo(4);
            }
        }
        Taken half = Taken.of(Arrays.copyOf(gzip(tar), 15_000));
        assertThat(half.members.getFirst()).isEqualTo("p!a: text");
        assertThat(half.problems)
                .containsExactly(
                        "p!noise: the archive ends in the middle of this file",
                        "p: the gzip stream is cut; what was there was read");
    }

    @Test
    void aDamagedHeaderCostsItsOwnEntry() throws IOException {
        byte[] tar = new TarBytes().file("a", "1").file("b", "2").file("c", "3").closed();
        tar[1024 + 3] = 'x';

        Taken taken = Taken.of(tar);

        assertThat(taken.members).containsExactly("p!a: 1", "p!c: 3");
        assertThat(taken.problems)
                .containsExactly(
                        "p: damaged tar headers; what they stand for was passed over, up to the next sound one");
    }

    @Test
    void headersThatLieAreNoHarm() throws IOException {
        byte[] endless = TarBytes.header("endless", 0, '0', "");
        Arrays.fill(endless, 124, 136, (byte) '7');
        byte[] tar =
                new TarBytes()
                        .file("a", "1")
                        .record('x', "999999 path=none\n")
                        .record('x', "9 path\n")
                        .record('L', "")
                        .file("b", "2")
                        .raw(resummed(endless))
                        .closed();

        Taken taken = Taken.of(tar);

        assertThat(taken.members).containsExactly("p!a: 1", "p!b: 2", "p!endless: 1024 bytes");
        assertThat(taken.problems)
                .containsExactly("p!endless: the archive ends in the middle of this file");
    }

    @Test
    void aMemberOfAZipThatIsDamagedCostsItself() throws IOException {
        byte[] first = storedZip("a", "one", 0x12345678);
        byte[] second = storedZip("b", "two", sum("two"));

        Taken taken = Taken.of(UnpackingTest.joined(first, second));

        assertThat(taken.members).containsExactly("p!a: one", "p!b: two");
        assertThat(taken.problems)
                .containsExactly("p!a: its checksum is wrong; what was there was read");
    }

    @Test
    void whatUnpacksWithoutEndIsStopped() throws IOException {
        byte[] zeros = new byte[16 << 20];
        byte[] tar =
                new TarBytes().file("a", "text").file("bomb", zeros).file("z", "text").closed();
        for (byte[] packed : List.of(gzip(tar), xz(tar), zstd(tar))) {
            Taken taken = Taken.of(new ByteArrayInputStream(packed), TIGHT);
            assertThat(taken.members.getFirst()).isEqualTo("p!a: text");
            assertThat(taken.bytes).isLessThan(16 << 20);
            assertThat(taken.problems)
                    .anySatisfy(problem -> assertThat(problem).contains("decompression bomb"));
        }
        Taken zip = Taken.of(new ByteArrayInputStream(UnpackingTest.zip("bomb", zeros)), TIGHT);
        assertThat(zip.bytes).isLessThan(16 << 20);
        assertThat(zip.problems)
                .anySatisfy(problem -> assertThat(problem).contains("decompression bomb"));
        assertThat(Taken.of(gzip(tar)).members).hasSize(3);
    }

    @Test
    void whatIsPackedOverAndOverIsNotFollowed() throws IOException {
        byte[] packed = "text\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 4; i++) {
            packed = gzip(packed);
        }
        assertThat(Taken.of(packed).problems)
                .containsExactly(
                        "p: compressed more than 2 times over; unpack it yourself and pass what it holds");
        byte[] nested = UnpackingTest.zip("0", packed);
        for (int i = 1; i < 6; i++) {
            nested = UnpackingTest.zip(String.valueOf(i), nested);
        }
        assertThat(Taken.of(nested).problems)
                .containsExactly(
                        "p!5!4: an archive inside of 2 others; unpack them and pass the directory");
    }

    @Test
    void moreEntriesThanAreAllowedAreNotRead() throws IOException {
        TarBytes many = new TarBytes();
        for (int i = 0; i < 1500; i++) {
            many.file("f" + i, "");
        }

        Taken taken = Taken.of(new ByteArrayInputStream(many.closed()), TIGHT);

        assertThat(taken.members).hasSize(1000);
        assertThat(taken.problems)
                .containsExactly("p: more than 1000 entries; the rest was not read");
    }

    @Test
    void aMemberOfFiveGibibytesIsPassedThroughInLittleMemory() throws IOException {
        InputStream tar =
                new SequenceInputStream(
                        new ByteArrayInputStream(
                                new TarBytes()
                                        .file("a", "1")
                                        .raw(TarBytes.header("big", 5L << 30, '0', ""))
                                        .open()),
                        new SequenceInputStream(
                                new Zeros(5L << 30),
                                new ByteArrayInputStream(new TarBytes().file("z", "2").closed())));

        Taken taken = Taken.of(tar, Limits.USUAL);

        assertThat(taken.members).containsExactly("p!a: 1", "p!big: 5368709120 bytes", "p!z: 2");
    }

    @Test
    void anXzStreamThatWantsTooMuchMemoryIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LZMA2Options options = new LZMA2Options(0);
        options.setDictSize(96 << 20);
        try (OutputStream out = new XZOutputStream(bytes, options)) {
            out.write("text\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Taken.of(bytes.toByteArray()).problems)
                .containsExactly(
                        "p: the xz stream needs 96 MiB to unpack, more than is given; unpack it first (unxz)");
    }

    private static byte[] resummed(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        byte[] digits =
                ("0" + Integer.toOctalString(sum) + "\0 ").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, header, 148, digits.length);
        return header;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] xz(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options(1))) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static int sum(String content) {
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(content.getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }

    private static byte[] storedZip(String name, String content, int sum) {
        java.nio.ByteBuffer out =
                java.nio.ByteBuffer.allocate(30 + name.length() + content.length())
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x04034b50).putShort((short) 20).putShort((short) 0).putShort((short) 0);
        out.putInt(0).putInt(sum).putInt(content.length()).putInt(content.length());
        out.putShort((short) name.length()).putShort((short) 0);
        out.put(name.getBytes(StandardCharsets.US_ASCII));
        out.put(content.getBytes(StandardCharsets.US_ASCII));
        return out.array();
    }

    /// As many zeros as wanted.
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(bytes, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
