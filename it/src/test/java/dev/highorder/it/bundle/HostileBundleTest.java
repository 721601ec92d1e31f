/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What a bundle does to harm is named, and does not keep the rest from being read.
class HostileBundleTest {

    /// Colours the terminal, sets its title, moves the cursor by a C1 control, turns the text around.
    private static final String EVIL = "\u001b[31mE\u001b]0;owned\u0007\u009b2J\u202e\bVIL";

    @TempDir Path dir;

    private static byte[] gzippedZeros(int mebibytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            for (int i = 0; i < mebibytes; i++) {
                packed.write(new byte[1 << 20]);
            }
        }
        return out.toByteArray();
    }

    @Test
    void namesAndLinksThatLeadOutDevicesAndAnArchiveTooDeepCostNothingButThemselves()
            throws IOException {
        Path secret = Files.writeString(dir.resolve("secret"), "Linux stolen 9.9.9 #1 SMP\n");
        byte[] deep = new Tar().file("x", new Tar().file("y", new Tar().bytes()).bytes()).bytes();
        Tar tar =
                Example.sosreport()
                        .file("../../../../etc/cron.d/evil", "Linux evil 9.9.9 #1 SMP\n")
                        .file("/etc/hostname", "evil\n")
                        .special(Example.SOS + "out", '2', "../../../../../../etc/passwd")
                        .special(Example.SOS + "abs", '1', "../" + secret)
                        .special(Example.SOS + "dev", '3', "")
                        .special(Example.SOS + "pipe", '6', "")
                        .file(Example.SOS + "deep.tar", deep)
                        .file(Example.SOS + "zeros.gz", gzippedZeros(100));
        Run run = Run.of("diagnose", "-o", "json", tar.gzipped(dir.resolve("h.tar.gz")).toString());
        JsonNode answer = run.json();
        assertThat(answer.path("verdict").path("cause").asString()).isEqualTo("kmem-memcg-leak");
        assertThat(answer.path("node").path("name").asString()).isEqualTo("node-1");
        assertThat(run.out()).doesNotContain("9.9.9");
        assertThat(answer.path("problems").findValuesAsString("message"))
                .contains(
                        "entries whose names lead out of the archive: 1, first ../../../../etc/cron.d/evil; not read",
                        "links that lead out of the archive: 2, first "
                                + Example.SOS
                                + "out; not read",
                        "devices, pipes and the like: 2, first " + Example.SOS + "dev; not read",
                        "an archive inside of 2 others; unpack them and pass the directory");
        try (var left = Files.list(dir)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("secret", "h.tar.gz");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "markdown", "html", "openmetrics"})
    void noEscapeSequenceOfAnyNameOrLineReachesTheTerminal(String format) throws IOException {
        String top = "sos" + EVIL + "/";
        String log =
                Example.text("node-1/messages")
                        .replace("runc:[1:CHILD]", "runc" + EVIL)
                        .replace("nf_conntrack_init_net", "nf_" + EVIL + "_net")
                        .replace("rsk-fms", "rsk" + EVIL)
                        .replace("HPE ", "HPE " + EVIL)
                        .replace("EOF", "EOF" + EVIL)
                        .replace(" node-1 ", " node" + EVIL + " ");
        Path bundle =
                new Tar()
                        .file(top + "messages", log)
                        .file(top + "uname", "Linux no" + EVIL + "de 3.10.0" + EVIL + " #1 SMP\n")
                        .file(top + "cut.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3})
                        .file(top + "proc/buddyinfo", Example.text("node-1/proc/buddyinfo") + EVIL)
                        .gzipped(dir.resolve("e\u001b[31m.tar.gz"));
        Run run = Run.of("diagnose", "-v", "-o", format, bundle.toString());
        for (String printed : new String[] {run.out(), run.err()}) {
            assertThat(
                            printed.chars()
                                    .filter(c ->
                                            (c < ' ' && c != '\n' && c != '\t')
                                                    || (c >= 0x7f && c < 0xa0)
                                                    || c == '\u202e'))
                    .as(format)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "markdown", "html"})
    void noSecretOfACitedLineIsPrinted(String format) throws IOException {
        String log =
                Example.text("node-1/messages")
                        .replace(
                                "container_linux.go:380: ",
                                "--password=hunter2 Authorization: Bearer abc0DEF1ghi2 AKIAIOSFODNN7EXAMPLE token: eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln mysql -ps3cret container_linux.go:380: ");
        Path bundle = new Tar().file("messages", log).gzipped(dir.resolve("s.tar.gz"));
        Run run = Run.of("diagnose", "-v", "-o", format, bundle.toString());
        assertThat(run.out())
                .contains(format.equals("json") ? "***" : "kmem-memcg-leak")
                .doesNotContain("hunter2", "abc0DEF1ghi2", "AKIAIOSF", "eyJhbGci", "s3cret");
    }
}
