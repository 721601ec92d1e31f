/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.highorder.core.Highorder;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.document.SourceText;
import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.live.LiveNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir Path dir;
    Path root;
    Path out;

    @BeforeEach
    void makeNode() throws IOException {
        root = Files.createDirectory(dir.resolve("host"));
        out = Files.createDirectory(dir.resolve("out"));
        write("proc/version", "Linux version 6.12.48+deb13-amd64 (x)\n");
        write("proc/sys/kernel/osrelease", "6.12.48+deb13-amd64\n");
        write(
                "proc/buddyinfo",
                "Node 0, zone   Normal   1234    56      7      0      0      0      0      0      0      0      0 \n");
        write("proc/sys/vm/min_free_kbytes", "67584\n");
        write("etc/hostname", "node-7.corp.example\n");
        write(
                "var/log/messages",
                """
                Jun  1 11:59:00 node-7 kubelet[9]: E0601 11:59:00.1 9 pod_workers.go:1] "Error syncing pod" err="exec: \\"/app/pay --key 1\\": cannot allocate memory" pod="hr/pay-7d9c5-xk2lp"
                Jun  1 11:59:01 node-7 kernel: runc:[1:CHILD]: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,mems_allowed=0
                Jun  1 11:59:02 node-7 kernel: nf: SRC=10.1.2.3 DST=fe80::1:2 MAC=02:42:ac:11:00:02
                """);
    }

    @Test
    void aBundleIsLaidOutLikeTheNodeAndItsManifestTellsWhatItHolds() throws IOException {
        Capture.Outcome outcome = capture(false, false).toFile(out, Optional.empty());

        assertThat(names(out))
                .containsExactly("highorder-node-7.corp.example-20260601T120000Z.tar.zst");
        assertThat(outcome.bytes()).isEqualTo(Files.size(outcome.file().orElseThrow()));
        assertThat(outcome.manifest().files())
                .extracting(Manifest.Entry::path)
                .containsExactly(
                        "proc/version",
                        "etc/hostname",
                        "proc/buddyinfo",
                        "proc/sys/vm/min_free_kbytes",
                        "var/log/messages");
        assertThat(outcome.manifest().live()).isFalse();
        assertThat(CaptureText.lines(outcome, false))
                .singleElement()
                .asString()
                .endsWith(" unpacked), read in 0.000 s")
                .contains(".tar.zst: 5 files, ");
    }

    @Test
    void theBundleIsUnderstoodAsTheNodeItself() throws IOException {
        Path bundle =
                capture(false, false).toFile(out, Optional.of("b.tar.zst")).file().orElseThrow();
        Evidence live = LiveNode.read(request());
        Evidence offline = open(bundle);

        assertThat(texts(offline)).containsExactlyInAnyOrderElementsOf(texts(live));
        assertThat(offline.missing()).isEqualTo(live.missing());
        assertThat(offline.problems()).isEmpty();
        Diagnosis.NodeDiagnosis ofNode = diagnose(live).top();
        Diagnosis.NodeDiagnosis ofBundle = diagnose(offline).top();
        assertThat(ofBundle.verdict()).isEqualTo(ofNode.verdict());
        assertThat(ofBundle.node()).isEqualTo(ofNode.node());
        assertThat(ofBundle.remedies()).isEqualTo(ofNode.remedies());
        assertThat(blocks(ofBundle)).isEqualTo(blocks(ofNode));
    }

    @Test
    void nothingIsOverwrittenAndNothingIsLeftOfWhatFailed() throws IOException {
        Path taken = Files.writeString(out.resolve("mine.tar.zst"), "precious");

        assertThatThrownBy(() -> capture(false, true).toFile(out, Optional.of("mine.tar.zst")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(names(out)).containsExactly("mine.tar.zst");
        assertThat(taken).hasContent("precious");
    }

    @Test
    void whereNothingCanBeReadNoBundleIsMade() throws IOException {
        Path empty = Files.createDirectory(dir.resolve("empty"));
        Capture capture =
                new Capture(
                        new Capture.Request(
                                request(empty), false, 1 << 20, false, "highorder test"),
                        CLOCK);

        assertThat(capture.toFile(out, Optional.empty()).manifest().held()).isZero();
        assertThat(names(out)).isEmpty();
    }

    @Test
    void aFullDiskEndsTheCaptureWithTheReason() {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };

        assertThatThrownBy(() -> capture(false, false).toStream(full, out))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThat(Capture.unwritten(new IOException("No space left on device")))
                .isEqualTo(
                        "the bundle could not be written (No space left on device); nothing is left of it, write it elsewhere");
    }

    @Test
    void pagesAreCopiedWordForWordAtTheRateThatIsAllowed() throws IOException {
        int frames = 70_000;
        ByteBuffer flags = ByteBuffer.allocate(frames * 8).order(ByteOrder.nativeOrder());
        for (int i = 0; i < frames; i++) {
            flags.putLong(i * 0x9e3779b97f4a7c15L);
        }
        Files.write(root.resolve("proc/kpageflags"), flags.array());
        Files.write(root.resolve("proc/kpagecount"), new byte[frames * 8]);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();

        long began = System.nanoTime();
        Manifest manifest = capture(true, false).toStream(stream, out).manifest();
        long took = System.nanoTime() - began;

        assertThat(took).isGreaterThan(2L * frames * 8 * 1_000_000_000L / (4 << 20) * 9 / 10);
        assertThat(manifest.files())
                .filteredOn(file -> file.path().startsWith("proc/kpage"))
                .extracting(Manifest.Entry::bytes)
                .containsExactly(frames * 8L, frames * 8L);
        assertThat(member(stream.toByteArray(), "proc/kpageflags")).isEqualTo(flags.array());
    }

    @Test
    void pagesThatMayNotBeReadAreNamedWithTheReason() throws IOException {
        Manifest manifest =
                capture(true, false).toStream(new ByteArrayOutputStream(), out).manifest();

        assertThat(manifest.files())
                .filteredOn(Manifest.Entry::skipped)
                .extracting(Manifest.Entry::path, file -> file.why().orElseThrow())
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                "/proc/kpageflags", "no such file or directory; check the path"));
    }

    @Test
    void aRedactedBundleNamesNobodyAndIsUnderstoodAsBefore() throws IOException {
        Capture.Outcome outcome = capture(false, true).toFile(out, Optional.of("r.tar.zst"));
        String held =
                new String(
                        unpacked(Files.readAllBytes(out.resolve("r.tar.zst"))),
                        StandardCharsets.UTF_8);

        assertThat(held)
                .doesNotContain("node-7", "corp", "xk2lp", "/app/pay", "10.1.2.3", "fe80", "02:42")
                .contains("page allocation failure: order:4", "cannot allocate memory");
        assertThat(Files.readString(outcome.names().orElseThrow()))
                .contains("\"node-7\"", "\"pay-7d9c5-xk2lp\"", "\"10.1.2.3\"", "\"key\": ");
        assertThat(Files.getPosixFilePermissions(outcome.names().orElseThrow())).hasSize(2);
        Diagnosis.NodeDiagnosis redacted = diagnose(open(out.resolve("r.tar.zst"))).top();
        Diagnosis.NodeDiagnosis plain = diagnose(LiveNode.read(request())).top();
        assertThat(redacted.verdict()).isEqualTo(plain.verdict());
        assertThat(redacted.incidents()).hasSameSizeAs(plain.incidents());
        assertThat(redacted.node().name().orElseThrow()).startsWith("host-");
    }

    @Test
    void thisMachineGivesTheSameVerdictFromItsBundle() throws IOException {
        LiveNode.Request own =
                new LiveNode.Request(
                        Optional.empty(),
                        Instant.now().minusSeconds(60),
                        false,
                        Instant.now(),
                        "/nonexistent",
                        true);
        Capture.Outcome outcome =
                new Capture(
                                new Capture.Request(own, false, 1 << 20, false, "highorder test"),
                                Clock.systemUTC())
                        .toFile(out, Optional.of("own.tar.zst"));
        Diagnosis.NodeDiagnosis live = diagnose(LiveNode.read(own)).top();
        Diagnosis.NodeDiagnosis offline = diagnose(open(outcome.file().orElseThrow())).top();

        assertThat(outcome.bytes()).isLessThan(1 << 20);
        assertThat(offline.verdict().cause()).isEqualTo(live.verdict().cause());
        assertThat(offline.verdict().confidence()).isEqualTo(live.verdict().confidence());
        assertThat(offline.node()).isEqualTo(live.node());
        assertThat(
                        offline.memory()
                                .map(memory ->
                                        memory.zones().stream().map(Memory.Zone::zone).toList()))
                .isEqualTo(
                        live.memory()
                                .map(memory ->
                                        memory.zones().stream().map(Memory.Zone::zone).toList()));
        assertThat(offline.memory().flatMap(Memory::asOf)).isPresent();
    }

    private Capture capture(boolean pages, boolean redacted) {
        return new Capture(
                new Capture.Request(request(), pages, 4 << 20, redacted, "highorder test"), CLOCK);
    }

    private LiveNode.Request request() {
        return request(root);
    }

    private static LiveNode.Request request(Path root) {
        return new LiveNode.Request(
                Optional.of(root), Instant.EPOCH, false, NOW, "/nonexistent", true);
    }

    private static Evidence open(Path bundle) {
        return Evidence.open(
                List.of(bundle.toString()), Optional.empty(), InputStream.nullInputStream());
    }

    private static Diagnosis diagnose(Evidence evidence) {
        return Highorder.diagnose(
                evidence.sources(),
                new Highorder.Options(
                        Optional.empty(),
                        OptionalInt.empty(),
                        evidence.missing(),
                        evidence.problems()));
    }

    private static List<List<Long>> blocks(Diagnosis.NodeDiagnosis node) {
        return node.memory().orElseThrow().zones().stream().map(Memory.Zone::freeBlocks).toList();
    }

    private static List<List<?>> texts(Evidence evidence) {
        return evidence.sources().stream().<List<?>>map(SourceText::lines).toList();
    }

    private static byte[] unpacked(byte[] bundle) throws IOException {
        try (InputStream in =
                new com.github.luben.zstd.ZstdInputStreamNoFinalizer(
                        new ByteArrayInputStream(bundle))) {
            return in.readAllBytes();
        }
    }

    /// The content of a member, by the format's own rules.
    private static byte[] member(byte[] bundle, String name) throws IOException {
        byte[] tar = unpacked(bundle);
        int at = 0;
        while (tar[at] != 0) {
            int end = at;
            while (tar[end] != 0) {
                end++;
            }
            int size =
                    Integer.parseInt(new String(tar, at + 124, 11, StandardCharsets.US_ASCII), 8);
            if (new String(tar, at, end - at, StandardCharsets.US_ASCII).equals(name)) {
                return java.util.Arrays.copyOfRange(tar, at + 512, at + 512 + size);
            }
            at += 512 + (size + 511) / 512 * 512;
        }
        throw new AssertionError(name + " is not in the bundle");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
