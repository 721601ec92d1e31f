/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What is too much, cut, out of order or shut, given to the program as it ships: it says so in a line or in `problems`,
/// reads everything else, and needs no more heap than its launcher gives it.
@Tag("image")
class HardInputTest {

    private static final Path PROGRAM = Tree.repository().resolve("image/target/app/bin/highorder");

    @TempDir Path directory;
    private String messages = "";

    @BeforeEach
    void readTheIncident() throws IOException {
        messages = Files.readString(Tree.repository().resolve("examples/node-1/messages"));
    }

    private Outcome run(Object... words) {
        List<Object> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(Arrays.asList(words));
        return new Program(command.toArray()).in(directory).run();
    }

    private JsonNode diagnosed(String file) {
        Outcome outcome = run("diagnose", "-o", "json", file);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return new ObjectMapper().readTree(outcome.out());
    }

    private JsonNode diagnosed(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
        return diagnosed(file);
    }

    private static List<String> problems(JsonNode answer) {
        return answer.path("problems")
                .valueStream()
                .map(problem ->
                        problem.path("path").asString()
                                + ":"
                                + problem.path("line").asInt(0)
                                + ": "
                                + problem.path("message").asString())
                .toList();
    }

    private static String cause(JsonNode answer) {
        return answer.path("verdict").path("cause").asString();
    }

    private static int count(JsonNode answer) {
        return answer.path("incidents").path(0).path("count").asInt();
    }

    private static String oneLine(Outcome outcome) {
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).hasLineCount(1);
        return outcome.err();
    }

    @Test
    void aLineOfAHundredMebibytes() throws IOException {
        byte[] mebibyte = new byte[1 << 20];
        Arrays.fill(mebibyte, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(directory.resolve("long"))) {
            for (int i = 0; i < 100; i++) {
                out.write(mebibyte);
            }
            out.write(("\n" + messages).getBytes(UTF_8));
        }

        JsonNode answer = diagnosed("long");

        assertThat(cause(answer)).isEqualTo("kmem-memcg-leak");
        assertThat(problems(answer))
                .containsExactly(
                        "long:1: the line is longer than 65536 bytes; the rest of it was not read");
    }

    @Test
    void aSparseFileOfFourGibibytesWithTheIncidentAtItsEnd() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("sparse").toFile(), "rw")) {
            file.seek(4L << 30);
            file.write(("\n" + messages).getBytes(UTF_8));
        }

        assertThat(cause(diagnosed("sparse"))).isEqualTo("kmem-memcg-leak");
    }

    @Test
    void aLogThatEndsInTheMiddleOfALineAndOfACharacter() throws IOException {
        byte[] bytes = (messages + "Jun  8 11:05:35 node-1 kubelet: größe").getBytes(UTF_8);
        Files.write(directory.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 2));

        JsonNode answer = diagnosed("cut");

        assertThat(cause(answer)).isEqualTo("kmem-memcg-leak");
        assertThat(problems(answer))
                .containsExactly("cut:19: the file ends in the middle of a UTF-8 sequence");
    }

    @Test
    void numbersBeyondSixtyFourBits() throws IOException {
        JsonNode answer =
                diagnosed(
                        "buddyinfo",
                        """
                        Node 0, zone      DMA 1 2 3 4 5 6 7 8 9 10 11
                        Node 0, zone   Normal 18446744073709551616 2 3 4 5 6 7 8 9 10 11
                        """);

        assertThat(answer.path("memory").path("zones").findValuesAsString("zone"))
                .containsExactly("DMA");
        assertThat(problems(answer))
                .containsExactly(
                        "buddyinfo:2: expected a count of free blocks, found \"18446744073709551616\"");
    }

    @Test
    void aFileThatNobodyMayRead() throws IOException {
        directory.toFile().setExecutable(true, false);
        Path shut = Files.writeString(directory.resolve("shut"), messages);
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("---------"));
        Files.writeString(directory.resolve("open"), messages);
        List<Object> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(List.of(PROGRAM, "diagnose"));
        List<Object> both = new ArrayList<>(command);
        command.add("shut");
        both.addAll(List.of("shut", "open"));

        assertThat(oneLine(new Program(command.toArray()).in(directory).run()))
                .startsWith("highorder: shut: permission denied");
        Outcome rest = new Program(both.toArray()).in(directory).run();
        assertThat(rest.status()).isZero();
        assertThat(rest.err()).startsWith("highorder: shut: permission denied").hasLineCount(1);
        assertThat(rest.out()).startsWith("kmem-memcg-leak (likely)");
    }

    @Test
    void aReaderThatTakesOneLine() throws IOException {
        Files.writeString(directory.resolve("messages"), messages);

        Outcome outcome =
                new Program(
                                "sh",
                                "-c",
                                "{ \"$0\" diagnose messages; echo $? >&2; } | head -1",
                                PROGRAM)
                        .in(directory)
                        .run();

        assertThat(outcome.out()).startsWith("kmem-memcg-leak").hasLineCount(1);
        assertThat(outcome.err()).isEqualTo("0\n");
    }

    @Test
    void theSameEventByTwoLoggersIsOne() throws IOException {
        StringBuilder console = new StringBuilder();
        messages.lines()
                .filter(line -> line.contains(" kernel: "))
                .forEach(line ->
                        console.append("[4821734.123456] ")
                                .append(line.substring(line.indexOf("kernel: ") + 8))
                                .append('\n'));

        JsonNode answer = diagnosed("both", messages + console);

        assertThat(cause(answer)).isEqualTo("kmem-memcg-leak");
        assertThat(count(answer)).isEqualTo(1);
    }

    @Test
    void twoProcessorsAtOnce() throws IOException {
        List<String> kernel = messages.lines().filter(line -> line.contains(" kernel: ")).toList();
        StringBuilder woven = new StringBuilder();
        for (String line : kernel) {
            String text = line.substring(line.indexOf("kernel: ") + 8);
            woven.append("[4821734.123456][T187290] ").append(text).append('\n');
            woven.append("[4821734.123457][  T4711] ")
                    .append(text.replace("187290", "4711"))
                    .append('\n');
        }

        JsonNode answer = diagnosed("woven", woven.toString());

        assertThat(cause(answer)).isEqualTo("kmem-memcg-leak");
        assertThat(count(answer)).isEqualTo(2);
    }

    @Test
    void aClockThatJumpsBackAndANewYear() throws IOException {
        String before = messages.replace("Jun  8 11:04:35", "Dec 31 23:59:58");
        String after = messages.replace("Jun  8 11:04:35", "Jan  1 00:00:03");
        String back = messages.replace("Jun  8 11:04:35", "Dec 31 22:10:00");

        assertThat(count(diagnosed("year", before + after))).isEqualTo(2);
        assertThat(count(diagnosed("back", before + back))).isEqualTo(2);
    }

    @Test
    void aBombOfZerosAndABombOfFiles() throws IOException {
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(directory.resolve("zeros.gz")))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                out.write(zeros);
            }
        }
        assertThat(oneLine(run("diagnose", "zeros.gz"))).startsWith("highorder: zeros.gz: ");

        try (OutputStream out =
                new BufferedOutputStream(
                        new GZIPOutputStream(
                                Files.newOutputStream(directory.resolve("files.tar.gz"))))) {
            for (int i = 0; i < 200_000; i++) {
                out.write(header("f/" + i, 0));
            }
            byte[] log = messages.getBytes(UTF_8);
            out.write(header("f/messages", log.length));
            out.write(Arrays.copyOf(log, (log.length + 511) & ~511));
            out.write(new byte[1024]);
        }
        assertThat(cause(diagnosed("files.tar.gz"))).isEqualTo("kmem-memcg-leak");
    }

    /// Of a file in a tar archive.
    private static byte[] header(String name, int size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 124, "%011o".formatted(size));
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = '0';
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b;
        }
        put(header, 148, "%06o\0".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
