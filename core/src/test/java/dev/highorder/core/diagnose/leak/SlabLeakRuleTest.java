/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.RuledOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlabLeakRuleTest {

    private static final String HEAD =
            "slabinfo - version: 2.1\n# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables <limit>"
                    + " <batchcount> <sharedfactor> : slabdata <active_slabs> <num_slabs> <sharedavail>\n";

    /// A row of one-page slabs with one object each, so that objects are pages.
    private static String row(String cache, long active, long pages) {
        return cache
                + " "
                + active
                + " "
                + pages
                + " 4096 1 1 : tunables 0 0 0 : slabdata "
                + pages
                + " "
                + pages
                + " 0\n";
    }

    private static final long GIB_PAGES = 1L << 18;
    private static final String RAM_10_GIB = "MemTotal:       10485760 kB\n\n";

    @Test
    void aCacheThatHoldsAFifthOfTheMachineIsLikelyALeak() {
        Asked asked =
                Asked.of(
                        RAM_10_GIB
                                + HEAD
                                + row("kmalloc-2048", 2 * GIB_PAGES, 2 * GIB_PAGES)
                                + row("kmalloc-64", 100, 100));

        assertThat(asked.says("slab-leak")).isEqualTo("kernel-memory-leak likely KB-31");
        assertThat(asked.statement("slab-leak"))
                .isEqualTo(
                        "The slab cache kmalloc-2048 holds 2 GiB, 99 % of all slab memory and 20 % of the machine; its objects are"
                                + " in use, so dropping caches cannot give it back.");
        assertThat(asked.missing("slab-leak").getFirst())
                .startsWith("grep '^kmalloc-2048 ' /proc/slabinfo");
    }

    @Test
    void aSmallerShareIsAWorkingSet() {
        Asked asked =
                Asked.of(
                        RAM_10_GIB
                                + HEAD
                                + row("kmalloc-2048", 490_000, 490_000)
                                + row("kmalloc-64", 100, 100));

        assertThat(asked.found("slab-leak")).isEmpty();
        assertThat(asked.clear("slab-leak").orElseThrow().statement())
                .isEqualTo("The largest cache, kmalloc-2048, holds 1.8 GiB of 1.8 GiB of slab.");
    }

    @Test
    void oneOfSeveralLargeOnesDoesNotStandOut() {
        assertThat(
                        Asked.of(
                                        RAM_10_GIB
                                                + HEAD
                                                + row("kmalloc-2048", 2 * GIB_PAGES, 2 * GIB_PAGES)
                                                + row(
                                                        "kmalloc-4096",
                                                        2 * GIB_PAGES - 1,
                                                        2 * GIB_PAGES - 1)
                                                + row("kmalloc-64", 100, 100))
                                .found("slab-leak"))
                .isEmpty();
    }

    @Test
    void withoutTheMachinesSizeTwoGibibytesAreMuch() {
        assertThat(
                        Asked.of(HEAD + row("kmalloc-2048", 2 * GIB_PAGES, 2 * GIB_PAGES))
                                .says("slab-leak"))
                .isEqualTo("kernel-memory-leak likely KB-31");
        assertThat(
                        Asked.of(HEAD + row("kmalloc-2048", 2 * GIB_PAGES - 1, 2 * GIB_PAGES - 1))
                                .found("slab-leak"))
                .isEmpty();
    }

    @Test
    void aCacheOfFreeObjectsIsOnlyPossiblyOne() {
        String three = HEAD + row("kmalloc-2048", 3 * GIB_PAGES / 4 * 3, 3 * GIB_PAGES);
        assertThat(Asked.of(three).says("slab-leak")).isEqualTo("kernel-memory-leak likely KB-31");
        String less = HEAD + row("kmalloc-2048", 3 * GIB_PAGES / 4 * 3 - 9_000, 3 * GIB_PAGES);
        assertThat(Asked.of(less).says("slab-leak")).isEqualTo("kernel-memory-leak possible KB-31");
        assertThat(Asked.of(less).statement("slab-leak"))
                .endsWith("most of its objects are free, but its slabs are not given back.");
    }

    @Test
    void dentriesAreNoLeakHoweverMany() {
        Asked asked = Asked.of(RAM_10_GIB + HEAD + row("dentry", 4 * GIB_PAGES, 4 * GIB_PAGES));

        assertThat(asked.found("slab-leak")).isEmpty();
        Ruling.Clear clear = asked.clear("slab-leak").orElseThrow();
        assertThat(clear.ruledOut().flatMap(RuledOut::cause)).contains(Cause.KERNEL_MEMORY_LEAK);
        assertThat(clear.ruledOut().flatMap(RuledOut::kb)).contains("KB-30");
        assertThat(clear.statement())
                .contains("dentry holds 4 GiB, but such objects are reclaimable");
    }

    @Test
    void inodesInMostlyEmptySlabsAreNotConcluded() {
        String half = RAM_10_GIB + HEAD + row("xfs_inode", 2 * GIB_PAGES, 4 * GIB_PAGES);
        assertThat(Asked.of(half).found("slab-leak")).isEmpty();
        String less = RAM_10_GIB + HEAD + row("xfs_inode", 2 * GIB_PAGES - 11_000, 4 * GIB_PAGES);
        assertThat(Asked.of(less).says("slab-leak")).isEqualTo("inconclusive possible KB-30");
    }

    @ParameterizedTest
    @CsvSource({
        "dentry, true",
        "buffer_head, true",
        "radix_tree_node, true",
        "ext4_inode_cache, true",
        "xfs_inode, true",
        "zfs_znode_cache, true",
        "dnode_t, true",
        "arc_buf_hdr_t_full, true",
        "sock_inode_cache, false",
        "kmalloc-512, false",
        "nf_conntrack, false"
    })
    void whatTheKernelGivesBackIsKnownByName(String cache, boolean reclaimable) {
        assertThat(SlabLeakRule.reclaimable(cache)).isEqualTo(reclaimable);
    }

    @Test
    void theKillReportNamesTheCacheItself() {
        Asked asked =
                Asked.of(
                        """
                        [ 1234.500000] ip invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
                        [ 1234.500100] 2097152 pages RAM
                        [ 1234.500200] Unreclaimable slab info:
                        [ 1234.500201] Name                      Used          Total
                        [ 1234.500202] acme_extent_map      3207098KB    3207098KB
                        [ 1234.500203] kmalloc-64                 10KB         16KB
                        [ 1234.600000] Out of memory: Killed process 4711 (ip) total-vm:4194304kB, anon-rss:520000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:2048kB oom_score_adj:0
                        """);

        assertThat(asked.says("slab-leak")).isEqualTo("kernel-memory-leak likely KB-31");
        assertThat(asked.statement("slab-leak"))
                .startsWith("The slab cache acme_extent_map holds 3 GiB");
    }

    @Test
    void aFullTableIsNotExplainedByACache() {
        Asked asked =
                Asked.of(
                        "[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n"
                                + HEAD
                                + row("kmalloc-2048", 9 * GIB_PAGES, 9 * GIB_PAGES));

        assertThat(asked.verdict()).isEqualTo("kernel-limit certain");
        assertThat(asked.judged().getFirst().answers())
                .filteredOn(a -> a.rule().equals("slab-leak"))
                .allMatch(a -> a.found().isEmpty());
    }

    @Test
    void ofSeveralReadingsTheLargestCacheCounts() {
        String large = HEAD + row("kmalloc-2048", 3 * GIB_PAGES, 3 * GIB_PAGES);
        String small = HEAD + row("kmalloc-512", 1_000, 1_000);

        assertThat(Asked.of(large + "\n" + small).statement("slab-leak"))
                .startsWith("The slab cache kmalloc-2048 holds 3 GiB");
        assertThat(Asked.of(small + "\n" + large).statement("slab-leak"))
                .startsWith("The slab cache kmalloc-2048 holds 3 GiB");
    }

    @Test
    void aCgroupAtItsLimitIsNotExplainedByACache() {
        Asked asked =
                Asked.of(
                        """
                        [ 1234.500000] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
                        [ 1234.500100] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/pod1,task_memcg=/pod1,task=java,pid=99,uid=0
                        [ 1234.600000] Memory cgroup out of memory: Killed process 99 (java) total-vm:4194304kB, anon-rss:520000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:2048kB oom_score_adj:0

                        """
                                + HEAD
                                + row("kmalloc-2048", 9 * GIB_PAGES, 9 * GIB_PAGES));

        assertThat(asked.verdict()).startsWith("memcg-limit");
        assertThat(asked.judged().getFirst().answers())
                .filteredOn(a -> a.rule().equals("slab-leak"))
                .allMatch(a -> a.found().isEmpty());
    }
}
