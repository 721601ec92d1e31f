/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Problem;
import dev.highorder.core.proc.Blocks;
import org.junit.jupiter.api.Test;

class MemInfoParserTest {

    private final MemInfoParser parser = new MemInfoParser();

    @Test
    void readsTheMachineInBytes() {
        MemInfo info =
                Blocks.fact(
                        MemInfo.class,
                        parser,
                        Blocks.resource("6.1.192-x86_64/mixed-both/proc/meminfo"));

        assertThat(info.node()).isEmpty();
        assertThat(info.bytes("MemTotal")).hasValue(461764L * 1024);
        assertThat(info.bytes("HugePages_Total")).hasValue(0);
        assertThat(info.bytes("Nothing")).isEmpty();
        assertThat(info.cite("MemTotal").orElseThrow().line()).isEqualTo(1);
    }

    @Test
    void readsANodesOwnFile() {
        MemInfo info =
                Blocks.fact(
                        MemInfo.class,
                        parser,
                        Blocks.resource(
                                "6.1.192-x86_64/mixed-both/sys/devices/system/node/node0/meminfo"));

        assertThat(info.node()).hasValue(0);
        assertThat(info.bytes("MemTotal")).hasValue(461764L * 1024);
        assertThat(info.bytes("HugePages_Free")).hasValue(0);
    }

    @Test
    void readsWhatGrepLeftAndEndsWhereASecondReadingBegins() {
        var lines =
                Blocks.lines(
                        "t",
                        """
                        SReclaimable:   97013384 kB
                        SUnreclaim:       506172 kB
                        SReclaimable:   97013380 kB
                        SUnreclaim:       506176 kB
                        """);

        assertThat(parser.extent(lines, 0)).isEqualTo(2);
        assertThat(parser.extent(lines, 2)).isEqualTo(2);
    }

    @Test
    void keepsDamagedLinesAsProblemsAndReadsTheRest() {
        var parsed =
                Blocks.parse(
                        parser,
                        "meminfo",
                        """
                        MemTotal:       493554824 kB
                        MemFree:        4912409xx kB
                        Buffers:            4112 kB
                        VmallocTotal:   99999999999999999999 kB
                        Cached:            65400 kB
                        """);

        assertThat(Blocks.only(MemInfo.class, parsed).bytes())
                .containsOnlyKeys("MemTotal", "Buffers", "Cached");
        assertThat(parsed.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "expected a value of meminfo, found \"MemFree:        4912409xx kB\"",
                        "expected a value of meminfo, found \"VmallocTotal:   99999999999999999999 kB\"");
    }

    @Test
    void leavesTheFilesOfProcessesAlone() {
        for (String line :
                new String[] {
                    "VmPeak:\t  123 kB",
                    "AnonHugePages:         0 kB",
                    "Swap:                  0 kB",
                    "Rss:                 123 kB",
                    "Mem-Info:",
                    "Memory: 461764K/523760K available",
                    "Node 0 MemTotally: x"
                }) {
            assertThat(parser.extent(Blocks.lines("f", line), 0)).as(line).isZero();
        }
    }
}
