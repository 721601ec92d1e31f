/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {

    /// A block as these tests see it: the table with its number of lines.
    private record Table(Origin origin, List<String> lines) implements Fact {}

    private record Value(Origin origin, String text) implements Fact {}

    /// Stands for the parsers of kernel files: lines that begin with `Node N, zone`.
    private static final BlockParser TABLES =
            new BlockParser() {
                @Override
                public int extent(List<Line> lines, int from) {
                    int to = from;
                    while (to < lines.size() && lines.get(to).text().startsWith("Node ")) {
                        to++;
                    }
                    return to - from;
                }

                @Override
                public Parsed<List<? extends Fact>> parse(Block block) {
                    return Parsed.of(
                            List.of(
                                    new Table(
                                            block.origin(),
                                            block.lines().stream().map(Line::text).toList())));
                }
            };

    private static final BlockParser VALUES =
            new NamedBlockParser() {
                @Override
                public boolean reads(String pathOrCommand) {
                    return pathOrCommand.endsWith("/proc/sys/vm/extfrag_threshold")
                            || pathOrCommand.endsWith("/proc/sys/vm/min_free_kbytes");
                }

                @Override
                public Parsed<List<? extends Fact>> parse(Block block) {
                    return new Parsed<>(
                            List.of(new Value(block.origin(), block.lines().getFirst().text())),
                            block.lines().size() == 1
                                    ? List.of()
                                    : List.of(Problem.of("x", "expected one line")));
                }
            };

    private static final String TABLE = "Node 0, zone   Normal      1      2\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "[root@node-1 ~]# cat /proc/buddyinfo!node-1",
                "[core@node-1 ~]$ cat /proc/buddyinfo!node-1",
                "[root@node-1 ~]#cat /proc/buddyinfo!node-1",
                "root@node-1:~# cat /proc/buddyinfo!node-1",
                "root@node-1:/# cat /proc/buddyinfo!node-1",
                "user@node-1:~$ cat /proc/buddyinfo!node-1",
                "user@node-1:~/logs $ cat /proc/buddyinfo!node-1",
                "user@node-1 ~ % cat /proc/buddyinfo!node-1",
                "(venv) user@node-1:~$ cat /proc/buddyinfo!node-1",
                "[12:34:56] root@node-1:~# cat /proc/buddyinfo!node-1",
                "node-1:~ # cat /proc/buddyinfo!node-1",
                "node-1# cat /proc/buddyinfo!node-1",
                "sh-4.4# cat /proc/buddyinfo!",
                "bash-5.1$ cat /proc/buddyinfo!",
                "core@x $ cat /proc/buddyinfo!",
                "/ # cat /proc/buddyinfo!",
                "$ cat /proc/buddyinfo!",
                "$cat /proc/buddyinfo!",
                "# cat /proc/buddyinfo!",
                "\u279c  ~ cat /proc/buddyinfo!",
                "PS /root> cat /proc/buddyinfo!",
                "+ cat /proc/buddyinfo!",
                "++ cat /proc/buddyinfo!",
                "> $ cat /proc/buddyinfo!",
                "cat /proc/buddyinfo!"
            })
    void promptsAreKnownAndNameTheirHost(String prompt, String host) {
        String quote = prompt.startsWith("> ") ? "> " : "";
        Reading reading = read(prompt + "\n" + quote + TABLE);

        assertThat(commands(reading)).containsExactly("cat /proc/buddyinfo");
        Origin table = only(reading, Table.class).origin();
        assertThat(table.command()).contains("cat /proc/buddyinfo");
        assertThat(table.host()).isEqualTo(Optional.ofNullable(host));
        assertThat(reading.log()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# The day the node failed",
                "# find the node that fails",
                "# a comment",
                "## free memory",
                "#subsys_name  hierarchy  num_cgroups  enabled",
                "% Total    % Received",
                "- `echo 3 > /proc/sys/vm/drop_caches` helps for a while",
                "We ran sysctl -w vm.compact_memory=1 and it helped.",
                "echo 3 > /proc/sys/vm/drop_caches",
                "CPU: 1 PID: 18377 Comm: exe Not tainted 3.10.0-514.el7.x86_64 #1",
                "Linux node-1 3.10.0-1160.49.1.el7.x86_64 #1 SMP",
                "On Mon, 5 Jun, root@example.org wrote: # cat",
                "cat, dog and mouse"
            })
    void proseIsNoCommand(String line) {
        Reading reading = read(line + "\n");

        assertThat(commands(reading)).isEmpty();
        assertThat(reading.log()).extracting(Line::text).containsExactly(line);
    }

    @Test
    void commandsOfOneLineAreRunOneByOne() {
        Reading reading =
                read(
                        """
                        [root@node-1 ~]# sync; echo 3 > /proc/sys/vm/drop_caches && sysctl -w "vm.compact_memory=1;" # twice
                        -bash: echo: write error: Input/output error
                        [root@node-1 ~]# for i in 1 2; do cat /proc/buddyinfo; done
                        """);

        assertThat(commands(reading))
                .containsExactly(
                        "sync",
                        "echo 3 > /proc/sys/vm/drop_caches",
                        "sysctl -w \"vm.compact_memory=1;\"",
                        "for i in 1 2; do cat /proc/buddyinfo; done");
        assertThat(runs(reading)).extracting(CommandRun::sequence).containsExactly(0, 1, 2, 3);
        assertThat(runs(reading).get(2).output())
                .extracting(Line::text)
                .containsExactly("-bash: echo: write error: Input/output error");
        assertThat(reading.log()).hasSize(1);
    }

    @Test
    void outputWithoutAShapeIsKnownByItsCommand() {
        Reading reading =
                read(
                        """
                        $ cat /proc/sys/vm/extfrag_threshold
                        500
                        $ cat /proc/sys/vm/min_free_kbytes
                        cat: /proc/sys/vm/min_free_kbytes: Permission denied
                        $ cat /proc/sys/vm/extfrag_threshold; cat /proc/sys/vm/min_free_kbytes
                        501
                        67584
                        """);

        assertThat(all(reading, Value.class))
                .extracting(Value::text)
                .containsExactly("500", "501", "67584");
        assertThat(all(reading, Value.class).get(2).origin().command())
                .contains("cat /proc/sys/vm/min_free_kbytes");
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void fileIsKnownByItsPath() {
        Reading reading =
                Transcript.read(
                        SourceText.of("node-1/proc/sys/vm/extfrag_threshold", "500\n"),
                        List.of(TABLES, VALUES));

        assertThat(only(reading, Value.class).text()).isEqualTo("500");
        assertThat(reading.log()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On a healthy node:",
                "For comparison, a normal node of the cluster:",
                "## Healthy node",
                "Here is the same of a node that is unaffected.",
                "正常节点：",
                "健康的节点是这样",
                "Ein gesunder Knoten:",
                "En un nodo sano:",
                "Sur un nœud sain :",
                "На исправном узле:",
                "正常なノード："
            })
    void proseTellsTheHealthyNode(String prose) {
        Reading reading = read("the first one\n\n" + TABLE + "\n" + prose + "\n" + TABLE);

        assertThat(roles(reading)).containsExactly(Origin.Role.NODE, Origin.Role.BASELINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On an unhealthy node:",
                "The node is not healthy:",
                "不正常的节点：",
                "异常节点：",
                "Ein ungesunder Knoten:",
                "На неисправном узле:",
                "Zone Normal, in full:",
                "slabtop stands at 100 %, but so it does on a healthy node."
            })
    void proseOfAnythingElseDoesNot(String prose) {
        assertThat(roles(read(prose + "\n" + TABLE))).containsExactly(Origin.Role.NODE);
    }

    @Test
    void oneSentenceMayIntroduceTwoTables() {
        Reading reading =
                read(
                        "The failing node and a healthy node, in this order:\n\n"
                                + TABLE
                                + "\n"
                                + TABLE
                                + "\nThen we compacted the memory of it:\n"
                                + TABLE);

        assertThat(roles(reading))
                .containsExactly(Origin.Role.NODE, Origin.Role.BASELINE, Origin.Role.NODE);
    }

    @Test
    void hostThatWasCalledHealthyStaysSo() {
        Reading reading =
                read(
                        """
                        Healthy node:
                        [root@node-2 ~]# cat /proc/buddyinfo
                        Node 0, zone   Normal      1      2
                        [root@node-1 ~]# cat /proc/buddyinfo
                        Node 0, zone   Normal      1      2
                        [root@node-2 ~]# cat /proc/buddyinfo
                        Node 0, zone   Normal      1      2
                        """);

        assertThat(roles(reading))
                .containsExactly(Origin.Role.BASELINE, Origin.Role.NODE, Origin.Role.BASELINE);
    }

    @Test
    void hostWithTheFailureInItsLogIsNotTheHealthyOne() {
        Reading reading =
                read(
                        """
                        Jun  8 11:04:35 node-1 kernel: Unable to create nf_conn slab cache

                        It is healthy again:
                        [root@node-1 ~]# cat /proc/buddyinfo
                        Node 0, zone   Normal      1      2
                        """);

        assertThat(roles(reading)).containsExactly(Origin.Role.NODE);
    }

    @Test
    void baselineIsBaselineWhateverItsProseSays() {
        SourceText text = SourceText.of("healthy.txt", "The failing node:\n" + TABLE);
        SourceText baseline =
                new SourceText(
                        text.path(),
                        text.lines(),
                        Optional.empty(),
                        Optional.empty(),
                        Origin.Role.BASELINE,
                        List.of());

        assertThat(roles(Transcript.read(baseline, List.of(TABLES))))
                .containsExactly(Origin.Role.BASELINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident-en.md", "incident-zh.md"})
    void incidentIsTakenApart(String name) throws IOException {
        Path path = Path.of("..", "examples", "transcripts", name);
        Reading reading =
                Transcript.read(SourceText.of(name, Files.readString(path)), List.of(TABLES));

        assertThat(commands(reading))
                .containsExactly(
                        "docker build -t rsk-fms .",
                        "uname -a",
                        "docker version",
                        "free -m",
                        "slabtop -o | head -12",
                        "head -5 /proc/slabinfo",
                        "cat /proc/buddyinfo",
                        "cat /proc/buddyinfo",
                        "echo 3 > /proc/sys/vm/drop_caches",
                        "echo 1 > /proc/sys/vm/compact_memory");
        assertThat(roles(reading)).containsExactly(Origin.Role.NODE, Origin.Role.BASELINE);
        assertThat(all(reading, Table.class).getFirst().origin().host()).contains("node-1");
        assertThat(reading.log())
                .filteredOn(line -> line.frame().tag().equals("kernel"))
                .hasSize(17)
                .first()
                .extracting(Line::text)
                .isEqualTo("runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0");
    }

    private static Reading read(String text) {
        return Transcript.read(SourceText.of("paste", text), List.of(TABLES, VALUES));
    }

    private static List<CommandRun> runs(Reading reading) {
        return all(reading, CommandRun.class);
    }

    private static List<String> commands(Reading reading) {
        return runs(reading).stream().map(CommandRun::command).toList();
    }

    private static List<Origin.Role> roles(Reading reading) {
        return all(reading, Table.class).stream().map(table -> table.origin().role()).toList();
    }

    private static <T extends Fact> T only(Reading reading, Class<T> kind) {
        assertThat(all(reading, kind)).hasSize(1);
        return all(reading, kind).getFirst();
    }

    private static <T extends Fact> List<T> all(Reading reading, Class<T> kind) {
        return reading.facts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
