/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import static dev.highorder.core.diagnose.Evidence.found;
import static dev.highorder.core.diagnose.Evidence.ruling;
import static dev.highorder.core.diagnose.Evidence.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Report;
import dev.highorder.core.diagnose.ReportZone;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OomRule, PageFaultOomRule and XfsRule.
class OomRulesTest {

    private static final Ruling OTHER = Ruling.NotApplicable.OTHER_MATTER;
    private static final String USER = "0x100cca(GFP_HIGHUSER_MOVABLE)";
    private static final String LIMIT =
            "[4000.000001] memcg-hog invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n"
                    + "[4000.000002] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/pod1,"
                    + "task_memcg=/pod1,task=memcg-hog,pid=99,uid=0\n"
                    + "[4000.000003] Memory cgroup out of memory: Killed process 99 (memcg-hog) total-vm:1kB, anon-rss:1kB,"
                    + " file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:4kB oom_score_adj:0\n";

    @Test
    void an_oom_kill_without_zones_names_who_holds_the_memory() {
        Report oom =
                Report.oom(0, USER, "CONSTRAINT_NONE", "0")
                        .pages("active_anon", 900_000)
                        .pages("inactive_file", 1_000);

        Ruling.Found found = found(new OomRule(), oom);

        assertThat(found.cause()).isEqualTo(Cause.MEMORY_EXHAUSTED);
        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.statement())
                .isEqualTo(
                        "The kernel killed a process for a request of order 0, which it does only when reclaim makes no progress."
                                + " The largest holders: anonymous memory 3.4 GiB, page cache 3.9 MiB.");
    }

    @Test
    void with_page_cache_or_slab_or_an_order_it_is_only_possible() {
        Report cache =
                Report.oom(0, USER, "CONSTRAINT_NONE", "0")
                        .pages("active_anon", 900_000)
                        .pages("inactive_file", 225_000);
        Report slab =
                Report.oom(0, USER, "CONSTRAINT_NONE", "0")
                        .pages("active_anon", 900_000)
                        .pages("slab_unreclaimable", 900_000);
        Report order = Report.oom(2, USER, "CONSTRAINT_NONE", "0").pages("active_anon", 900_000);

        for (Report report : new Report[] {cache, slab, order}) {
            assertThat(found(new OomRule(), report).confidence()).isEqualTo(Confidence.POSSIBLE);
        }
    }

    @Test
    void a_kill_line_alone_claims_no_order() {
        String text =
                "[5000.000001] Out of memory: Killed process 4243 (stress) total-vm:2000000kB, anon-rss:1900000kB, file-rss:0kB,"
                        + " shmem-rss:0kB, UID:0 pgtables:4000kB oom_score_adj:0\n";

        assertThat(found(new OomRule(), text).statement())
                .isEqualTo(
                        "The kernel killed a process, which it does only when reclaim makes no progress.");
        assertThat(verdict(text)).isEqualTo("memory-exhausted possible");
    }

    @Test
    void nobody_left_to_kill_is_likely() {
        Report text =
                Report.headed(
                                "COMM invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=1, oom_score_adj=0")
                        .withoutMemInfo()
                        .line("Out of memory and no killable processes...")
                        .line("Kernel panic - not syncing: System is deadlocked on memory");

        assertThat(found(new OomRule(), text).confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found(new OomRule(), text).statement())
                .isEqualTo("The kernel found no process left to kill.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Out of memory: system-wide panic_on_oom is enabled        | memory-exhausted likely
                    Out of memory: compulsory panic_on_oom is enabled         | memory-exhausted possible
                    out of memory. panic_on_oom is selected                   | memory-exhausted likely
                    out of memory(memcg). Compulsory panic_on_oom is selected | memcg-limit certain
                    Fatal exception in interrupt                              | inconclusive possible
                    """)
    void a_panic_instead_of_a_kill_names_what_was_out(String reason, String verdict) {
        assertThat(verdict("[5000.000001] Kernel panic - not syncing: " + reason + "\n"))
                .isEqualTo(verdict);
    }

    @Test
    void SysRq_f_is_no_shortage() {
        String text =
                "[5000.000001] kworker/0:1 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=-1, oom_score_adj=0\n"
                        + "[5000.000002] Out of memory: Killed process 4243 (stress) total-vm:1kB, anon-rss:1kB, file-rss:0kB,"
                        + " shmem-rss:0kB, UID:0 pgtables:4kB oom_score_adj:0\n";

        assertThat(found(new OomRule(), text).cause()).isEqualTo(Cause.INCONCLUSIVE);
        assertThat(verdict(text)).isEqualTo("inconclusive possible");
    }

    @Test
    void zones_a_cpuset_and_a_costly_order_are_for_other_rules() {
        Report zones =
                Report.oom(0, USER, "CONSTRAINT_NONE", "0")
                        .zone(ReportZone.normal().minKb(40_000).blocks(0, 100, "U"));

        assertThat(ruling(new OomRule(), zones)).isEqualTo(OTHER);
        assertThat(ruling(new OomRule(), Report.oom(0, USER, "CONSTRAINT_CPUSET", "0")))
                .isEqualTo(OTHER);
        assertThat(ruling(new OomRule(), Report.oom(4, USER, "CONSTRAINT_NONE", "0")))
                .isEqualTo(OTHER);
        assertThat(ruling(new OomRule(), Report.oom(3, USER, "CONSTRAINT_NONE", "0")))
                .isInstanceOf(Ruling.Found.class);
        assertThat(ruling(new OomRule(), LIMIT)).isEqualTo(OTHER);
    }

    private static Report fault(long freePages) {
        return Report.oom(0, "0x0()", "CONSTRAINT_NONE", "0")
                .zone(ReportZone.normal().minKb(40_000).blocks(0, freePages, "UM"));
    }

    @Test
    void a_page_fault_that_ends_in_an_oom_kill_above_the_watermarks_is_no_shortage() {
        Ruling.Found found = found(new PageFaultOomRule(), fault(500_000));

        assertThat(found.cause()).isEqualTo(Cause.INCONCLUSIVE);
        assertThat(found.statement())
                .isEqualTo(
                        "The OOM killer was called with a mask of 0, by a page fault that could not be completed, not by a request"
                                + " for a page. A zone is above its high watermark; what the fault could not get is not shown.");
        assertThat(found.ruledOut().getFirst().reason())
                .isEqualTo("no page was asked for, and a zone is above its high watermark");
        assertThat(verdict(fault(500_000))).isEqualTo("inconclusive possible");
    }

    @Test
    void below_the_high_watermark_it_says_nothing() {
        assertThat(ruling(new PageFaultOomRule(), fault(15_000))).isEqualTo(OTHER);
        assertThat(ruling(new PageFaultOomRule(), fault(15_001))).isInstanceOf(Ruling.Found.class);
    }

    @Test
    void a_broken_state_beside_it_is_the_likelier_reason() {
        String text =
                fault(500_000)
                        + "[5000.300000] BUG: Bad page map in process stress  pte:8000000112233 pmd:112233\n";

        Ruling.Found found = found(new PageFaultOomRule(), text);

        assertThat(found.cause()).isEqualTo(Cause.KERNEL_BUG);
        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.statement())
                .contains("and the kernel reports a broken state beside it: BUG: Bad page map");
        assertThat(found.cites()).hasSize(2);
    }

    @Test
    void a_cgroup_at_its_limit_in_the_same_log_explains_the_fault() {
        Ruling.Found found = found(new PageFaultOomRule(), fault(100) + LIMIT);

        assertThat(found.cause()).isEqualTo(Cause.MEMCG_LIMIT);
        assertThat(found.ruledOut().getFirst().reason()).isEqualTo("no page was asked for");
    }

    @Test
    void a_request_for_a_page_is_no_page_fault() {
        assertThat(
                        ruling(
                                new PageFaultOomRule(),
                                Report.oom(0, USER, "CONSTRAINT_NONE", "0")
                                        .zone(ReportZone.normal().minKb(4).blocks(0, 100, "U"))))
                .isEqualTo(OTHER);
    }

    private static String xfs(String size, String rest) {
        return "[5000.000001] XFS: nginx(2514) possible memory allocation deadlock "
                + size
                + "in kmem_alloc (mode:0x250)\n"
                + rest;
    }

    private static final String FREE =
            """

            $ free -m
                          total        used        free      shared  buff/cache   available
            Mem:         257000      100000       20000        1000      137000      150000
            Swap:             0           0           0
            """;

    @Test
    void XFS_that_waits_for_a_large_piece_while_memory_is_available_meets_fragmentation() {
        Ruling.Found found = found(new XfsRule(), xfs("size 50184 ", FREE));

        assertThat(found.cause()).isEqualTo(Cause.EXTERNAL_FRAGMENTATION);
        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.kb()).contains("KB-12");
        assertThat(found.statement())
                .isEqualTo(
                        "XFS tried at least 100 times to get 50184 contiguous bytes; 146.4 GiB are available on the node.");
    }

    @Test
    void without_knowing_what_is_available_it_is_possible() {
        Ruling.Found found = found(new XfsRule(), xfs("", ""));

        assertThat(found.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(found.statement())
                .isEqualTo("XFS tried at least 100 times to get a contiguous piece.");
    }

    @Test
    void a_kernel_that_may_not_compact_for_it_is_named() {
        String el7 =
                "Linux node-1 3.10.0-1160.49.1.el7.x86_64 #1 SMP Tue Nov 30 15:51:32 UTC 2021 x86_64 x86_64 x86_64 GNU/Linux\n"
                        + xfs("size 50184 ", "");

        assertThat(found(new XfsRule(), "$ uname -a\n" + el7).statement())
                .endsWith(" bytes. The request may not compact memory on this kernel.");
    }

    @Test
    void less_than_a_page_is_no_question_of_pieces() {
        Ruling.Found found = found(new XfsRule(), xfs("size 4096 ", ""));

        assertThat(found.cause()).isEqualTo(Cause.MEMORY_EXHAUSTED);
        assertThat(found.statement()).contains("to get 4096 bytes, no more than a page");
        assertThat(found(new XfsRule(), xfs("size 4097 ", "")).cause())
                .isEqualTo(Cause.EXTERNAL_FRAGMENTATION);
    }

    @Test
    void with_free_lists_the_page_rules_judge_it() {
        assertThat(
                        ruling(
                                new XfsRule(),
                                xfs(
                                        "size 50184 ",
                                        """

                                        $ cat /proc/buddyinfo
                                        Node 0, zone   Normal 150000 80000 900 0 0 0 0 0 0 0 0
                                        """)))
                .isEqualTo(OTHER);
    }

    @Test
    void a_twentieth_of_the_memory_is_what_XFS_would_find_in_pieces() {
        assertThat(
                        found(new XfsRule(), xfs("size 50184 ", FREE.replace("150000", " 12851")))
                                .confidence())
                .isEqualTo(Confidence.LIKELY);
        assertThat(
                        found(new XfsRule(), xfs("size 50184 ", FREE.replace("150000", " 12850")))
                                .confidence())
                .isEqualTo(Confidence.POSSIBLE);
    }

    @Test
    void a_size_beyond_all_numbers_is_a_large_one() {
        assertThat(found(new XfsRule(), xfs("size 999999999999999 ", "")).cause())
                .isEqualTo(Cause.EXTERNAL_FRAGMENTATION);
        assertThat(found(new XfsRule(), xfs("size 9999999999999999 ", "")).cause())
                .isEqualTo(Cause.EXTERNAL_FRAGMENTATION);
    }

    @Test
    void a_newer_kernel_may_compact_for_it() {
        assertThat(
                        found(
                                        new XfsRule(),
                                        "$ uname -a\nLinux node-1 6.1.0-49-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-06-01) x86_64 GNU/Linux\n"
                                                + xfs("size 50184 ", "").replace("0x250", "0xc40"))
                                .statement())
                .doesNotContain("may not compact");
    }
}
