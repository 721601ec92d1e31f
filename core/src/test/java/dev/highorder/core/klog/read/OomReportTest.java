/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.OomKill;
import java.util.List;
import org.junit.jupiter.api.Test;

class OomReportTest {

    @Test
    void a2632ReportIsRead() {
        OomKill kill =
                only(
                        """
                        [  100.000001] httpd invoked oom-killer: gfp_mask=0x201da, order=0, oom_adj=0, oom_score_adj=0
                        [  100.000002] httpd cpuset=/ mems_allowed=0-1
                        [  100.000003] Pid: 4711, comm: httpd Not tainted 2.6.32-642.el6.x86_64 #1
                        [  100.000004] Call Trace:
                        [  100.000005]  [<ffffffff811315d0>] ? dump_header+0x90/0x1b0
                        [  100.000006]  [<ffffffff81131a52>] ? oom_kill_process+0x82/0x2a0
                        [  100.000007]  [<ffffffff81131991>] ? select_bad_process+0xe1/0x120
                        [  100.000008]  [<ffffffff81131e90>] ? out_of_memory+0x220/0x3c0
                        [  100.000009]  [<ffffffff8113e76a>] ? __alloc_pages_nodemask+0x8ca/0x8d0
                        [  100.000010]  [<ffffffff8112e7a7>] ? __page_cache_alloc+0x87/0x90
                        [  100.000011]  [<ffffffff8100b072>] system_call_fastpath+0x16/0x1b
                        [  100.000012] Out of memory: Kill process 4800 (java (worker)) score 512 or sacrifice child
                        [  100.000013] Killed process 4800, UID 0, (java (worker)) total-vm:104660kB, anon-rss:48984kB, file-rss:4kB
                        """);
        assertThat(kill.comm()).contains("httpd");
        assertThat(kill.mode().text()).isEqualTo("0x201da");
        assertThat(kill.cpuset()).contains("/");
        assertThat(kill.memsAllowed()).contains("0-1");
        assertThat(kill.victimPid()).hasValue(4800);
        assertThat(kill.memcg()).isFalse();
        assertThat(kill.stack().orElseThrow().release()).contains("2.6.32-642.el6.x86_64");
        assertThat(kill.stack().orElseThrow().frames()).hasSize(7);
    }

    @Test
    void anEl7CgroupReportNamesBothCgroupsAndEachCounter() {
        OomKill kill =
                only(
                        """
                        Jun  1 00:00:00 n1 kernel: runc:[2:INIT] invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=997
                        Jun  1 00:00:00 n1 kernel: runc:[2:INIT] cpuset=abc mems_allowed=0-1
                        Jun  1 00:00:00 n1 kernel: CPU: 4 PID: 12 Comm: runc:[2:INIT] Not tainted 3.10.0-957.el7.x86_64 #1
                        Jun  1 00:00:00 n1 kernel: Call Trace:
                        Jun  1 00:00:00 n1 kernel: [<ffffffff8168863d>] dump_stack+0x19/0x1b
                        Jun  1 00:00:00 n1 kernel: [<ffffffff81683585>] dump_header+0x85/0x27f
                        Jun  1 00:00:00 n1 kernel: Task in /kubepods/pod1/abc killed as a result of limit of /kubepods/pod1
                        Jun  1 00:00:00 n1 kernel: memory: usage 3145728kB, limit 3145728kB, failcnt 14406932
                        Jun  1 00:00:00 n1 kernel: memory+swap: usage 3145728kB, limit 9007199254740988kB, failcnt 0
                        Jun  1 00:00:00 n1 kernel: kmem: usage 3143468kB, limit 9007199254740988kB, failcnt 0
                        Jun  1 00:00:00 n1 kernel: Memory cgroup stats for /kubepods/pod1: cache:0KB rss:0KB
                        Jun  1 00:00:00 n1 kernel: Memory cgroup stats for /kubepods/pod1/abc: cache:0KB rss:0KB
                        Jun  1 00:00:00 n1 kernel: [ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name
                        Jun  1 00:00:00 n1 kernel: [30598]     0 30598      255        1       4        0          -998 pause
                        Jun  1 00:00:00 n1 kernel: Memory cgroup out of memory: Kill process 31 (runc:[2:INIT]) score 997 or sacrifice child
                        Jun  1 00:00:00 n1 kernel: Killed process 12 (runc:[2:INIT]) total-vm:600736kB, anon-rss:3296kB, file-rss:276kB, shmem-rss:1012kB
                        """);
        assertThat(kill.memcg()).isTrue();
        assertThat(kill.oomMemcg()).contains("/kubepods/pod1");
        assertThat(kill.taskMemcg()).contains("/kubepods/pod1/abc");
        assertThat(kill.usage())
                .extracting(OomKill.Usage::counter)
                .containsExactly("memory", "memory+swap", "kmem");
        assertThat(kill.usage().get(2).usageBytes()).isEqualTo(3143468L << 10);
        assertThat(kill.victim()).contains("runc:[2:INIT]");
        assertThat(kill.victimPid()).as("the one that was killed, not announced").hasValue(12);
        assertThat(kill.stack()).isPresent();
    }

    @Test
    void aLimitPrintedInTwoRecordsIsOne() {
        OomKill kill =
                only(
                        """
                        [    1.000001] a invoked oom-killer: gfp_mask=0x6000c0(GFP_KERNEL), nodemask=(null), order=0, oom_score_adj=0
                        [    1.000002] Task in /a/b killed
                        [    1.000003]  as a result of limit of /a
                        [    1.000004] Memory cgroup out of memory: Kill process 5 (a) score 1 or sacrifice child
                        """);
        assertThat(kill.oomMemcg()).contains("/a");
        assertThat(kill.taskMemcg()).contains("/a/b");
        assertThat(kill.nodemask()).contains("(null)");
    }

    @Test
    void theStackTellsACgroupsKillWhereTheReportWasCut() {
        String head =
                """
                [    3.000000] java invoked oom-killer: gfp_mask=0x14000c0(GFP_KERNEL), nodemask=(null), order=0, oom_score_adj=999
                [    3.000001] CPU: 1 PID: 7 Comm: java Not tainted 4.15.0-112-generic #113-Ubuntu
                [    3.000002] Call Trace:
                [    3.000003]  dump_stack+0x63/0x82
                [    3.000004]  dump_header+0x77/0x285
                [    3.000005]  oom_kill_process+0x22e/0x450
                [    3.000006]  out_of_memory+0x11d/0x4c0
                """;
        String limit = "[    3.000007]  mem_cgroup_out_of_memory+0x4b/0x80\n";
        String stale = "[    3.000007]  ? mem_cgroup_out_of_memory+0x4b/0x80\n";

        assertThat(only(head + limit).memcg()).isTrue();
        assertThat(only(head + stale).memcg()).isFalse();
        assertThat(only(head).memcg()).isFalse();
    }

    @Test
    void theLinesOfAKillWhoseHeadWasLostAreAReport() {
        OomKill kill =
                only(
                        """
                        [    5.000000] oom-kill:constraint=CONSTRAINT_CPUSET,nodemask=(null),cpuset=docker-1.scope,mems_allowed=4,global_oom,task_memcg=/a,b,task=java,pid=77,uid=0
                        [    5.000001] Out of memory: Killed process 77 (java) total-vm:1kB, anon-rss:1kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:676kB oom_score_adj:0
                        [    5.000002] oom_reaper: reaped process 77 (java), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB
                        """);
        assertThat(kill.comm()).isEmpty();
        assertThat(kill.constraint()).contains("CONSTRAINT_CPUSET");
        assertThat(kill.cpuset()).contains("docker-1.scope");
        assertThat(kill.memsAllowed()).contains("4");
        assertThat(kill.taskMemcg()).contains("/a,b");
        assertThat(kill.victim()).contains("java");
        assertThat(kill.memcg()).isFalse();
    }

    @Test
    void aKillWhoseHeadWasLostTakesTheMemInfoAboveIt() {
        OomKill kill =
                only(
                        """
                        [    5.000000]  ? sys_read+0x1/0x2
                        [    5.000001] Mem-Info:
                        [    5.000002] active_anon:120239 inactive_anon:11 isolated_anon:0
                        [    5.000003] Normal free:2176kB min:2880kB low:3584kB high:4288kB present:523776kB
                        [    5.000004] lowmem_reserve[]: 0 0
                        [    5.000005] Normal: 2*4kB 2*8kB = 24kB
                        [    5.000006] 76 total pagecache pages
                        [    5.000007] [ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name
                        [    5.000008] [   61]     0    61      883       18       3        0             0 syslogd
                        [    5.000009] Out of memory: Kill process 118 (a) score 922 or sacrifice child
                        [    5.000010] Killed process 118 (a) total-vm:483268kB, anon-rss:480072kB, file-rss:0kB
                        """);
        assertThat(kill.memInfo().orElseThrow().zones()).hasSize(1);
        assertThat(kill.order()).isEmpty();
    }

    @Test
    void twoKillsAreTwoReportsButAGroupsAreOne() {
        assertThat(
                        read(
                                """
                                [    5.000000] Out of memory: Killed process 1 (a) total-vm:1kB
                                [    6.000000] Out of memory: Killed process 2 (b) total-vm:1kB
                                """))
                .hasSize(2);
        assertThat(
                        read(
                                """
                                [    5.000000] Memory cgroup out of memory: Killed process 1 (a) total-vm:1kB
                                [    5.000001] Tasks in /pod are going to be killed due to memory.oom.group set
                                [    5.000002] Memory cgroup out of memory: Killed process 1 (a) total-vm:1kB
                                [    5.000003] Memory cgroup out of memory: Killed process 2 (b) total-vm:1kB
                                """))
                .as("the announcement follows the first kill")
                .hasSize(1);
    }

    @Test
    void unreclaimableSlabsAndNoVictimAreKept() {
        List<KernelEvent> events =
                read(
                        """
                        [    4.338946] swapper/0 invoked oom-killer: gfp_mask=0x6040c0(GFP_KERNEL|__GFP_COMP), nodemask=(null), order=0, oom_score_adj=0
                        [    4.670295] Unreclaimable slab info:
                        [    4.673874] Name                      Used          Total
                        [    4.679277] btrfs_extent_map     3207098KB    3375622KB
                        [    4.684514] RAW                      240KB        240KB
                        [    4.690000] Out of memory and no killable processes...
                        [    4.690001] Kernel panic - not syncing: System is deadlocked on memory
                        """);
        OomKill kill = (OomKill) events.getFirst();
        assertThat(kill.slabs())
                .extracting(OomKill.SlabUse::cache)
                .containsExactly("btrfs_extent_map", "RAW");
        assertThat(kill.slabs().getFirst().totalBytes()).isEqualTo(3375622L << 10);
        assertThat(kill.noKillable()).isTrue();
        assertThat(kill.victim()).isEmpty();
        assertThat(events).hasSize(2);
        assertThat(((KernelNotice) events.get(1)).value("reason"))
                .contains("System is deadlocked on memory");
    }

    @Test
    void aPageFaultAsksWithModeZero() {
        OomKill kill =
                only(
                        "[    1.000000] python3 invoked oom-killer: gfp_mask=0x0(), order=0, oom_score_adj=0\n");
        assertThat(kill.mode().mask()).hasValue(0);
        assertThat(kill.mode().names()).isEmpty();
        assertThat(kill.mode().text()).isEqualTo("0x0()");
    }

    @Test
    void aHeadThatAMailerWrappedIsJoined() {
        OomKill kill =
                only(
                        """
                        Creating journal (262144 blocks): [   34.739137] mkfs.ext4 invoked
                        oom-killer: gfp_mask=0x101cc0(GFP_USER|__GFP_WRITE), order=0,
                        oom_score_adj=0
                        """);
        assertThat(kill.comm()).contains("mkfs.ext4");
        assertThat(kill.mode().names()).containsExactly("GFP_USER", "__GFP_WRITE");
        OomKill dd =
                only(
                        """
                        dd invoked oom-killer:
                        gfp_mask=0x101c4a(GFP_NOFS|__GFP_WRITE),
                        order=3, oom_score_adj=0
                        """);
        assertThat(dd.order()).hasValue(3);
        assertThat(dd.mode().mask()).hasValue(0x101c4a);
    }

    private static OomKill only(String log) {
        List<KernelEvent> events = read(log);
        assertThat(events).hasSize(1);
        return (OomKill) events.getFirst();
    }

    private static List<KernelEvent> read(String log) {
        return KernelLog.read(LogLines.of(log)).value();
    }
}
