/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnosis.Cause;
import org.junit.jupiter.api.Test;

class MemcgLimitRuleTest {

    @Test
    void aKillInACgroupIsItsOwnLimit() {
        Asked asked =
                Asked.of(
                        """
                        [ 1234.567890] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=900
                        [ 1234.567900] memory: usage 524288kB, limit 524288kB, failcnt 8231
                        [ 1234.567910] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=c1,mems_allowed=0,oom_memcg=/kubepods/pod1,task_memcg=/kubepods/pod1/c1,task=java,pid=4711,uid=0
                        [ 1234.567920] Memory cgroup out of memory: Killed process 4711 (java) total-vm:4194304kB, anon-rss:520000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:2048kB oom_score_adj:900
                        """);

        assertThat(asked.says("memcg-limit")).isEqualTo("memcg-limit certain KB-55");
        assertThat(asked.statement("memcg-limit"))
                .isEqualTo(
                        "The kernel killed in the memory cgroup /kubepods/pod1 because it was at its limit. Its memory: 512"
                                + " MiB used of a limit of 512 MiB.");
        assertThat(asked.ruledOut("memcg-limit")).containsExactly(Cause.MEMORY_EXHAUSTED);
        assertThat(asked.lines("memcg-limit")).containsExactly(1, 2);
    }

    @Test
    void aKillOnTheNodeNamesNoLimit() {
        Asked asked =
                Asked.of(
                        """
                        [ 1234.567890] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
                        [ 1234.567920] Out of memory: Killed process 4711 (java) total-vm:4194304kB, anon-rss:520000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:2048kB oom_score_adj:0
                        """);

        assertThat(asked.found("memcg-limit")).isEmpty();
        assertThat(asked.clear("memcg-limit")).isPresent();
        assertThat(asked.found("kmem-charge")).isEmpty();
    }
}
