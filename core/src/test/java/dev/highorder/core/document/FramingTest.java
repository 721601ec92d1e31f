/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FramingTest {

    /// What the kernel printed, whatever carried it.
    private static final List<String> PRINTED =
            List.of(
                    "runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0",
                    "kmem_cache_create(nf_conntrack_48971) failed with error -12",
                    "Call Trace:",
                    " [<ffffffffa0183539>] dump_stack+0x19/0x1b",
                    "Node 0 DMA: 0*4kB 1*8kB (U) = 15900kB",
                    "[ 1234]     0  1234      255        1       4        0          -998 pause",
                    "Hardware name: HPE ProLiant DL388 Gen10/ProLiant DL388 Gen10, BIOS U30 11/13/2019",
                    " ? native_queued_spin_lock_slowpath+0x1a/0x30");

    static Stream<Arguments> transports() {
        return Stream.of(
                transport("syslog", i -> "Jun  8 11:04:35 node-1 kernel: "),
                transport("syslog without host", i -> "Nov 12 15:15:41 kernel: "),
                transport(
                        "syslog with kernel time",
                        i -> "Jun  8 11:04:35 node-1 kernel: [12345.67890" + i + "] "),
                transport(
                        "syslog with kernel time and caller",
                        i -> "Jun  8 11:04:35 node-1 kernel: [  345.67890" + i + "][   C4] "),
                transport("syslog with a tag pid", i -> "Jun  8 11:04:35 node-1 kernel[0]: "),
                transport(
                        "syslog with a fraction",
                        i -> "Jun 18 11:04:35.12345" + i + " node-1 kernel: "),
                transport("rfc 3339", i -> "2022-06-08T11:04:35.123456+08:00 node-1 kernel: "),
                transport(
                        "rfc 3339 in UTC",
                        i -> "2022-06-08T11:04:35Z node-1 kernel: [ 12.00000" + i + "] "),
                transport(
                        "rfc 5424",
                        i -> "<4>1 2022-06-08T11:04:35.123456+08:00 node-1 kernel - - - "),
                transport("priority", i -> "<4>"),
                transport("dmesg -r", i -> "<4>[12345.67890" + i + "] "),
                transport("dmesg", i -> "[12345.67890" + i + "] "),
                transport("dmesg with a thread", i -> "[  12.30000" + i + "][  T123] "),
                transport("dmesg with a CPU", i -> "[  12.30000" + i + "][   C4] "),
                transport("dmesg with a caller apart", i -> "[2681891.75752" + i + "] [ T416120] "),
                transport("dmesg -T", i -> "[Wed Jun  8 11:04:3" + i + " 2022] "),
                transport("dmesg -d", i -> "[12345.678901 <    0.00000" + i + ">] "),
                transport("dmesg -H", i -> i == 0 ? "[Jun 8 11:04] " : "[  +0.00000" + i + "] "),
                transport(
                        "dmesg -H, old", i -> i == 0 ? "[Jun08 11:04] " : "[  +0.00000" + i + "] "),
                transport("dmesg -x", i -> "kern  :warn  : [12345.67890" + i + "] "),
                transport("dmesg iso", i -> "2022-06-08T11:04:35,12345" + i + "+08:00 "),
                transport(
                        "dmesg iso and boot",
                        i -> "2022-06-08T11:04:35,12345" + i + "+08:00 [12345.67890" + i + "] "),
                transport("kmsg", i -> "4,123" + i + ",5678" + i + ",-;"),
                transport("kmsg with caller", i -> "4,123" + i + ",5678" + i + ",-,caller=T12;"),
                transport("journal short-monotonic", i -> "[12345.67890" + i + "] node-1 kernel: "),
                transport("journal short-iso", i -> "2022-06-08T11:04:35+0800 node-1 kernel: "),
                transport(
                        "journal short-precise",
                        i -> "Jun 08 11:04:35.12345" + i + " node-1 kernel: "),
                transport("journal short-unix", i -> "1654657475.12345" + i + " node-1 kernel: "),
                transport("journal short-full", i -> "Wed 2022-06-08 11:04:35 CST node-1 kernel: "),
                transport("CRI pod log", i -> "2022-06-08T11:04:35.123456789+08:00 stderr F "),
                transport(
                        "grep",
                        i ->
                                "/var/log/messages-20220608:"
                                        + (i + 12)
                                        + ":Jun  8 11:04:35 node-1 kernel: "),
                transport("serial console", i -> "node-1 login: [12345.67890" + i + "] "),
                transport("without its time", i -> "node-1 kernel: "),
                transport(
                        "logcat",
                        i ->
                                "06-08 11:04:35.12"
                                        + i
                                        + " <4>[12345.67890"
                                        + i
                                        + "s][pid:1361,cpu5,init]"),
                transport("dmesg with a processor", i -> "[12345.67890" + i + "@1] "),
                transport(
                        "dmesg with a processor and task",
                        i -> "[  12.30000" + i + "]  [2:           init:    1] "),
                transport(
                        "dmesg with a task in round and square brackets",
                        i -> "[  12.30000" + i + "] (1)[77:kworker/1:1]"),
                transport(
                        "dmesg with the clock behind",
                        i -> "[  12.30000" + i + "] [06-08 11:04:35.17" + i + "] "),
                transport("a bar of another tool", i -> "node-1_1  | [12345.67890" + i + "] "),
                transport("a number of another tool", i -> "00177 "));
    }

    private static Arguments transport(String name, IntFunction<String> prefix) {
        return Arguments.of(name, prefix);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transports")
    void textIsTheSameBehindEveryTransport(String name, IntFunction<String> prefix) {
        assertThat(texts(source(prefix, line -> line))).isEqualTo(PRINTED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transports")
    void quotesAndNumbersOfAPasteAreTakenOff(String name, IntFunction<String> prefix) {
        int[] number = {40};
        assertThat(texts(source(prefix, line -> "> " + line))).isEqualTo(PRINTED);
        assertThat(texts(source(prefix, line -> "> >>>> " + line))).isEqualTo(PRINTED);
        assertThat(texts(source(prefix, line -> "| " + line))).isEqualTo(PRINTED);
        assertThat(texts(source(prefix, line -> "    " + line))).isEqualTo(PRINTED);
        assertThat(
                        texts(
                                source(
                                        prefix,
                                        line ->
                                                "&gt; "
                                                        + line.replace("<", "&lt;")
                                                                .replace(">", "&gt;"))))
                .isEqualTo(PRINTED);
        assertThat(texts(source(prefix, line -> ++number[0] + ": " + line))).isEqualTo(PRINTED);
        assertThat(texts(source(prefix, line -> " " + ++number[0] + " " + line)))
                .isEqualTo(PRINTED);
        assertThat(texts(source(prefix, line -> "  " + ++number[0] + "\t" + line)))
                .isEqualTo(PRINTED);
        assertThat(texts(source(prefix, line -> ">> " + ++number[0] + ": " + line)))
                .isEqualTo(PRINTED);
        assertThat(texts(source(prefix, line -> "\u001b[33m" + line + "\u001b[0m\r")))
                .isEqualTo(PRINTED);
    }

    @Test
    void aForeignPrefixIsLearntOnlyFromLinesTheKernelPrintsWhole() {
        String prose =
                """
                my node says this
                my node says that
                my node says: Mem-Info of it
                my node says more
                my node says no more
                """;

        assertThat(texts(prose)).isEqualTo(prose.lines().toList());
    }

    @Test
    void mailAsItCameOverTheWireIsDecoded() {
        String mail =
                """
                [    1.000000] a: page allocation failure: order:5, mode:0xcc0(GFP_KER=
                NEL), nodemask=3D(null)
                [    1.000001] Node 0 DMA: 1*4kB (U) 0*8=
                kB =3D 4kB
                =E2=80=A6 and so on=20
                """;

        assertThat(texts(mail))
                .containsExactly(
                        "a: page allocation failure: order:5, mode:0xcc0(GFP_KERNEL), nodemask=(null)",
                        "Node 0 DMA: 1*4kB (U) 0*8kB = 4kB",
                        "\u2026 and so on");
        assertThat(Framing.lines(SourceText.of("mail", mail)))
                .extracting(line -> line.cite().line())
                .containsExactly(1, 3, 5);
    }

    @Test
    void anEqualsSignAtTheEndOfALineIsNoMail() {
        assertThat(texts("a=\nb=\nkey=3\n")).containsExactly("a=", "b=", "key=3");
    }

    private static String source(IntFunction<String> prefix, UnaryOperator<String> carrier) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PRINTED.size(); i++) {
            lines.add(carrier.apply(prefix.apply(i) + PRINTED.get(i)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> texts(String text) {
        return Framing.lines(SourceText.of("log", text)).stream().map(Line::text).toList();
    }

    @Test
    void syslogLineSaysWhoAndWhen() {
        Line line =
                only(
                        "Jun  8 11:04:35 node-1 kubelet[9632]: E0608 11:04:34.865705    9632 remote_runtime.go:105] RunPodSandbox");

        assertThat(line.text())
                .isEqualTo("E0608 11:04:34.865705    9632 remote_runtime.go:105] RunPodSandbox");
        assertThat(line.frame().host()).contains("node-1");
        assertThat(line.frame().tag()).isEqualTo("kubelet");
        assertThat(line.frame().pid()).hasValue(9632);
        assertThat(line.frame().stamp().orElseThrow().text()).isEqualTo("Jun  8 11:04:35");
        assertThat(line.frame().stamp().orElseThrow().yearKnown()).isFalse();
        assertThat(line.frame().stamp().orElseThrow().instant()).isEmpty();
    }

    @Test
    void kernelTimeBehindSyslogIsKept() {
        Line line = only("Jun  8 11:04:35 node-1 kernel: [12345.678901] [   T7] SLUB: Unable");

        assertThat(line.frame().stamp().orElseThrow().bootMicros()).hasValue(12345678901L);
        assertThat(line.frame().caller()).contains("T7");
        assertThat(line.text()).isEqualTo("SLUB: Unable");
    }

    @Test
    void instantIsKnownOnlyWithYearAndZone() {
        assertThat(
                        only("2022-06-08T11:04:35.5+08:00 n kernel: x")
                                .frame()
                                .stamp()
                                .orElseThrow()
                                .instant())
                .hasToString("Optional[2022-06-08T03:04:35.500Z]");
        assertThat(only("[Wed Jun  8 11:04:35 2022] x").frame().stamp().orElseThrow().instant())
                .isEmpty();
        assertThat(only("1654657475.250000 n kernel: x").frame().stamp().orElseThrow().instant())
                .hasToString("Optional[2022-06-08T03:04:35.250Z]");
    }

    @Test
    void orderIsKeptOverTheTurnOfTheYear() {
        List<Line> lines =
                Framing.lines(
                        SourceText.of(
                                "messages",
                                """
                                Dec 31 23:59:59 node-1 kernel: before
                                Jan  1 00:00:01 node-1 kernel: after
                                """));

        assertThat(
                        lines.get(0)
                                .frame()
                                .stamp()
                                .orElseThrow()
                                .until(lines.get(1).frame().stamp().orElseThrow()))
                .hasToString("Optional[PT2S]");
    }

    @Test
    void oneRecordMayHoldSeveralLines() {
        List<Line> lines =
                Framing.lines(
                        SourceText.of(
                                "messages",
                                """
                                Nov 12 15:15:41 n kernel: active_anon:1 isolated_anon:26#012 active_file:2#011x
                                [1.000000] active_anon:1\\x0a active_file:2
                                Nov 12 15:15:42 n dockerd[1]: message repeated 3 times: [ no space]
                                """));

        assertThat(lines)
                .extracting(Line::text)
                .containsExactly(
                        "active_anon:1 isolated_anon:26",
                        " active_file:2\tx",
                        "active_anon:1",
                        " active_file:2",
                        "no space");
        assertThat(lines.get(1).cite()).isEqualTo(lines.get(0).cite());
    }

    private static Line only(String text) {
        List<Line> lines = Framing.lines(SourceText.of("log", text));
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }
}
