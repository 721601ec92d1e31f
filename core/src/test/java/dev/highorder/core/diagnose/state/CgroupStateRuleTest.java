/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class CgroupStateRuleTest {

    private static String counted(String controller, long cgroups) {
        return "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t3\t120\t1\n"
                + controller
                + "\t9\t"
                + cgroups
                + "\t1\n";
    }

    @Test
    void idsThatAreNearlyUsedUpAreALeakWhoeverHoldsThem() {
        Asked asked = Asked.of(counted("memory", 60_000));

        assertThat(asked.says("cgroup-state")).isEqualTo("kmem-memcg-leak likely KB-03");
        assertThat(asked.statement("cgroup-state")).startsWith("60,000 memory cgroups exist");
        assertThat(asked.lines("cgroup-state")).containsExactly(3);
        assertThat(Asked.of(counted("memory", 59_999)).says("cgroup-state")).isEqualTo("nothing");
    }

    @Test
    void idsOfOtherControllersAreNoMatter() {
        assertThat(Asked.of(counted("cpuset", 60_000)).says("cgroup-state")).isEqualTo("nothing");
    }

    @Test
    void besideAFailureTheCountIsNotTheVerdict() {
        Asked asked =
                Asked.of(
                        "[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n"
                                + counted("memory", 60_000));

        assertThat(asked.verdict()).isEqualTo("kernel-limit certain");
        assertThat(asked.judged().getFirst().answers())
                .filteredOn(a -> a.rule().equals("cgroup-state"))
                .allMatch(a -> a.found().isEmpty());
    }

    @Test
    void asManyDirectoriesAsCgroupsIsHealthyInThatRespectOnly() {
        Asked asked =
                Asked.on(
                        "4.19.0",
                        counted("memory", 312)
                                + "[root@n1 ~]# find /sys/fs/cgroup/memory -type d | wc -l\n312\n");

        assertThat(asked.says("cgroup-state")).isEqualTo("healthy possible");
        assertThat(asked.statement("cgroup-state"))
                .isEqualTo(
                        "312 memory cgroups exist and 312 directories are there. No failure is in the evidence.");
    }
}
