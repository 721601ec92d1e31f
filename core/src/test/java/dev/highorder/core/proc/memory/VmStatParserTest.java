/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Problem;
import dev.highorder.core.proc.Blocks;
import org.junit.jupiter.api.Test;

class VmStatParserTest {

    private final VmStatParser parser = new VmStatParser();

    @Test
    void readsTheCountersWithTheirLines() {
        VmStat stat =
                Blocks.fact(
                        VmStat.class,
                        parser,
                        Blocks.resource("6.1.192-x86_64/mixed-both/proc/vmstat"));

        assertThat(stat.values()).hasSize(173);
        assertThat(stat.value("drop_slab")).hasValue(0);
        assertThat(stat.value("no_such")).isEmpty();
        assertThat(stat.cite("nr_free_pages").orElseThrow().line()).isEqualTo(1);
    }

    @Test
    void readsWhatGrepLeft() {
        VmStat stat =
                Blocks.fact(
                        VmStat.class,
                        parser,
                        """
                        compact_stall 1718
                        compact_fail 1700
                        compact_success 18
                        """);
        assertThat(stat.value("compact_fail")).hasValue(1700);
    }

    @Test
    void aNodesOwnFileIsNotTheMachines() {
        var parsed =
                Blocks.parse(
                        parser,
                        "sys/devices/system/node/node0/vmstat",
                        Blocks.resource(
                                "6.1.192-x86_64/mixed-both/sys/devices/system/node/node0/vmstat"));
        assertThat(parsed.value()).isEmpty();
        assertThat(parsed.problems()).isEmpty();
    }

    @Test
    void aNumberThatRanBelowZeroIsAProblem() {
        var parsed =
                Blocks.parse(
                        parser,
                        "vmstat",
                        """
                        nr_free_pages 12
                        nr_mapped 18446744073709551609
                        nr_dirty 3
                        """);
        assertThat(Blocks.only(VmStat.class, parsed).values())
                .containsOnlyKeys("nr_free_pages", "nr_dirty");
        assertThat(parsed.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "expected a counter of vmstat, found \"nr_mapped 18446744073709551609\"");
    }

    @Test
    void leavesTheFilesOfCgroupsAlone() {
        for (String line :
                new String[] {
                    "nr_descendants 5",
                    "nr_dying_descendants 7",
                    "nr_periods 0",
                    "nr_throttled 0",
                    "pgfault 123",
                    "anon 27463680",
                    "thp_fault_alloc 0",
                    "workingset_nodereclaim 0"
                }) {
            assertThat(parser.extent(Blocks.lines("f", line), 0)).as(line).isZero();
        }
    }
}
