/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class AllocationSiteRuleTest {

    private static String table(long driver, long cache) {
        return """
        [ 1234.567890] Memory allocations:
        [ 1234.567891]      %c     4737 mm/filemap.c:1919 func:__filemap_get_folio
        [ 1234.567892]      %d     2800 drivers/net/ethernet/acme/rx.c:681 [acme] func:acme_alloc_mapped_page
        [ 1234.567893]      %c     3000 fs/xfs/xfs_icache.c:79 [xfs] func:xfs_inode_alloc
        """
                .replace("%d", Long.toString(driver))
                .replace("%c", Long.toString(cache));
    }

    private static final String RAM = "MemTotal:        8388608 kB\n";

    @Test
    void aSiteThatGrowsFromTableToTableIsLikelyALeak() {
        long gib = 1L << 30;
        Asked asked = Asked.of(table(gib, 3 * gib) + table(gib + gib / 2, 9 * gib));

        assertThat(asked.says("allocation-site")).isEqualTo("kernel-memory-leak likely KB-79");
        assertThat(asked.statement("allocation-site"))
                .isEqualTo(
                        "acme_alloc_mapped_page (drivers/net/ethernet/acme/rx.c:681, module acme) grew from 1 GiB to 1.5 GiB"
                                + " between the tables.");
    }

    @Test
    void lessGrowthOrLessMemoryIsNone() {
        long gib = 1L << 30;
        assertThat(Asked.of(table(gib, 0) + table(gib + gib / 2 - 1, 0)).found("allocation-site"))
                .isEmpty();
        assertThat(Asked.of(table(1, 0) + table(gib - 1, 0)).found("allocation-site")).isEmpty();
        assertThat(Asked.of(table(1, 0) + table(gib, 0)).found("allocation-site")).isPresent();
    }

    @Test
    void pageCacheAndInodesThatGrowAreNoLeak() {
        assertThat(Asked.of(table(1, 1L << 30) + table(1, 9L << 30)).found("allocation-site"))
                .isEmpty();
    }

    @Test
    void aSiteThatHoldsAQuarterOfTheMachineIsPossiblyOne() {
        Asked asked = Asked.of(RAM + table(2L << 30, 5L << 30));

        assertThat(asked.says("allocation-site")).isEqualTo("kernel-memory-leak possible KB-79");
        assertThat(asked.statement("allocation-site")).endsWith("holds 2 GiB of 8 GiB (25 %).");
        assertThat(
                        Asked.of(RAM + table((2L << 30) - (1L << 27), 5L << 30))
                                .found("allocation-site"))
                .isEmpty();
        assertThat(Asked.of(table(2L << 30, 5L << 30)).found("allocation-site")).isEmpty();
    }

    @Test
    void withAKillForWantOfMemoryItIsLikely() {
        Asked asked =
                Asked.of(
                        RAM
                                + "[ 1234.500000] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n"
                                + table(2L << 30, 0)
                                + "[ 1235.000000] Out of memory: Killed process 4711 (java) total-vm:4194304kB, anon-rss:520000kB,"
                                + " file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:2048kB oom_score_adj:0\n");

        assertThat(asked.says("allocation-site")).isEqualTo("kernel-memory-leak likely KB-79");
    }

    @Test
    void aFullTableIsNotExplainedByIt() {
        Asked asked =
                Asked.of(
                        RAM
                                + table(2L << 30, 0)
                                + "[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n");

        assertThat(asked.verdict()).isEqualTo("kernel-limit certain");
        assertThat(asked.judged().getFirst().answers())
                .filteredOn(a -> a.rule().equals("allocation-site"))
                .allMatch(a -> a.found().isEmpty());
    }
}
