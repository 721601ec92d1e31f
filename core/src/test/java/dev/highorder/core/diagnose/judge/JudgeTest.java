/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

    @Test
    void noTwoRulesHaveOneName() {
        List<String> names = Rules.inOrder().stream().map(Rule::id).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9-]+"));
    }

    @Test
    void everyRuleIsAsked() {
        Asked asked = Asked.of("[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n");

        assertThat(asked.judged().getFirst().answers())
                .extracting(Judged.Answer::rule)
                .containsExactlyElementsOf(Rules.inOrder().stream().map(Rule::id).toList());
    }

    @Test
    void aLikelyCauseGoesBeforeAPossibleOneThatComesFirst() {
        Asked asked =
                Asked.of(
                        """
                        MemTotal:       10485760 kB
                        MemFree:         5242880 kB
                        MemAvailable:     100000 kB
                        SUnreclaim:      3145728 kB
                        """);

        assertThat(asked.says("unreclaimable-slab")).isEqualTo("kernel-memory-leak possible KB-31");
        assertThat(asked.state()).isEqualTo("memory-exhausted likely");
    }

    @Test
    void aPossibleCauseGoesBeforeHealthAndBeforeCannotTell() {
        Asked asked =
                Asked.of(
                        """
                        MemTotal:       12582912 kB
                        MemFree:         5242880 kB
                        MemAvailable:    6242880 kB
                        SUnreclaim:      3145728 kB
                        """);

        assertThat(asked.state()).isEqualTo("kernel-memory-leak possible");
    }

    @Test
    void whatCannotBeToldGoesBeforeHealth() {
        Asked asked =
                Asked.of(
                        """
                        Node 0, zone   Normal  104076  60000  30000      0      0      0      0      0      0      0      0
                        MemTotal:       12582912 kB
                        MemFree:         5242880 kB
                        MemAvailable:    6242880 kB
                        """);

        assertThat(asked.says("memory-state")).isEqualTo("healthy likely");
        assertThat(asked.state()).isEqualTo("inconclusive possible");
    }

    @Test
    void withNothingToJudgeNobodyHasTheWord() {
        Judged nothing = Asked.of("hello\n").judged().getFirst();

        assertThat(nothing.best()).isEmpty();
        assertThat(nothing.cause()).isEqualTo(Cause.INCONCLUSIVE);
        assertThat(nothing.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(nothing.weight()).isEqualTo(-1);
    }

    @Test
    void aNamedCauseWeighsMoreThanACertainNothing() {
        Judged named =
                Asked.of("[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n")
                        .judged()
                        .getFirst();
        Judged healthy =
                Asked.of(
                                "Node 0, zone   Normal  104076  60000  30000  10000   2000    500    100     50     10      0      0\n")
                        .judged()
                        .getFirst();
        Judged open =
                Asked.of(
                                "Node 0, zone   Normal  104076  60000  30000      0      0      0      0      0      0      0      0\n")
                        .judged()
                        .getFirst();

        assertThat(named.weight()).isEqualTo(32);
        assertThat(healthy.weight()).isEqualTo(11);
        assertThat(open.weight()).isZero();
    }

    @Test
    void ofSeveralReportsTheOneThatDecidesMostStands() {
        String report =
                """
                [ %s.000000] eth0-rx: page allocation failure: order:4, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0
                [ %s.000001] CPU: 1 PID: 4711 Comm: eth0-rx Not tainted 6.1.0 #1
                [ %s.000002] Call Trace:
                [ %s.000003]  dump_stack_lvl+0x44/0x5c
                [ %s.000004]  warn_alloc+0x128/0x1a0
                [ %s.000005]  __alloc_pages_slowpath.constprop.0+0xd1b/0xd90
                [ %s.000006]  acme_setup_rings+0x10/0x20 [acme]
                [ %s.000007] Mem-Info:
                [ %s.000008] active_anon:1000 inactive_anon:1000 isolated_anon:0
                               active_file:100000 inactive_file:100000 isolated_file:0
                               unevictable:0 dirty:0 writeback:0
                               slab_reclaimable:1000 slab_unreclaimable:1000
                               mapped:100 shmem:100 pagetables:100
                               sec_pagetables:0 bounce:0
                               kernel_misc_reclaimable:0
                               free:200000 free_pcp:0 free_cma:0
                [ %s.000009] Node 0 Normal free:800000kB boost:0kB min:10000kB low:12000kB high:14000kB reserved_highatomic:0KB active_anon:4000kB inactive_anon:4000kB active_file:400000kB inactive_file:400000kB unevictable:0kB writepending:0kB present:4194304kB managed:4000000kB mlocked:0kB bounce:0kB free_pcp:0kB local_pcp:0kB free_cma:0kB
                [ %s.000010] lowmem_reserve[]: 0 0
                [ %s.000011] Node 0 Normal: %b = 800000kB
                [ %s.000012] 201000 total pagecache pages
                [ %s.000013] 1048576 pages RAM
                """;
        String serves =
                report.replace("%s", "100")
                        .replace(
                                "%b",
                                "0*4kB 0*8kB 0*16kB 0*32kB 12500*64kB (UM) 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB");
        String refuses =
                report.replace("%s", "200")
                        .replace(
                                "%b",
                                "200000*4kB (UM) 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB");

        assertThat(Asked.of(serves).verdict()).isEqualTo("inconclusive possible");
        assertThat(Asked.of(refuses).verdict()).startsWith("external-fragmentation");
        assertThat(Asked.of(serves + refuses).verdict()).startsWith("external-fragmentation");
        assertThat(Asked.of(serves + refuses).judged()).hasSize(2);
    }
}
