/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class UnpackingTest {

    /// `yes | head -c 2097152 | bzip2`: three blocks.
    private static final String YES =
            "QlpoOTFBWSZTWffc4icDbuNAgAAQACAgADCATUYVCETRUIROYoKyTKazl/vkfgbdxoEAACAAQEAA"
                    + "YQCajRUIRMKhCJzFBWSZTWU+O82YCRHLAgAAQACAgADCAKRqKhCNRUIRxdyRThQkAcGn4YA=";

    private static final byte[] TAR =
            new TarBytes()
                    .entry("sos/", '5', "")
                    .file("sos/proc/buddyinfo", "Node 0, zone DMA\n")
                    .file("sos/empty", "")
                    .closed();

    private static final List<String> MEMBERS =
            List.of("p!sos/proc/buddyinfo: Node 0, zone DMA\n", "p!sos/empty: ");

    private static byte[] packed(String format, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (format) {
                    case "gz" -> new GZIPOutputStream(bytes);
                    case "xz" -> new XZOutputStream(bytes, new LZMA2Options(1));
                    case "zst" -> new ZstdOutputStream(bytes);
                    default -> throw new IllegalArgumentException(format);
                }) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void aTarIsReadWhateverItIsCompressedWith() throws IOException {
        assertThat(Taken.of(TAR).members).isEqualTo(MEMBERS);
        for (String format : List.of("gz", "xz", "zst")) {
            Taken taken = Taken.of(packed(format, TAR));
            assertThat(taken.members).as(format).isEqualTo(MEMBERS);
            assertThat(taken.problems).as(format).isEmpty();
            assertThat(taken.others).as(format).containsExactly("DIRECTORY p!sos");
        }
    }

    @Test
    void aCompressedFileKeepsItsPath() throws IOException {
        for (String format : List.of("gz", "xz", "zst")) {
            assertThat(Taken.of(packed(format, "text\n".getBytes(StandardCharsets.UTF_8))).members)
                    .as(format)
                    .containsExactly("p: text\n");
        }
        Taken yes = Taken.of(Base64.getDecoder().decode(YES));
        assertThat(yes.members).containsExactly("p: 2097152 bytes");
        assertThat(yes.problems).isEmpty();
    }

    @Test
    void compressedStreamsBehindEachOtherAreOne() throws IOException {
        for (String format : List.of("gz", "xz", "zst")) {
            byte[] first = packed(format, "one\n".getBytes(StandardCharsets.UTF_8));
            byte[] second = packed(format, "two\n".getBytes(StandardCharsets.UTF_8));
            assertThat(Taken.of(joined(first, second)).members)
                    .as(format)
                    .containsExactly("p: one\ntwo\n");
        }
        byte[] yes = Base64.getDecoder().decode(YES);
        assertThat(Taken.of(joined(yes, yes)).members).containsExactly("p: 4194304 bytes");
    }

    @Test
    void anArchiveInAnArchiveIsReadAndOneInThatIsNot() throws IOException {
        byte[] inner = packed("xz", TAR);
        byte[] outer = new TarBytes().file("must-gather/sos.tar.xz", inner).closed();
        byte[] outermost = zip("all.tar", outer);

        assertThat(Taken.of(packed("gz", outer)).members)
                .containsExactly(
                        "p!must-gather/sos.tar.xz!sos/proc/buddyinfo: Node 0, zone DMA\n",
                        "p!must-gather/sos.tar.xz!sos/empty: ");
        Taken deep = Taken.of(outermost);
        assertThat(deep.members).isEmpty();
        assertThat(deep.problems)
                .containsExactly(
                        "p!all.tar!must-gather/sos.tar.xz: an archive inside of 2 others; unpack them and pass the directory");
    }

    @Test
    void namesOfGnuAndPaxAreAsLongAsTheyAre() throws IOException {
        String name = "d".repeat(120) + "/" + "f".repeat(120);
        String record = " path=" + name + "\n";
        int length = record.length() + 3;
        byte[] tar =
                new TarBytes()
                        .record('L', name + "-gnu\0")
                        .file("short", "a")
                        .record('x', length + record)
                        .file("short", "b")
                        .record('K', name + "\0")
                        .link("link", "short")
                        .file("last", "c")
                        .closed();

        Taken taken = Taken.of(tar);

        assertThat(taken.members)
                .containsExactly("p!" + name + "-gnu: a", "p!" + name + ": b", "p!last: c");
        assertThat(taken.others).containsExactly("SYMBOLIC_LINK p!link -> p!" + name);
    }

    @Test
    void linksAreResolvedInsideTheArchive() throws IOException {
        byte[] tar =
                new TarBytes()
                        .link(
                                "sos/var/log/messages",
                                "../../sos_strings/logs/var.log.messages.tailed")
                        .link("sos/free", "sos_commands/memory/free")
                        .link("sos/etc/localtime", "/usr/share/zoneinfo/UTC")
                        .entry("sos/hard", '1', "sos/free")
                        .closed();

        assertThat(Taken.of(tar).others)
                .containsExactly(
                        "SYMBOLIC_LINK p!sos/var/log/messages -> p!sos/sos_strings/logs/var.log.messages.tailed",
                        "SYMBOLIC_LINK p!sos/free -> p!sos/sos_commands/memory/free",
                        "SYMBOLIC_LINK p!sos/etc/localtime -> p!usr/share/zoneinfo/UTC",
                        "HARD_LINK p!sos/hard -> p!sos/free");
    }

    @Test
    void ofASparseFileWhatIsStoredIsRead() throws IOException {
        byte[] old = TarBytes.header("old", 512, 'S', "");
        byte[] more = new byte[512];
        byte[] stored = new byte[512];
        System.arraycopy("log\n".getBytes(StandardCharsets.UTF_8), 0, stored, 0, 4);
        byte[] map = new byte[512];
        System.arraycopy("1\n1048576\n512\n".getBytes(StandardCharsets.UTF_8), 0, map, 0, 14);
        byte[] tar =
                new TarBytes()
                        .raw(old)
                        .raw(stored)
                        .record('x', "22 GNU.sparse.major=1\n23 GNU.sparse.name=pax\n")
                        .file("GNUSparseFile.0/pax", joined(map, stored))
                        .file("after", more)
                        .closed();

        assertThat(Taken.of(tar).members)
                .containsExactly("p!old: 512 bytes", "p!pax: 512 bytes", "p!after: 512 bytes");
    }

    @Test
    void aZipIsReadWithoutItsDirectoryAndAnEmptyFileOrDirectoryIsNoTrouble() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("sos/"));
            zip.putNextEntry(new ZipEntry("sos/empty"));
            zip.putNextEntry(new ZipEntry("sos\\var\\log\\messages"));
            zip.write("kernel: x\n".getBytes(StandardCharsets.UTF_8));
            ZipEntry stored = new ZipEntry("stored");
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(3);
            stored.setCrc(0x352441c2L);
            zip.putNextEntry(stored);
            zip.write("abc".getBytes(StandardCharsets.UTF_8));
        }

        Taken taken = Taken.of(bytes.toByteArray());

        assertThat(taken.members)
                .containsExactly(
                        "p!sos/empty: ", "p!sos/var/log/messages: kernel: x\n", "p!stored: abc");
        assertThat(taken.others).containsExactly("DIRECTORY p!sos");
        assertThat(taken.problems).isEmpty();
    }

    @Test
    void whatIsNotWantedIsPassedOver() throws IOException {
        byte[] tar =
                new TarBytes().file("a/unwanted", new byte[100_000]).file("b", "text").closed();

        assertThat(Taken.of(tar).members).containsExactly("p!b: text");
        assertThat(Taken.of(zip("unwanted", new byte[100_000])).members).isEmpty();
    }

    static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
