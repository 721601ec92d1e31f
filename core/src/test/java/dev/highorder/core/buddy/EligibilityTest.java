/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.buddy.Eligibility.Barrier;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EligibilityTest {

    private static final Optional<String> ALL = Optional.of("(null)");

    private static GfpFlags names(String... names) {
        return GfpFlags.read(OptionalLong.empty(), List.of(names), Optional.empty()).orElseThrow();
    }

    @Test
    void aRequestMayUseItsZoneAndAllBelow() {
        Eligibility kernel = Eligibility.of(names("GFP_KERNEL"), ALL, Optional.empty());
        assertThat(kernel.allows(new ZoneId(0, "DMA"))).isTrue();
        assertThat(kernel.allows(new ZoneId(3, "Normal"))).isTrue();
        assertThat(kernel.barrier(new ZoneId(0, "HighMem"))).contains(Barrier.ZONE);
        assertThat(kernel.barrier(new ZoneId(0, "Movable"))).contains(Barrier.ZONE);
        Eligibility user = Eligibility.of(names("GFP_HIGHUSER_MOVABLE"), ALL, ALL);
        assertThat(user.allows(new ZoneId(0, "Movable"))).isTrue();
        assertThat(user.barrier(new ZoneId(0, "Device"))).contains(Barrier.ZONE);
        Eligibility dma32 = Eligibility.of(names("GFP_KERNEL", "GFP_DMA32"), ALL, ALL);
        assertThat(dma32.allows(new ZoneId(0, "DMA32"))).isTrue();
        assertThat(dma32.allows(new ZoneId(0, "Normal"))).isFalse();
    }

    @Test
    void theCpusetBindsUserPagesOnly() {
        Optional<String> one = Optional.of("1");
        ZoneId node0 = new ZoneId(0, "Normal");
        Eligibility user = Eligibility.of(names("GFP_HIGHUSER"), ALL, one);
        assertThat(user.barrier(node0)).contains(Barrier.CPUSET);
        assertThat(user.allows(new ZoneId(1, "Normal"))).isTrue();
        assertThat(Eligibility.of(names("GFP_KERNEL"), ALL, one).allows(node0)).isTrue();
        assertThat(Eligibility.of(names("GFP_ATOMIC", "__GFP_HARDWALL"), ALL, one).allows(node0))
                .isTrue();
        assertThat(Eligibility.of(names("GFP_KERNEL"), one, ALL).barrier(node0))
                .contains(Barrier.NODEMASK);
        assertThat(Eligibility.of(names("GFP_KERNEL"), Optional.of("?"), ALL).allows(node0))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "'0-1,4', '0 1 4'", "' 2-3 ', '2 3'", "'0,2,1023', '0 2 1023'"})
    void readsListsOfNodes(String text, String expected) {
        NodeList nodes = NodeList.parse(text).orElseThrow();
        StringBuilder found = new StringBuilder();
        for (int node = -1; node < 2_000; node++) {
            if (nodes.contains(node)) {
                found.append(found.isEmpty() ? "" : " ").append(node);
            }
        }
        assertThat(found.toString()).isEqualTo(expected);
        assertThat(nodes.all()).isFalse();
    }

    @Test
    void nullIsEveryNode() {
        assertThat(NodeList.parse("(null)").orElseThrow().all()).isTrue();
        assertThat(NodeList.parse("(null)").orElseThrow().contains(77)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "-1", "3-1", "0,,1", "1,", "1024", "99999999999", "0:1"})
    void refusesWhatIsNoListOfNodes(String text) {
        assertThat(NodeList.parse(text)).isEmpty();
    }

    @Test
    void aRequestIsMadeOfItsFlags() {
        assertThat(Request.of(3, names("GFP_ATOMIC")))
                .isEqualTo(
                        new Request(3, false, true, true, false, false, MigrateType.UNMOVABLE, 2));
        assertThat(Request.of(0, names("GFP_HIGHUSER_MOVABLE", "__GFP_MEMALLOC")))
                .isEqualTo(new Request(0, true, false, false, true, false, MigrateType.MOVABLE, 4));
        assertThat(Request.of(1, names("GFP_KERNEL", "__GFP_NOMEMALLOC")).noMemalloc()).isTrue();
        assertThat(Request.kernel(2)).isEqualTo(Request.of(2, names("GFP_KERNEL")));
    }

    @Test
    void theListsThatARequestMayUse() {
        Request kernel = Request.kernel(0);
        Request movable = Request.of(0, names("GFP_HIGHUSER_MOVABLE"));
        Request atomic = Request.of(0, names("GFP_ATOMIC"));
        StringBuilder table = new StringBuilder();
        for (MigrateType type : MigrateType.values()) {
            table.append(type.letter())
                    .append(kernel.mayUse(type) ? " kernel" : "")
                    .append(movable.mayUse(type) ? " movable" : "")
                    .append(atomic.mayUse(type) ? " atomic" : "")
                    .append('\n');
        }
        assertThat(table.toString())
                .isEqualTo(
                        """
                        U kernel movable atomic
                        E kernel movable atomic
                        M kernel movable atomic
                        R kernel movable atomic
                        H atomic
                        C movable
                        I
                        """);
        Request never = new Request(0, false, true, true, false, true, MigrateType.UNMOVABLE, 2);
        assertThat(never.mayUse(MigrateType.HIGHATOMIC)).isFalse();
    }
}
