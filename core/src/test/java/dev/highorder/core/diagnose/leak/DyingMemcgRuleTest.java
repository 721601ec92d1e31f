/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class DyingMemcgRuleTest {

    private static String stat(long live, long dying) {
        return "$ cat /sys/fs/cgroup/cgroup.stat\nnr_descendants "
                + live
                + "\nnr_dying_descendants "
                + dying
                + "\n";
    }

    private static String counted(long cgroups) {
        return "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t3\t120\t1\nmemory\t9\t"
                + cgroups
                + "\t1\n";
    }

    private static String directories(long number) {
        return "[root@n1 ~]# find /sys/fs/cgroup/memory -type d | wc -l\n" + number + "\n";
    }

    @Test
    void manyDyingOnesAreLikelyAndVeryManyCertain() {
        assertThat(Asked.of(stat(300, 1_000)).says("dying-memcg"))
                .isEqualTo("dying-memcg likely KB-32");
        assertThat(Asked.of(stat(300, 9_999)).says("dying-memcg"))
                .isEqualTo("dying-memcg likely KB-32");
        assertThat(Asked.of(stat(300, 10_000)).says("dying-memcg"))
                .isEqualTo("dying-memcg certain KB-32");
        assertThat(Asked.of(stat(300, 48_211)).statement("dying-memcg"))
                .isEqualTo(
                        "cgroup.stat counts 48,211 dying cgroups beside 300 live ones. A removed cgroup lives until the last page"
                                + " or slab object charged to it goes.");
    }

    @Test
    void fewOnesOrFewBesideManyLiveOnesAreOrdinary() {
        assertThat(Asked.of(stat(300, 999)).found("dying-memcg")).isEmpty();
        assertThat(Asked.of(stat(300, 999)).clear("dying-memcg")).isPresent();
        assertThat(Asked.of(stat(1_001, 2_001)).found("dying-memcg")).isEmpty();
        assertThat(Asked.of(stat(1_000, 2_000)).found("dying-memcg")).isPresent();
        assertThat(Asked.of(stat(300, 12)).state()).isEqualTo("healthy possible");
    }

    @Test
    void cgroupsWithoutADirectoryAreDeadOnes() {
        Asked asked = Asked.on("4.19.0", counted(12_000) + directories(312));

        assertThat(asked.says("dying-memcg")).isEqualTo("dying-memcg certain KB-32");
        assertThat(asked.statement("dying-memcg"))
                .startsWith(
                        "12,000 memory cgroups exist and 312 directories are there. The others were removed");
        assertThat(Asked.on("4.19.0", counted(9_000) + directories(312)).says("dying-memcg"))
                .isEqualTo("dying-memcg likely KB-32");
        assertThat(Asked.of(counted(12_000) + directories(312)).says("dying-memcg"))
                .isEqualTo("dying-memcg likely KB-32");
    }

    @Test
    void equalCountsClearIt() {
        Asked asked = Asked.on("4.19.0", counted(312) + directories(312));

        assertThat(asked.clear("dying-memcg").orElseThrow().statement())
                .isEqualTo("312 memory cgroups exist and 312 directories are there.");
        assertThat(asked.state()).isEqualTo("healthy possible");
        assertThat(Asked.on("4.19.0", counted(1_311) + directories(312)).found("dying-memcg"))
                .isEmpty();
        assertThat(Asked.on("4.19.0", counted(1_312) + directories(312)).found("dying-memcg"))
                .isPresent();
        assertThat(Asked.on("4.19.0", counted(3_999) + directories(2_000)).found("dying-memcg"))
                .isEmpty();
        assertThat(Asked.on("4.19.0", counted(4_000) + directories(2_000)).found("dying-memcg"))
                .isPresent();
    }

    @Test
    void onEl7EqualCountsClearNothing() {
        Asked asked = Asked.on("3.10.0-1160.el7.x86_64", counted(312) + directories(312));

        assertThat(asked.clear("dying-memcg")).isEmpty();
        assertThat(asked.found("dying-memcg")).isEmpty();
        assertThat(asked.missing("dying-memcg"))
                .containsExactly("grep sysfs_dir_cache /proc/slabinfo");
        assertThat(asked.state()).isEqualTo("inconclusive possible");
        assertThat(Asked.on("4.0.0", counted(312) + directories(312)).clear("dying-memcg"))
                .isPresent();
    }

    @Test
    void aCountBeyondAnyRealNodeNeedsNoDirectories() {
        assertThat(Asked.of(counted(10_000)).says("dying-memcg"))
                .isEqualTo("dying-memcg likely KB-32");
        assertThat(
                        Asked.on("3.10.0-1160.el7.x86_64", counted(10_000) + directories(312))
                                .says("dying-memcg"))
                .isEqualTo("dying-memcg likely KB-32");
        assertThat(Asked.of(counted(9_999)).found("dying-memcg")).isEmpty();
        assertThat(Asked.of(counted(9_999)).missing("dying-memcg").getFirst())
                .startsWith("find /sys/fs/cgroup/memory");
    }

    @Test
    void aRequestThatFailedIsNotExplainedByThem() {
        Asked asked =
                Asked.of(
                        "[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n"
                                + stat(300, 48_211));

        assertThat(asked.verdict()).isEqualTo("kernel-limit certain");
        assertThat(asked.judged().getFirst().answers())
                .filteredOn(a -> a.rule().equals("dying-memcg"))
                .allMatch(a -> a.found().isEmpty());
    }

    @Test
    void theWorstOfSeveralTreesCounts() {
        assertThat(Asked.of(stat(300, 12) + stat(300, 12_000)).says("dying-memcg"))
                .isEqualTo("dying-memcg certain KB-32");
        assertThat(Asked.of(stat(300, 12_000) + stat(300, 12)).says("dying-memcg"))
                .isEqualTo("dying-memcg certain KB-32");
    }

    @Test
    void ofDeadOnesTheDifferenceCounts() {
        assertThat(Asked.on("4.19.0", counted(10_312) + directories(312)).says("dying-memcg"))
                .isEqualTo("dying-memcg certain KB-32");
        assertThat(Asked.on("4.19.0", counted(10_311) + directories(312)).says("dying-memcg"))
                .isEqualTo("dying-memcg likely KB-32");
    }

    @Test
    void otherControllersAreNoMatter() {
        assertThat(
                        Asked.of(
                                        "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t3\t20000\t1\n")
                                .found("dying-memcg"))
                .isEmpty();
    }
}
