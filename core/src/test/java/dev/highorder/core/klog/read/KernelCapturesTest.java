/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.MemInfoDump.OrderBlocks;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.Requester;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.ZoneId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What real kernels printed when they really failed.
class KernelCapturesTest {
    private static final Path KERNELS = Path.of("src/test/resources/kernels");

    static Stream<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(KERNELS)) {
            return files.filter(file -> file.endsWith("kmsg")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void eachIsReadWithoutProblem(Path log) throws IOException {
        Parsed<List<KernelEvent>> read = read(log);
        assertThat(read.problems()).isEmpty();
        assertThat(read.value())
                .filteredOn(KernelNotice.class::isInstance)
                .extracting(event -> ((KernelNotice) event).kind())
                .containsExactly(KernelNotice.Kind.LINUX_VERSION, KernelNotice.Kind.COMMAND_LINE);
        assertThat(read.value()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("logs")
    void theLineFilterLosesNoEvent(Path log) throws IOException {
        String text = Files.readString(log, StandardCharsets.UTF_8);
        List<Line> all = LogLines.of(text);
        assertThat(KernelLog.read(FilteredLog.of(all)).value())
                .isEqualTo(KernelLog.read(all).value());
    }

    @Test
    void anOrder9FailureOf61IsWhole() throws IOException {
        AllocationFailure failure =
                (AllocationFailure) event("6.1.192-x86_64/unmovable-pipes/kmsg");
        assertThat(failure.comm()).isEqualTo("req-ctl");
        assertThat(failure.order()).isEqualTo(9);
        assertThat(failure.mode().names()).containsExactly("GFP_KERNEL", "__GFP_COMP");
        assertThat(failure.cpuset()).contains("/");
        assertThat(failure.memsAllowed()).contains("0");
        var stack = failure.ownStack().orElseThrow();
        assertThat(Requester.requester(stack).orElseThrow().function()).isEqualTo("sock_kmalloc");
        assertThat(stack.release()).contains("6.1.0-56-amd64");
        assertThat(stack.taint()).isEmpty();

        MemInfoDump dump = failure.memInfo().orElseThrow();
        assertThat(dump.complete()).isTrue();
        assertThat(dump.page("slab_unreclaimable")).hasValue(2027);
        assertThat(dump.pageSize()).hasValue(4096);
        assertThat(dump.footer())
                .containsEntry("ram", 130936L)
                .containsEntry("reserved", 15495L)
                .containsEntry("swap_total", 0L);
        assertThat(dump.hugePages()).hasSize(2);
        assertThat(dump.nodes())
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.bytes())
                            .containsEntry("shmem_thp", 0L)
                            .containsEntry("mapped", 2492L << 10);
                    assertThat(node.allUnreclaimable()).isPresent();
                });
        MemInfoDump.ZoneUse zone = dump.zones().get(1);
        assertThat(zone.zone()).isEqualTo(new ZoneId(0, "DMA32"));
        assertThat(zone.bytes("free")).hasValue(376324L << 10);
        assertThat(zone.bytes("min")).hasValue(3956L << 10);
        assertThat(zone.bytes("reserved_highatomic")).hasValue(0);
        assertThat(zone.lowmemReserve()).containsExactly(0L, 0L, 0L, 0L, 0L);
        assertThat(dump.zones().getFirst().lowmemReserve())
                .containsExactly(0L, 6975L, 6975L, 6975L, 6975L);
        assertThat(zone.blocks()).hasSize(11);
        assertThat(zone.blocks().get(4))
                .isEqualTo(
                        new OrderBlocks(
                                4,
                                4,
                                Set.of(
                                        MigrateType.UNMOVABLE,
                                        MigrateType.MOVABLE,
                                        MigrateType.RECLAIMABLE)));
        assertThat(zone.blocks().get(9)).isEqualTo(new OrderBlocks(9, 0, Set.of()));
    }

    @Test
    void aFailureOf612IsWhole() throws IOException {
        AllocationFailure failure =
                (AllocationFailure) event("6.12.117-x86_64/movable-extfrag-threshold/kmsg");
        assertThat(failure.order()).isEqualTo(6);
        assertThat(failure.ownStack().orElseThrow().pid()).hasValue(161);
        assertThat(failure.memInfo().orElseThrow().complete()).isTrue();
    }

    @Test
    void theSystemOutOfMemoryIsNoCgroups() throws IOException {
        OomKill kill = (OomKill) event("6.1.192-x86_64/memory-exhausted/kmsg");
        assertThat(kill.comm()).contains("dd");
        assertThat(kill.order()).hasValue(0);
        assertThat(kill.memcg()).isFalse();
        assertThat(kill.constraint()).contains("CONSTRAINT_NONE");
        assertThat(kill.victim()).contains("dd");
        assertThat(kill.victimPid()).hasValue(120);
        assertThat(kill.taskMemcg()).contains("/");
        assertThat(kill.memInfo().orElseThrow().complete()).isTrue();
    }

    @Test
    void theCgroupsLimitIsNamed() throws IOException {
        OomKill kill = (OomKill) event("6.1.192-x86_64/memcg-limit/kmsg");
        assertThat(kill.memcg()).isTrue();
        assertThat(kill.constraint()).contains("CONSTRAINT_MEMCG");
        assertThat(kill.oomMemcg()).contains("/kubepods/pod1");
        assertThat(kill.taskMemcg()).contains("/kubepods/pod1/app");
        assertThat(kill.memInfo()).isEmpty();
        assertThat(kill.usage()).hasSize(2);
        OomKill.Usage memory = kill.usage().getFirst();
        assertThat(memory.usageBytes()).isEqualTo(49152L << 10);
        assertThat(memory.limitBytes()).hasValue(49152L << 10);
        assertThat(memory.failcnt()).hasValue(81);
        assertThat(kill.usage().get(1).limitBytes()).as("no limit is no number").isEmpty();
    }

    private static KernelEvent event(String log) throws IOException {
        return read(KERNELS.resolve(log)).value().get(2);
    }

    private static Parsed<List<KernelEvent>> read(Path log) throws IOException {
        return KernelLog.read(LogLines.of(Files.readString(log, StandardCharsets.UTF_8)));
    }
}
