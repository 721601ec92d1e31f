/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.Highorder;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.document.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final String KILL =
            """
            Jun 11 07:11:08 n1 kernel: java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=900
            Jun 11 07:11:08 n1 kernel: memory: usage 524288kB, limit 524288kB, failcnt 8231
            Jun 11 07:11:08 n1 kernel: Memory cgroup out of memory: Killed process 4711 (java) total-vm:4194304kB, anon-rss:520000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:2048kB oom_score_adj:900
            """;

    private static Diagnosis.NodeDiagnosis diagnose(String text) {
        return Highorder.diagnose(List.of(SourceText.of("node.txt", text)), Highorder.Options.NONE)
                .top();
    }

    @Test
    void theVerdictIsOneSentence() {
        assertThat(diagnose(KILL).verdict().summary())
                .isEqualTo(
                        "A cgroup reached its own memory limit: the kernel killed in the memory cgroup because it was at its limit.");
    }

    @Test
    void aCgroupAtItsLimitIsEverydayBesideAnotherCause() {
        String leak =
                """
                Jun 12 09:00:00 n1 kernel: SLUB: Unable to allocate memory on node -1 (gfp=0x8020)
                Jun 12 09:00:00 n1 kernel:   cache: kmalloc-64(5530:0a3b), object size: 64, buffer size: 64, default order: 0, min order: 0
                Linux n1 3.10.0-957.el7.x86_64 #1 SMP Thu Nov 8 23:39:32 UTC 2018 x86_64 x86_64 x86_64 GNU/Linux
                """;

        assertThat(diagnose(KILL + leak).verdict().cause()).isEqualTo(Cause.KMEM_MEMCG_LEAK);
        assertThat(diagnose(KILL + leak).incidents()).hasSize(2);
    }

    @Test
    void whatTheKernelDidToTheContainerGoesBeforeWhatItDidElsewhere() {
        String table =
                "Jun 10 09:00:00 n1 kernel: neighbour: arp_cache: neighbor table overflow!\n";
        String fork =
                "Jun 12 09:00:00 n1 kernel: cgroup: fork rejected by pids controller in /kubepods/pod1\n"
                        + "Jun 12 09:00:01 n1 dockerd[911]: time=\"2021-06-12T09:00:01Z\" level=error msg=\"Error running exec\""
                        + " error=\"OCI runtime exec failed: exec failed: container_linux.go:349: starting container process caused"
                        + " \\\"read init-p: connection reset by peer\\\": unknown\"\n";

        assertThat(diagnose(table + fork).verdict().cause()).isEqualTo(Cause.PIDS_OR_ULIMIT);
    }

    @Test
    void aFailureThatNobodyKnowsIsNotCalledNone() {
        assertThat(diagnose("hello\n").verdict().summary())
                .isEqualTo(
                        "Nothing in the evidence tells of a failure, and it holds no state that could be judged.");
        assertThat(
                        diagnose(
                                        "Jun 12 09:00:00 n1 kernel: INFO: unregister_netdevice: waiting for lo to become free. Usage count = 1\n")
                                .verdict()
                                .summary())
                .doesNotStartWith("Nothing in the evidence tells of a failure");
    }

    @Test
    void aRequestOfOrderZeroIsForOnePageAndNotForContiguousMemory() {
        String failure =
                "[   10.000001] runc: page allocation failure: order:%d, mode:0x40820(GFP_ATOMIC|__GFP_COMP), nodemask=(null)\n";

        assertThat(failed(failure.replace("%d", "0")))
                .startsWith("runc was refused one page of 4 KiB (order 0), ");
        assertThat(failed(failure.replace("%d", "3")))
                .startsWith("runc was refused 32 KiB of contiguous memory (order 3), ");
    }

    private static String failed(String text) {
        return diagnose(text).incidents().getFirst().chain().stream()
                .filter(step -> step.step().equals("failure"))
                .findFirst()
                .orElseThrow()
                .statement();
    }

    @Test
    void noMoreIsAskedForThanAPersonReads() {
        assertThat(diagnose(KILL).missing()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void temptingClaimsAreRefutedWithTheirPages() {
        Diagnosis.NodeDiagnosis diagnosis =
                diagnose(
                        KILL
                                + """
                                [root@n1 ~]# free -m
                                              total        used        free      shared  buff/cache   available
                                Mem:         257000      200000       18369         500       38631       54870
                                Swap:             0           0           0
                                [root@n1 ~]# cat /proc/buddyinfo
                                Node 0, zone   Normal  104076  60000  30000  10000   2000    500    100     50     10      0      0
                                """);

        assertThat(diagnosis.ruledOut())
                .extracting(r ->
                        r.cause().map(Cause::word).orElse(r.claim().orElse(""))
                                + r.kb().map(k -> " " + k).orElse(""))
                .contains(
                        "memory-exhausted KB-55",
                        "there is no swap KB-73",
                        "104,076 single free pages prove fragmentation KB-70",
                        "no free block of the highest orders means that the node is sick KB-74");
        assertThat(diagnosis.ruledOut())
                .extracting(RuledOut::cause)
                .doesNotContain(Optional.of(Cause.MEMCG_LIMIT));
    }

    @Test
    void aRemedyThatRanIsSaidWithItsPlaceInTheOrder() {
        Finding ran =
                diagnose(
                                KILL
                                        + """
                                        [root@n1 ~]# echo 3 > /proc/sys/vm/drop_caches
                                        [root@n1 ~]# cat /proc/buddyinfo
                                        Node 0, zone   Normal  104076  60000  30000  10000   2000    500    100     50     10      0      0
                                        """)
                        .findings()
                        .stream()
                        .filter(f -> f.id().equals("remedy-ran"))
                        .findFirst()
                        .orElseThrow();

        assertThat(ran.statement())
                .isEqualTo(
                        "Caches were dropped or memory was compacted by a command of the transcript before free lists were read:"
                                + " those are the state after it.");
        assertThat(ran.kb()).contains("KB-76");
    }
}
