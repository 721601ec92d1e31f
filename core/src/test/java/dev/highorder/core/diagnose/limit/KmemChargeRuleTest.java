/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnosis.Cause;
import org.junit.jupiter.api.Test;

class KmemChargeRuleTest {

    private static String kill(long kmemKb) {
        return """
        Jun 11 07:11:08 n1 kernel: runc:[2:INIT] invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=999
        Jun 11 07:11:08 n1 kernel: Task in /kubepods/pod1/c1 killed as a result of limit of /kubepods/pod1
        Jun 11 07:11:08 n1 kernel: memory: usage 100000kB, limit 100000kB, failcnt 8231
        Jun 11 07:11:08 n1 kernel: memory+swap: usage 100000kB, limit 9007199254740988kB, failcnt 0
        Jun 11 07:11:08 n1 kernel: kmem: usage %dkB, limit 9007199254740988kB, failcnt 0
        Jun 11 07:11:08 n1 kernel: Memory cgroup out of memory: Kill process 4711 (pause) score 0 or sacrifice child
        Jun 11 07:11:08 n1 kernel: Killed process 4711 (pause) total-vm:1024kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB
        """
                .replace("%d", Long.toString(kmemKb));
    }

    @Test
    void aLimitThatKernelMemoryFillsIsALeakOnEl7() {
        Asked asked = Asked.on("3.10.0-957.el7.x86_64", kill(80_000));

        assertThat(asked.says("kmem-charge")).isEqualTo("kmem-memcg-leak likely KB-02");
        assertThat(asked.statement("kmem-charge"))
                .startsWith(
                        "78.1 MiB of the 97.6 MiB charged to the cgroup are kernel memory (80 %).");
        assertThat(asked.ruledOut("kmem-charge")).containsExactly(Cause.MEMCG_LIMIT);
        assertThat(asked.lines("kmem-charge")).containsExactly(5, 3);
        assertThat(asked.verdict()).isEqualTo("kmem-memcg-leak likely");
    }

    @Test
    void aPartOfTheChargeIsNoLeak() {
        Asked asked = Asked.on("3.10.0-957.el7.x86_64", kill(79_999));

        assertThat(asked.found("kmem-charge")).isEmpty();
        assertThat(asked.clear("kmem-charge").orElseThrow().title())
                .isEqualTo("Kernel memory is a small part of the charge");
        assertThat(asked.verdict()).isEqualTo("memcg-limit certain");
    }

    @Test
    void onLaterKernelsTheChargeIsTheCgroupsOwn() {
        Asked asked = Asked.on("4.19.0", kill(80_000));

        assertThat(asked.found("kmem-charge")).isEmpty();
        assertThat(asked.clear("kmem-charge").orElseThrow().title())
                .isEqualTo("Kernel memory is the charge");
        assertThat(asked.verdict()).isEqualTo("memcg-limit certain");
    }

    @Test
    void withoutAReleaseItIsOnlyPossible() {
        assertThat(Asked.of(kill(80_000)).says("kmem-charge"))
                .isEqualTo("kmem-memcg-leak possible KB-02");
        assertThat(Asked.of(kill(80_000)).verdict()).isEqualTo("memcg-limit certain");
    }
}
