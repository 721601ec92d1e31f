/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.MemInfoDump.HugePages;
import dev.highorder.core.klog.MemInfoDump.ZoneUse;
import dev.highorder.core.klog.MemoryDump;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemInfoReaderTest {

    private static final String EL7 =
            """
            Mem-Info:
            active_anon:44762 inactive_anon:52333 isolated_anon:26#012 active_file:13358 inactive_file:10581 isolated_file:0#012 unevictable:103032 dirty:2 writeback:130 unstable:0#012 slab_reclaimable:1935137 slab_unreclaimable:1709086#012 mapped:17698 shmem:1682 pagetables:5134 bounce:0#012 free:113585 free_pcp:39 free_cma:0
            Node 0 DMA32 free:127248kB min:11976kB low:14968kB high:17964kB active_anon:39688kB unevictable:95756kB present:3129212kB managed:2884472kB slab_reclaimable:1324384kB slab_unreclaimable:1154192kB free_cma:0kB writeback_tmp:0kB pages_scanned:0 all_unreclaimable? no
            lowmem_reserve[]: 0 0 13053 13053
            Node 0 DMA32: 8408*4kB (UEM) 8078*8kB (UEM) 1340*16kB (UEM) 74*32kB (EM) 6*64kB (R) 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 122448kB
            Node 0 hugepages_total=4 hugepages_free=1 hugepages_surp=0 hugepages_size=2048kB
            60360 total pagecache pages
            29539 pages in swap cache
            Swap cache stats: add 5089297, delete 4986508, find 5716104/7056293
            Free swap  = 13589108kB
            Total swap = 16777212kB
            4194173 pages RAM
            0 pages HighMem/MovableOnly
            127323 pages reserved
            """;

    @Test
    void anEl7BlockWithEscapedNewlinesIsRead() {
        MemInfoDump dump = only(EL7);
        assertThat(dump.complete()).isTrue();
        assertThat(dump.pages())
                .hasSize(19)
                .containsEntry("slab_unreclaimable", 1709086L)
                .containsEntry("free", 113585L);
        ZoneUse zone = dump.zones().getFirst();
        assertThat(zone.bytes("slab_reclaimable")).hasValue(1324384L << 10);
        assertThat(zone.bytes("pages_scanned")).as("a count, not bytes").isEmpty();
        assertThat(zone.allUnreclaimable()).contains(false);
        assertThat(zone.lowmemReserve()).containsExactly(0L, 0L, 13053L, 13053L);
        assertThat(zone.blocks()).hasSize(11);
        assertThat(zone.blocks().get(4).types()).containsExactly(MigrateType.RESERVE);
        assertThat(dump.hugePages()).containsExactly(new HugePages(0, 4, 1, 2048L << 10));
        assertThat(dump.footer())
                .containsEntry("swap_total", 16777212L << 10)
                .containsEntry("pagecache", 60360L)
                .doesNotContainKey("swap_stats");
    }

    @Test
    void theSameBlockWrappedAnywhereAtABlankIsTheSame() {
        MemInfoDump whole = only(EL7);
        for (int width = 24; width < 120; width += 7) {
            Parsed<List<KernelEvent>> read = read(wrapped(EL7, width));
            assertThat(read.problems()).as("width %d", width).isEmpty();
            MemInfoDump dump = ((MemoryDump) read.value().getFirst()).memInfo();
            assertThat(dump.pages()).isEqualTo(whole.pages());
            assertThat(dump.zones().getFirst().bytes()).isEqualTo(whole.zones().getFirst().bytes());
            assertThat(dump.zones().getFirst().blocks())
                    .isEqualTo(whole.zones().getFirst().blocks());
        }
    }

    @Test
    void a2632BlockHasPerCpuLinesAndNoLetters() {
        MemInfoDump dump =
                only(
                        """
                        Mem-Info:
                        Node 0 DMA per-cpu:
                        CPU    0: hi:    0, btch:   1 usd:   0
                        Node 0 Normal per-cpu:
                        CPU    0: hi:  186, btch:  31 usd:  60
                        active_anon:1005 inactive_anon:2 isolated_anon:0
                         active_file:3 inactive_file:4 isolated_file:0
                         unevictable:0 dirty:5 writeback:0 unstable:0
                         free:21157 slab_reclaimable:7 slab_unreclaimable:8
                         mapped:9 shmem:10 pagetables:11 bounce:0
                        Node 0 Normal free:84628kB min:44840kB low:56048kB high:67260kB present:12410880kB mlocked:0kB pages_scanned:0 all_unreclaimable? no
                        lowmem_reserve[]: 0 0 0 0
                        Node 0 Normal: 20321*4kB 9*8kB 3*16kB 0*32kB 0*64kB 1*128kB 0*256kB 0*512kB 1*1024kB 1*2048kB 0*4096kB = 84604kB
                        17 total pagecache pages
                        0 pages in swap cache
                        Free swap  = 0kB
                        Total swap = 0kB
                        3145712 pages RAM
                        70921 pages reserved
                        """);
        assertThat(dump.complete()).isTrue();
        assertThat(dump.pages()).containsEntry("free", 21157L).containsEntry("bounce", 0L);
        assertThat(dump.zones()).hasSize(1);
        assertThat(dump.zones().getFirst().blocks())
                .allSatisfy(blocks -> assertThat(blocks.types()).isEmpty());
    }

    @Test
    void aKernelWithoutNumaNamesNoNode() {
        MemInfoDump dump =
                only(
                        """
                        Mem-Info:
                        active_anon:1 inactive_anon:2 isolated_anon:0
                         active_file:3 inactive_file:4 isolated_file:0
                         free:34573 free_pcp:0 free_cma:194
                        Node 0 active_anon:4kB shmem_thp: 0kB shmem_pmdmapped: 8kB anon_thp: 0kB all_unreclaimable? yes
                        Normal free:40456kB min:6904kB low:7604kB high:8304kB reserved_highatomic:2048KB free_highatomic:1024KB managed:131072kB
                        lowmem_reserve[]: 0 0 8980
                        HighMem free:1049496kB min:512kB low:1748kB high:2984kB
                        lowmem_reserve[]: 0 0 0
                        Normal: 88*4kB (UMEHCI) 0*8kB 2*16kB (C) = 384kB
                        HighMem: 1*4kB (M) 0*8kB 0*16kB = 4kB
                        90296 total pagecache pages
                        131072 pages RAM
                        5101 pages reserved
                        """);
        assertThat(dump.complete()).isTrue();
        assertThat(dump.zones())
                .extracting(ZoneUse::zone)
                .containsExactly(new ZoneId(0, "Normal"), new ZoneId(0, "HighMem"));
        ZoneUse normal = dump.zones().getFirst();
        assertThat(normal.bytes("reserved_highatomic")).hasValue(2048L << 10);
        assertThat(normal.bytes("free_highatomic")).hasValue(1024L << 10);
        assertThat(normal.blocks().getFirst().types())
                .containsExactlyInAnyOrder(
                        MigrateType.UNMOVABLE,
                        MigrateType.MOVABLE,
                        MigrateType.RECLAIMABLE,
                        MigrateType.HIGHATOMIC,
                        MigrateType.CMA,
                        MigrateType.ISOLATE);
        assertThat(dump.nodes().getFirst().bytes())
                .containsEntry("shmem_thp", 0L)
                .containsEntry("shmem_pmdmapped", 8192L);
        assertThat(dump.nodes().getFirst().allUnreclaimable()).contains(true);
    }

    @Test
    void pagesOf64KiloBytesAreSeen() {
        MemInfoDump dump =
                only(
                        """
                        Node 0 DMA: 11*64kB (UM) 3*128kB (M) 0*256kB = 1088kB
                        """);
        assertThat(dump.pageSize()).hasValue(65536);
        assertThat(dump.zones().getFirst().blocks()).hasSize(3);
        assertThat(dump.complete()).isFalse();
    }

    @Test
    void aZoneWithoutItsOtherLineIsKeptAndTheBlockIsNotComplete() {
        MemInfoDump dump =
                only(
                        """
                        Mem-Info:
                        active_anon:1 inactive_anon:2 isolated_anon:0
                        Node 0 DMA free:15908kB min:64kB low:80kB high:96kB
                        Node 0 Normal: 5*4kB (U) 0*8kB = 20kB
                        17 total pagecache pages
                        100 pages RAM
                        10 pages reserved
                        """);
        assertThat(dump.complete()).isFalse();
        assertThat(dump.zones()).hasSize(2);
        assertThat(dump.zones().getFirst().blocks()).isEmpty();
        assertThat(dump.zones().getFirst().blocksCite()).isEmpty();
        assertThat(dump.zones().get(1).bytes("free")).isEmpty();
        assertThat(dump.zones().get(1).blocksCite()).isPresent();
    }

    @Test
    void whatIsNoCounterIsAProblemWithItsPlaceAndTheRestIsRead() {
        Parsed<List<KernelEvent>> read =
                read(
                        """
                        Mem-Info:
                        active_anon:1 inactive_anon:99999999999999999999 isolated_anon:0
                        Node 0 Normal free:40456kB min:n/a low:7604kB
                        Node 0 Normal: 88*4kB (UX) 7*16kB 3*8kB (M) = 384kB
                        """);
        assertThat(read.problems())
                .extracting(Problem::toString)
                .hasSize(4)
                .allSatisfy(
                        text -> assertThat(text).contains("log").contains("Mem-Info: expected"));
        assertThat(read.problems().getFirst().message())
                .isEqualTo(
                        "Mem-Info: expected a count of at most 63 bits behind inactive_anon, found \"inactive_anon:99999999999999999999\"");
        MemInfoDump dump = ((MemoryDump) read.value().getFirst()).memInfo();
        assertThat(dump.pages()).containsOnlyKeys("active_anon", "isolated_anon");
        assertThat(dump.zones().getFirst().bytes()).containsOnlyKeys("free", "low");
        assertThat(dump.zones().getFirst().blocks()).isEmpty();
    }

    @Test
    void aPerOrderLineThatWasCutOrChangedShowsNoBlocksUnlessTheFreePagesLeaveNoRoomForMore() {
        String zone = "Node 0 Normal free:384kB min:64kB low:80kB high:96kB\n";
        String problem =
                "Mem-Info: expected a per-order line that adds up to its sum, found one that was cut or changed";

        assertThat(blocks(zone + "Node 0 Normal: 88*4kB (U) 0*8kB 2*16kB (M) = 384kB")).hasSize(3);
        assertThat(blocks(zone + "Node 0 Normal: 88*4kB (U) 0*8kB 2*16kB (M)")).hasSize(3);
        assertThat(blocks(zone + "Node 0 Normal: 88*4kB (U) 0*8kB")).isEmpty();
        assertThat(blocks(zone + "Node 0 Normal: 88*4kB (U) 0*8kB 3*16kB (M) = 384kB")).isEmpty();
        assertThat(read("Mem-Info:\n" + zone + "Node 0 Normal: 88*4kB (U) 0*8kB").problems())
                .extracting(Problem::message)
                .containsExactly(problem);
    }

    @Test
    void aPerOrderLineOffByLessThanAHundredthOfItsSumStandsButTheReportIsNotComplete() {
        for (int sum = 39596; sum <= 40404; sum += 4) {
            MemInfoDump dump =
                    ((MemoryDump)
                                    read(EL7.replaceFirst(
                                                    "(?m)^Node 0 DMA32: .*$",
                                                    "Node 0 DMA32: 10000*4kB (U) 0*8kB = "
                                                            + sum
                                                            + "kB"))
                                            .value()
                                            .getFirst())
                            .memInfo();
            assertThat(dump.zones().getFirst().blocks())
                    .as("sum %d", sum)
                    .hasSize(Math.abs(40000 - sum) * 100 < sum ? 2 : 0);
            assertThat(dump.complete()).as("sum %d", sum).isEqualTo(sum == 40000);
        }
    }

    private static List<MemInfoDump.OrderBlocks> blocks(String lines) {
        Parsed<List<KernelEvent>> read = read("Mem-Info:\nactive_anon:1 inactive_anon:2\n" + lines);
        return ((MemoryDump) read.value().getFirst()).memInfo().zones().getFirst().blocks();
    }

    @Test
    void buddyinfoIsNoMemInfo() {
        assertThat(read("Node 0, zone   Normal  40153  12774    302     17      0\n").value())
                .isEmpty();
    }

    /// Breaks each line at the last blank in front of the width, as a mailer does.
    private static String wrapped(String text, int width) {
        StringBuilder out = new StringBuilder();
        for (String line : text.lines().toList()) {
            String rest = line;
            boolean footer =
                    !line.contains(":")
                            || line.startsWith("Swap")
                            || line.startsWith("Node 0 huge");
            while (!footer && rest.length() > width && rest.lastIndexOf(' ', width) > 0) {
                int at = rest.lastIndexOf(' ', width);
                out.append(rest, 0, at).append('\n');
                rest = rest.substring(at + 1);
            }
            out.append(rest).append('\n');
        }
        return out.toString();
    }

    private static MemInfoDump only(String log) {
        Parsed<List<KernelEvent>> read = read(log);
        assertThat(read.problems()).isEmpty();
        assertThat(read.value()).singleElement().isInstanceOf(MemoryDump.class);
        return ((MemoryDump) read.value().getFirst()).memInfo();
    }

    private static Parsed<List<KernelEvent>> read(String log) {
        return KernelLog.read(LogLines.of(log));
    }
}
